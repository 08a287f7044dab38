package org.deltaw.kernel.optima;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.expr.simplify.Work;
import org.deltaw.kernel.StartCount;
import org.deltaw.kernel.model.Model;
import org.deltaw.spi.backend.ModelInput;

/**
 * How many starts are worth while: follows from sizes alone, never from how long something takes, so that the same spec gives the same
 * bits everywhere.
 */
public final class AutomaticStarts {
    /** With so many, optima that one start in ten finds are missed in one fit of 30. */
    static final int MOST = 32;
    /** Operations of a Gauss-Newton matrix at all starts: a search takes some tens of them, so that all together take a few seconds. */
    static final long OPERATIONS = 200_000_000L;

    private AutomaticStarts() {}

    /**
     * Returns how many starts there are to be.
     *
     * @param secondOrder whether the optimizer asks for matrices of second derivatives: others take far more evaluations
     * @param numbers how many are fitted
     */
    public static int count(StartCount wanted, boolean secondOrder, Model model, List<ModelInput> inputs, int numbers) {
        if (wanted.number().isPresent()) {
            return wanted.number().getAsInt();
        }
        return secondOrder && numbers > 0 ? Math.clamp(OPERATIONS / work(model, inputs, numbers), 1, MOST) : 1;
    }

    /** Counts the operations of one matrix: a pass for the values, and one for the derivatives by each number. */
    static long work(Model model, List<ModelInput> inputs, int numbers) {
        List<Expr> forward = new ArrayList<>(model.program().step().next());
        forward.add(model.program().step().inlinedLoss());
        long steps = inputs.stream().mapToLong(ModelInput::steps).sum();
        return Math.max(1, Work.of(forward) * steps * (1 + numbers));
    }
}
