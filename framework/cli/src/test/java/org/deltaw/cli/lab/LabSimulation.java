package org.deltaw.cli.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Setting;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.RepeatableSource;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.rule.KnownRule;

/** Choices of the lab's network under the lab's rule; a session of more trials than {@code most} fails. */
public final class LabSimulation implements RepeatableSource<LabSimulation.Settings> {
    private static final Channel INPUT = Channel.input(2);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);

    /** What is simulated. */
    public record Settings(
            @Setting(value = "the true rule", byDefault = "{family: lab-rule, values: {grow: 1.5, decay: 0.2}}") KnownRule truth,
            @Setting(value = "trials of a session", byDefault = "40", min = 1) int trials,
            @Setting(value = "how many animals", byDefault = "1", min = 1) int subjects,
            @Setting(value = "how many recordings are held out", byDefault = "0", min = 0) int heldOut,
            @Setting(value = "whether the fit is told the weights", byDefault = "true") boolean known,
            @Setting(value = "trajectories of a recording", byDefault = "automatic") Resamplings resamplings,
            @Setting(value = "how many trials can be simulated", byDefault = "1000") int most,
            @Setting(value = "whether nobody knows the rule, as if animals had been recorded", byDefault = "false") boolean recorded) {}

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
    public Dataset load(Settings settings, DataContext context) {
        Experiment experiment = experiment(settings, context);
        return experiment.run(experiment.design(), context.seed(), Agents.of(context, settings.truth()));
    }

    @Override
    public Experiment experiment(Settings settings, DataContext context) {
        return new LabExperiment(settings);
    }

    private record LabExperiment(Settings settings) implements Experiment {
        @Override
        public Optional<KnownRule> truth() {
            return Optional.of(settings.truth()).filter(_ -> !settings.recorded());
        }

        @Override
        public List<String> subjects() {
            List<String> names = new ArrayList<>();
            for (int number = 1; number <= settings.subjects(); number++) {
                names.add("animal " + number);
            }
            return names;
        }

        @Override
        public Set<Design.Known> alwaysKnown() {
            return Set.of(Design.Known.NOISE);
        }

        @Override
        public Design design() {
            return new Design(new Design.Size(settings.trials(), settings.subjects(), settings.heldOut()),
                    new Design.Telling(settings.known() ? Design.Telling.ALL.known() : Set.of(Design.Known.NOISE), settings.resamplings()));
        }

        @Override
        public Dataset run(Design design, Seed seed, Agents agents) {
            if (design.size().trials() > settings.most()) {
                throw new InvalidSpecException(
                        "trials", "A session of " + design.size().trials() + " trials cannot be simulated.");
            }
            Map<String, Trajectory> recordings = new LinkedHashMap<>();
            try (Simulator simulator = agents.simulator(List.of(INPUT, Channel.UPDATE))) {
                for (int number = 1; number <= design.size().subjects() + design.size().heldOut(); number++) {
                    Trajectory.Use use = number <= design.size().subjects() ? Trajectory.Use.TRAINING : Trajectory.Use.HELD_OUT;
                    String original = subjects().get((number - 1) % subjects().size());
                    try (SimulatedNetwork network = simulator.start(original, seed.child("weights").child(number))) {
                        recordings.put("recording " + number, recording(number, use, design, seed.child(number).generator(), network));
                    }
                }
            }
            Dataset.Builder data = Dataset.builder(List.of(INPUT, DECISION));
            boolean known = design.telling().known().contains(Design.Known.WEIGHTS);
            Resamplings resamplings = design.telling().resamplings();
            int first = known ? resamplings.number().orElse(1) : resamplings.first();
            recordings.values().forEach(each ->
                    IntStream.rangeClosed(1, first).forEach(number -> data.trajectories(replicate(each, number))));
            if (known) {
                agents.rule().ifPresent(data::truth);
            } else if (resamplings.isAutomatic()) {
                data.replicates((recording, number) -> replicate(recordings.get(recording), number));
            }
            return data.build();
        }

        private static Trajectory replicate(Trajectory recording, int number) {
            return Trajectory.builder(recording.id() + "/" + number, recording.steps()).recording(recording.id())
                    .subject(recording.subject()).use(recording.use()).columns(recording.columns())
                    .initialStates(recording.initialStates()).build();
        }

        private static Trajectory recording(int animal, Trajectory.Use use, Design design, RandomGenerator random,
                SimulatedNetwork network) {
            double[] inputs = random.doubles(2L * design.size().trials(), -1, 1).toArray();
            double[] decisions = new double[design.size().trials()];
            for (int t = 0; t < decisions.length; t++) {
                Map<Channel, double[]> row = Map.of(INPUT, new double[] {inputs[2 * t], inputs[2 * t + 1]});
                double logit = Objects.requireNonNull(network.observe(row).get(Observable.LOGIT))[0];
                decisions[t] = random.nextDouble() < 1 / (1 + StrictMath.exp(-logit)) ? 1 : 0;
                network.advance(row);
            }
            return Trajectory.builder("recording " + animal, decisions.length).subject("animal " + animal).use(use)
                    .columns(Map.of(INPUT, inputs, DECISION, decisions)).initialStates(design.telling().known()
                            .contains(Design.Known.WEIGHTS) ? network.initialStates() : Map.of()).build();
        }
    }
}
