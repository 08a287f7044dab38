package org.deltaw.plugin.gradient;

import org.deltaw.spi.optimizer.OptimizerState;

/** How a gradient moves the fitted numbers. For one thread. */
interface Step {
    /** Moves the fitted numbers against a gradient. */
    void update(double[] parameters, double[] gradient);

    /** Returns what it remembers of earlier gradients. */
    OptimizerState state();
}
