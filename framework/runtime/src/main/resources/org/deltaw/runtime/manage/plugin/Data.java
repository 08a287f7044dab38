package {{package}};

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Setting;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;

/**
 * A simulated learner: in each step one of several odours is offered, and it accepts or rejects. What it expects of each
 * odour follows the rewards by a delta rule. A source that reads recordings looks the same, but takes its columns from
 * files; {@link DataContext#directory} is where relative paths start.
 */
@ServiceProvider(DataSource.class)
public final class {{class}} implements DataSource<{{class}}.Settings> {
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);
    private static final double LEARNING_RATE = 0.1;
    private static final double SHARPNESS = 4;

    /** What a user may write in a spec, as in {@code data: {source: {{name}}, learners: 20}}. */
    public record Settings(
            @Setting(value = "number of learners, one trajectory each", byDefault = "10", min = 1, max = 100_000)
                    int learners,
            @Setting(value = "number of offers to each", byDefault = "100", min = 1, max = 1_000_000) int steps) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("{{name}}");
    }

    @Override
    public String description() {
        return "simulated choices between odours, of which the first is rewarded";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Dataset load(Settings settings, DataContext context) {
        Channel odour = Channel.input(context.inputs());
        List<Trajectory> trajectories = new ArrayList<>();
        for (int i = 0; i < settings.learners(); i++) {
            trajectories.add(learner("learner " + (i + 1), settings.steps(), odour, context.seed().child(i)));
        }
        return Dataset.builder(List.of(odour, REWARD, DECISION)).trajectories(trajectories).build();
    }

    private static Trajectory learner(String name, int steps, Channel odour, Seed seed) {
        RandomGenerator random = seed.generator();
        double[] odours = new double[steps * odour.width()];
        double[] rewards = new double[steps];
        double[] decisions = new double[steps];
        double[] expected = new double[odour.width()];
        for (int t = 0; t < steps; t++) {
            int offered = random.nextInt(odour.width());
            odours[t * odour.width() + offered] = 1;
            double acceptance = 1 / (1 + Math.exp(-SHARPNESS * expected[offered]));
            decisions[t] = random.nextDouble() < acceptance ? 1 : 0;
            if (decisions[t] == 1) {
                rewards[t] = (offered == 0 ? 1 : 0) - expected[offered];
                expected[offered] += LEARNING_RATE * rewards[t];
            }
        }
        return Trajectory.builder(name, steps).columns(Map.of(odour, odours, REWARD, rewards, DECISION, decisions)).build();
    }
}
