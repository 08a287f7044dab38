package org.deltaw.plugin.feedforward;

import org.deltaw.expr.Expr;

/** From the summed input of a neuron to its activity. */
public enum Activation {
    TANH,
    SIGMOID,
    /** Positive values as they are, others 0. */
    RELU,
    LINEAR;

    Expr of(Expr input) {
        return switch (this) {
            case TANH -> input.tanh();
            case SIGMOID -> input.sigmoid();
            case RELU -> input.leakyRelu(0);
            case LINEAR -> input;
        };
    }
}
