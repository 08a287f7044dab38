package org.deltaw.plugin.cmaes;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.testkit.optimizer.OptimizerContract;

class CmaEsOptimizerTest extends OptimizerContract<CmaEsSettings> {
    @Override
    protected Optimizer<CmaEsSettings> extension() {
        return new CmaEsOptimizer();
    }

    @Override
    protected List<CmaEsSettings> settings() {
        return List.of(new CmaEsSettings(Optional.empty(), 0.5, 1e-12, 1e-8), new CmaEsSettings(Optional.of(20), 2, 0, 1e-6));
    }

    @Override
    protected int iterations(CmaEsSettings settings) {
        return 500;
    }

    @Override
    protected double distance(CmaEsSettings settings) {
        return 1e-5;
    }
}
