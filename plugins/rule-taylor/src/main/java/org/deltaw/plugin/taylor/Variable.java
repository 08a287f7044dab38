package org.deltaw.plugin.taylor;

import java.util.Locale;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Signal;
import org.deltaw.spi.Synapse;
import org.jspecify.annotations.Nullable;

/** What a Taylor rule depends on. */
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

    static @Nullable Variable named(String symbol) {
        for (Variable variable : values()) {
            if (variable.symbol().equals(symbol)) {
                return variable;
            }
        }
        return null;
    }
}
