package org.deltaw.plugin.mlp;

import java.util.Locale;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Signal;
import org.deltaw.spi.Synapse;

/** What the perceptron is shown. */
public enum Variable {
    /** The presynaptic activity. */
    X,
    /** The postsynaptic activity. */
    Y,
    /** The weight. */
    W,
    /** The reward, or the reward minus its expectation. */
    R;

    String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    Expr read(Synapse synapse) {
        return switch (this) {
            case X -> synapse.pre();
            case Y -> synapse.post();
            case W -> synapse.weight();
            case R -> synapse.signal(Signal.REWARD);
        };
    }
}
