package {{package}};

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Setting;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Trait;
import org.deltaw.spi.optimizer.Wanted;

/**
 * Gradient descent with momentum: each step is a part of the step before minus the learning rate times the gradient,
 * {@code v = momentum*v - rate*g; x = x + v}. An iteration is one step.
 */
@ServiceProvider(Optimizer.class)
public final class {{class}} implements Optimizer<{{class}}.Settings> {
    private static final int VERSION = 1;
    private static final String VELOCITY = "velocity";

    /** What a user may write in a spec, as in {@code training: {optimizer: {name: {{name}}, momentum: 0.5}}}. */
    public record Settings(
            @Setting(value = "by what the gradient is multiplied", byDefault = "0.01", min = 0) double learningRate,
            @Setting(value = "which part of the step before is made again", byDefault = "0.9", min = 0, max = 0.999)
                    double momentum) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("{{name}}");
    }

    @Override
    public String description() {
        return "gradient descent with momentum";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Wanted most(Settings settings) {
        return Wanted.GRADIENT;
    }

    @Override
    public Set<Trait> traits(Settings settings) {
        return Set.of();
    }

    @Override
    public Search begin(Settings settings, SearchProblem problem, double[] start) {
        return new Descent(settings, problem, start.clone(), new double[start.length]);
    }

    @Override
    public Search resume(Settings settings, SearchProblem problem, double[] point, OptimizerState state) {
        state.require(VERSION, Map.of(VELOCITY, point.length));
        return new Descent(settings, problem, point.clone(), state.array(VELOCITY));
    }

    @Override
    public String remedy(Settings settings) {
        return "a smaller training.optimizer.learning-rate";
    }

    /** It says what it wants to know, is told, and never calls back. */
    private static final class Descent implements Search {
        private final Settings settings;
        private final BoundsAndL1 boundsAndL1;
        private final double[] point;
        private final double[] velocity;
        private double loss;
        private boolean moved;
        private boolean lost;

        Descent(Settings settings, SearchProblem problem, double[] point, double[] velocity) {
            this.settings = settings;
            this.boundsAndL1 = problem.boundsAndL1();
            this.point = point;
            this.velocity = velocity;
        }

        @Override
        public Request ask() {
            if (lost) {
                return new Request.Diverged(point, OptionalInt.empty());
            }
            if (moved) {
                moved = false;
                return new Request.IterationDone(loss);
            }
            return Request.Evaluate.of(Query.ofAll(point, Wanted.GRADIENT));
        }

        @Override
        public void tell(List<Answer> answers) {
            Answer answer = answers.getFirst();
            if (!answer.isFinite()) {
                lost = true;
                return;
            }
            // An answer is of the smooth part alone: what L1 penalties add is for the optimizer to add.
            loss = answer.value() + boundsAndL1.penalty(point);
            for (int i = 0; i < point.length; i++) {
                double slope = boundsAndL1.slope(i, point[i], answer.gradient()[i]);
                velocity[i] = settings.momentum() * velocity[i] - settings.learningRate() * slope;
                point[i] += velocity[i];
            }
            boundsAndL1.clamp(point);
            moved = true;
        }

        @Override
        public double[] point() {
            return point.clone();
        }

        @Override
        public OptimizerState state() {
            return new OptimizerState(VERSION, Map.of(VELOCITY, velocity));
        }
    }
}
