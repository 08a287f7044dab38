package {{package}};

import java.util.List;
import org.deltaw.testkit.optimizer.OptimizerContract;

class {{class}}Test extends OptimizerContract<{{class}}.Settings> {
    @Override
    protected {{class}} extension() {
        return new {{class}}();
    }

    /** The contract is tried with each of these. */
    @Override
    protected List<{{class}}.Settings> settings() {
        return List.of(new {{class}}.Settings(0.003, 0.9), new {{class}}.Settings(0.003, 0));
    }

    /** How far from a minimum it may be in the end: around 0 the slope of an absolute value changes its sign at every step. */
    @Override
    protected double distance({{class}}.Settings settings) {
        return 0.03;
    }
}
