package org.deltaw.spi.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.expr.Expr;

/**
 * What a rule does in one step.
 *
 * @param weightChange the change of every weight, over at most the axes of both sides of the synapse;
 *     repeated along those it lacks
 * @param traces the value of each trace after the step; empty for a rule without memory
 */
public record Plasticity(Expr weightChange, Map<Trace, Expr> traces) {
    public Plasticity {
        traces = Map.copyOf(traces);
    }

    /** Changes weights and remembers nothing. */
    public static Plasticity of(Expr weightChange) {
        return new Plasticity(weightChange, Map.of());
    }

    /** Returns the same with the value that a trace has after the step. */
    public Plasticity next(Trace trace, Expr value) {
        Map<Trace, Expr> all = new LinkedHashMap<>(traces);
        all.put(trace, value);
        return new Plasticity(weightChange, all);
    }
}
