package org.deltaw.plugin.gradient;

import java.util.Map;
import org.deltaw.spi.optimizer.OptimizerState;

/** Plain gradient descent: each number changes by the learning rate times its slope. */
record PlainStep(double learningRate) implements Step {
    private static final int VERSION = 1;

    /** Goes on from a state, which holds nothing. */
    static PlainStep of(double learningRate, OptimizerState state) {
        state.require(VERSION, Map.of());
        return new PlainStep(learningRate);
    }

    @Override
    public void update(double[] parameters, double[] gradient) {
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] -= learningRate * gradient[i];
        }
    }

    @Override
    public OptimizerState state() {
        return new OptimizerState(VERSION, Map.of());
    }
}
