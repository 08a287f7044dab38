package org.deltaw.plugin.gradient;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.testkit.optimizer.OptimizerContract;

class GradientDescentOptimizerTest extends OptimizerContract<GradientSettings> {
    @Override
    protected Optimizer<GradientSettings> extension() {
        return new GradientDescentOptimizer();
    }

    @Override
    protected List<GradientSettings> settings() {
        return List.of(new GradientSettings(0.003, Update.PER_TRAJECTORY, Optional.empty()),
                new GradientSettings(0.003, Update.PER_BATCH, Optional.of(0.5)));
    }

    /** Around 0 the slope of an absolute value changes its sign, and each step is as long as the learning rate says. */
    @Override
    protected double distance(GradientSettings settings) {
        return 2 * settings.learningRate();
    }
}
