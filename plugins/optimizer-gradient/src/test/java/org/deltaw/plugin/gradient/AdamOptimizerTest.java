package org.deltaw.plugin.gradient;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.testkit.optimizer.OptimizerContract;

class AdamOptimizerTest extends OptimizerContract<AdamSettings> {
    @Override
    protected Optimizer<AdamSettings> extension() {
        return new AdamOptimizer();
    }

    @Override
    protected List<AdamSettings> settings() {
        return List.of(new AdamSettings(0.001, Update.PER_TRAJECTORY, 0.9, 0.999, 1e-8, Optional.empty()),
                new AdamSettings(0.001, Update.PER_BATCH, 0.9, 0.99, 1e-8, Optional.of(0.5)));
    }

    /** With a constant step size it goes on moving by some steps around the minimum. */
    @Override
    protected double distance(AdamSettings settings) {
        return 3 * settings.learningRate();
    }
}
