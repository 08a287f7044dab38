package org.deltaw.plugin.gaussnewton;

import java.util.List;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.testkit.optimizer.OptimizerContract;

class GaussNewtonOptimizerTest extends OptimizerContract<GaussNewtonSettings> {
    @Override
    protected Optimizer<GaussNewtonSettings> extension() {
        return new GaussNewtonOptimizer();
    }

    @Override
    protected List<GaussNewtonSettings> settings() {
        return List.of(new GaussNewtonSettings(1e-10, 1e-12, 1e-10), new GaussNewtonSettings(0, 0, 0),
                new GaussNewtonSettings(1e-6, 1e-9, 1e-6));
    }

    @Override
    protected int iterations(GaussNewtonSettings settings) {
        return 50;
    }

    @Override
    protected double distance(GaussNewtonSettings settings) {
        return 1e-6;
    }
}
