package org.deltaw.spi.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.expr.Expr;

/**
 * What a rule does in one step.
 *
 * @param weightChange the change of every weight, over at most the axes of both sides of the synapse;
 *     repeated along those it lacks
 * @param traces the value of each trace after the step, in the order in which they were given; empty for a rule without memory
 */
public record Plasticity(Expr weightChange, Map<Trace, Expr> traces) {
    public Plasticity {
        traces = Collections.unmodifiableMap(new LinkedHashMap<>(traces));
    }

    /** Changes weights and remembers nothing. */
    public static Plasticity of(Expr weightChange) {
        return new Plasticity(weightChange, Map.of());
    }

    /**
     * Returns the same with the value that a trace has after the step.
     *
     * @param value over the axes of the trace's extent; it may read whatever the weight change may, the trace itself included
     * @throws IllegalArgumentException if it is known already
     */
    public Plasticity next(Trace trace, Expr value) {
        Map<Trace, Expr> all = new LinkedHashMap<>(traces);
        if (all.putIfAbsent(trace, value) != null) {
            throw new IllegalArgumentException("The next value of trace '" + trace + "' is given twice.");
        }
        return new Plasticity(weightChange, all);
    }
}
