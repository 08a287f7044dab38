package org.deltaw.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Setting;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;

/** Made-up choices of animals: each file holds one number, the seed of its animal. */
public final class LabData implements DataSource<LabData.Settings> {
    /** Which animals, and how long they are watched. */
    public record Settings(
            @Setting("one for each animal, whose name is that of the file") List<String> files,
            @Setting(value = "steps of a trajectory", byDefault = "12", min = 1) int steps,
            @Setting(value = "size of the inputs", byDefault = "1") double size,
            @Setting(value = "what to warn of", byDefault = "\"\"") String warning) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("lab-data");
    }

    @Override
    public String description() {
        return "made-up choices";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Dataset load(Settings settings, DataContext context) {
        List<Trajectory> trajectories = new ArrayList<>();
        for (String file : settings.files()) {
            Path path = context.directory().resolve(file);
            RandomGenerator random = new Seed(number(path)).generator();
            String name = path.getFileName().toString().replace(".txt", "");
            for (int i = 1; i <= 2; i++) {
                trajectories.add(trajectory(name + "/" + i, name, settings, random));
            }
        }
        return Dataset.builder(List.of(Channel.input(2), Channel.of(Target.DECISION, 1))).trajectories(trajectories)
                .warnings(settings.warning().isEmpty() ? List.of() : List.of(new Warning("lab", settings.warning(), "ada"))).build();
    }

    private static Trajectory trajectory(String id, String subject, Settings settings, RandomGenerator random) {
        double[] inputs = random.doubles(2L * settings.steps(), -settings.size(), settings.size()).toArray();
        double[] decisions = new double[settings.steps()];
        for (int t = 0; t < decisions.length; t++) {
            decisions[t] = inputs[2 * t] + 0.3 * random.nextGaussian() > 0 ? 1 : 0;
        }
        return Trajectory.builder(id, settings.steps()).subject(subject)
                .columns(Map.of(Channel.input(2), inputs, Channel.of(Target.DECISION, 1), decisions)).build();
    }

    private static long number(Path path) {
        try {
            return Long.parseLong(Files.readString(path).strip());
        } catch (IOException | NumberFormatException e) {
            throw new InvalidSpecException("files", path.getFileName() + " holds no number.");
        }
    }
}
