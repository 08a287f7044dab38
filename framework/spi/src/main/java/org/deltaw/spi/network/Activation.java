package org.deltaw.spi.network;

import org.deltaw.expr.Expr;

/** From the summed input of a neuron to its activity: what networks offer as a setting. */
public enum Activation {
    /** The hyperbolic tangent. */
    TANH,
    /** The logistic function. */
    SIGMOID,
    /** Positive values as they are, others 0. */
    RELU,
    /** Every value as it is. */
    LINEAR;

    /** Returns the activity that an input gives, over the input's axes. */
    public Expr of(Expr input) {
        return switch (this) {
            case TANH -> input.tanh();
            case SIGMOID -> input.sigmoid();
            case RELU -> input.leakyRelu(0);
            case LINEAR -> input;
        };
    }
}
