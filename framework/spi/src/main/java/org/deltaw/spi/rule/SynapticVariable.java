package org.deltaw.spi.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deltaw.expr.Expr;
import org.deltaw.spi.InvalidSpecException;

/** What plasticity rules usually depend on, under the letters by which the field knows it. */
public enum SynapticVariable {
    /** The presynaptic activity. */
    X,
    /** The postsynaptic activity. */
    Y,
    /** The weight. */
    W,
    /** The reward, or the reward minus its expectation. */
    R;

    /** Returns the letter as it is written in formulas: {@code x}, {@code y}, {@code w} or {@code r}. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the variable. The reward is one value for all synapses, or whatever it is here.
     *
     * @throws InvalidSpecException if it is the reward and there is none, or it may belong to the neurons of either side
     */
    public Expr read(Synapse synapse) {
        return switch (this) {
            case X -> synapse.pre();
            case Y -> synapse.post();
            case W -> synapse.weight();
            case R -> synapse.signal(reward(synapse));
        };
    }

    private static Signal reward(Synapse synapse) {
        List<Signal> found = synapse.signals().stream()
                .filter(signal -> signal.name().equals(Signal.REWARD.name())).toList();
        if (found.size() > 1) {
            throw new InvalidSpecException("The data bring as many values of the signal 'reward' per step as there are presynaptic, and "
                    + "postsynaptic, neurons, so whose it is is open; choose a rule that says so, or one value per step.");
        }
        return found.isEmpty() ? Signal.REWARD : found.getFirst();
    }

    /** Finds the variable with the given letter. */
    public static Optional<SynapticVariable> named(String symbol) {
        for (SynapticVariable variable : values()) {
            if (variable.symbol().equals(symbol)) {
                return Optional.of(variable);
            }
        }
        return Optional.empty();
    }
}
