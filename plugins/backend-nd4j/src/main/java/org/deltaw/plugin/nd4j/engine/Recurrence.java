package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.TangentStep;
import org.deltaw.spi.backend.Program;

/**
 * A part of a program that goes through the steps of a trajectory. Only what depends on carried symbols is computed step
 * after step; all else is known for all steps before.
 *
 * @param carried what a step hands to the next one
 * @param backwards whether it goes from the last step to the first
 * @param next for each carried symbol its value in the next step
 * @param totals what is computed for each step besides
 */
record Recurrence(List<Symbol> carried, boolean backwards, List<Expr> next, List<Expr> totals) {
    /** The states. */
    static Recurrence advance(Program program) {
        return new Recurrence(program.states(), false, program.step().next(), List.of());
    }

    /** The loss of each step, then the outputs; the states are known. */
    static Recurrence look(Program program) {
        List<Expr> shown = new ArrayList<>();
        shown.add(program.step().inlinedLoss());
        program.step().outputs().forEach(output -> shown.add(output.value()));
        return new Recurrence(List.of(), false, List.of(), shown);
    }

    /** The loss of each step; the states are known. */
    static Recurrence loss(Program program) {
        return new Recurrence(List.of(), false, List.of(), List.of(program.step().inlinedLoss()));
    }

    /** The adjoints, and what each step adds to the gradient. */
    static Recurrence back(Program program) {
        return new Recurrence(program.adjoint().nextAdjoints(), true, program.adjoint().stateAdjoints(),
                program.adjoint().parameterGradients());
    }

    /** The tangents, and what each step adds to the curvature. */
    static Recurrence tangent(TangentStep tangent) {
        return new Recurrence(tangent.tangents(), false, tangent.nextTangents(), List.of(tangent.curvature()));
    }

    /** Tells where a step finds the carried values, in rows: its own row, or the one after. */
    int before() {
        return backwards ? 1 : 0;
    }

    /** Tells where a step puts the carried values. */
    int after() {
        return 1 - before();
    }
}
