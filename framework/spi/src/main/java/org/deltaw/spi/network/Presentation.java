package org.deltaw.spi.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.expr.Expr;
import org.deltaw.spi.rule.Signal;

/**
 * What the rule of a group of plastic synapses sees in a step: activities on both sides, and signals that the network computes. Most
 * networks show one; one that compares several options in a step may show each:
 *
 * <pre>{@code
 * Presentation.of(x, y)
 * Presentation.of(left, y).named("left").with(CHOSEN, choseLeft).when(leftIsOnOffer)
 * }</pre>
 *
 * @param name unique within the group, as states of the rule's traces show it; empty if it is the only one
 * @param pre over the group's axis {@code pre}
 * @param post over the group's axis {@code post}
 * @param signals each over the axes of its extent; all presentations of a group have the same
 * @param condition not 0 in the steps in which it is shown, without axes; in the others it changes no weight, and what the rule
 *     remembers of it stays as it is
 */
public record Presentation(String name, Expr pre, Expr post, Map<Signal, Expr> signals, Expr condition) {
    public Presentation {
        signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
    }

    /** Shows the activities of both sides, in every step. */
    public static Presentation of(Expr pre, Expr post) {
        return new Presentation("", pre, post, Map.of(), Expr.ONE);
    }

    /** Returns the same under a name. */
    public Presentation named(String other) {
        return new Presentation(other, pre, post, signals, condition);
    }

    /** Returns the same, shown only where a condition without axes is not 0. */
    public Presentation when(Expr shown) {
        return new Presentation(name, pre, post, signals, shown);
    }

    /**
     * Returns the same with a signal that the network computes.
     *
     * @throws IllegalArgumentException if it has the signal already
     */
    public Presentation with(Signal signal, Expr value) {
        Map<Signal, Expr> all = new LinkedHashMap<>(signals);
        if (all.putIfAbsent(signal, value) != null) {
            throw new IllegalArgumentException("The signal '" + signal + "' is given twice.");
        }
        return new Presentation(name, pre, post, all, condition);
    }
}
