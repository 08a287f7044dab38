package org.deltaw.cli.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.SimulatedSource;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.KnownRule;

/** Choices of the lab's network under the lab's rule, without the kernel; a session of more trials than {@code most} fails. */
public final class LabSimulation implements SimulatedSource<LabSimulation.Settings> {
    /** What is simulated. */
    public record Settings(
            @Setting(value = "the true rule", byDefault = "{family: lab-rule, values: {grow: 1.5, decay: 0.2}}") KnownRule truth,
            @Setting(value = "trials of a session", byDefault = "40", min = 1) int trials,
            @Setting(value = "how many animals", byDefault = "1", min = 1) int subjects,
            @Setting(value = "how many recordings are held out", byDefault = "0", min = 0) int heldOut,
            @Setting(value = "whether the fit is told the weights", byDefault = "true") boolean known,
            @Setting(value = "trajectories of a recording", byDefault = "automatic") Resamplings resamplings,
            @Setting(value = "how many trials can be simulated", byDefault = "1000") int most) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("lab-simulation");
    }

    @Override
    public String description() {
        return "simulated choices";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Design design(Settings settings) {
        return new Design(settings.truth(), new Design.Size(settings.trials(), settings.subjects(), settings.heldOut()),
                new Design.Telling(settings.known() ? Design.Telling.ALL.known() : Set.of(Design.Known.NOISE), settings.resamplings()));
    }

    @Override
    public Settings designed(Settings settings, Design design) {
        return new Settings(design.truth(), design.size().trials(), design.size().subjects(), design.size().heldOut(),
                design.telling().known().contains(Design.Known.WEIGHTS), design.telling().resamplings(), settings.most());
    }

    @Override
    public Dataset load(Settings settings, DataContext context) {
        if (settings.trials() > settings.most()) {
            throw new InvalidSpecException("trials", "A session of " + settings.trials() + " trials cannot be simulated.");
        }
        Map<String, Trajectory> recordings = new LinkedHashMap<>();
        for (int number = 1; number <= settings.subjects() + settings.heldOut(); number++) {
            boolean fitted = number <= settings.subjects();
            String id = "recording " + number;
            recordings.put(id, recording(id, fitted ? Trajectory.Use.TRAINING : Trajectory.Use.HELD_OUT, settings,
                    context.seed().child(number).generator()));
        }
        Dataset.Builder data = Dataset.builder(List.of(Channel.input(2), Channel.of(Target.DECISION, 1)));
        int first = settings.known() ? settings.resamplings().number().orElse(1) : settings.resamplings().first();
        recordings.values().forEach(each -> IntStream.rangeClosed(1, first).forEach(number -> data.trajectories(replicate(each, number))));
        if (settings.known()) {
            data.truth(settings.truth());
        } else if (settings.resamplings().isAutomatic()) {
            data.replicates((recording, number) -> replicate(recordings.get(recording), number));
        }
        return data.build();
    }

    private static Trajectory replicate(Trajectory recording, int number) {
        return Trajectory.builder(recording.id() + "/" + number, recording.steps()).recording(recording.id()).subject(recording.id())
                .use(recording.use()).columns(recording.columns()).initialStates(recording.initialStates()).build();
    }

    private static Trajectory recording(String id, Trajectory.Use use, Settings settings, RandomGenerator random) {
        double grow = settings.truth().values().get("grow");
        double decay = settings.truth().values().get("decay");
        double[] start = {0.01 * random.nextGaussian(), 0.01 * random.nextGaussian()};
        double[] w = start.clone();
        double[] inputs = random.doubles(2L * settings.trials(), -1, 1).toArray();
        double[] decisions = new double[settings.trials()];
        for (int t = 0; t < decisions.length; t++) {
            double logit = w[0] * inputs[2 * t] + w[1] * inputs[2 * t + 1];
            decisions[t] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            for (int i = 0; i < 2; i++) {
                w[i] += grow * inputs[2 * t + i] - decay * w[i];
            }
        }
        return Trajectory.builder(id, decisions.length).use(use)
                .columns(Map.of(Channel.input(2), inputs, Channel.of(Target.DECISION, 1), decisions))
                .initialStates(settings.known() ? Map.of("weights", start) : Map.of()).build();
    }
}
