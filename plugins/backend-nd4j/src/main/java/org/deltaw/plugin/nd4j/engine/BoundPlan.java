package org.deltaw.plugin.nd4j.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Symbol;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan that is ready to run on the first trajectories of a workspace. */
final class BoundPlan {
    private final Workspace workspace;
    private final Plan plan;
    private final int rows;
    private final List<Call> early;
    private final Map<Integer, List<Call>> loop = new HashMap<>();
    private final List<Call> late;
    private @Nullable List<Call> prologue;
    private Binder.Agreement gates = (_, _) -> true;

    BoundPlan(Workspace workspace, Plan plan, int rows) {
        this.workspace = workspace;
        this.plan = plan;
        this.rows = rows;
        this.early = calls(Phase.EARLY, 0);
        this.late = calls(Phase.LATE, 0);
    }

    private List<Call> calls(Phase phase, int step) {
        Binder binder = new Binder(workspace.memory(), new Views(workspace, plan, rows, workspace.steps(), step),
                (guard, at) -> gates.some(guard, at));
        return plan.instructions().stream().filter(each -> each.phase() == phase).map(binder::call).toList();
    }

    /** Computes what stays the same throughout an evaluation. */
    void prepare() {
        if (prologue == null) {
            prologue = calls(Phase.PROLOGUE, 0);
        }
        prologue.forEach(Call::run);
    }

    /** Computes what does not need the carried values. */
    void early(Binder.Agreement agreement) {
        gates = agreement;
        early.forEach(Call::run);
    }

    /** Runs one step. */
    void step(int step) {
        for (Call call : loop.computeIfAbsent(step, each -> calls(Phase.LOOP, each))) {
            call.run();
        }
    }

    /** Computes what needs the carried values of all steps. */
    void late() {
        late.forEach(Call::run);
    }

    /**
     * Reads a total.
     *
     * @param order of the axes in the result
     * @return for each step, for each trajectory, its values
     */
    double[] total(int index, Symbol order) {
        Operand total = plan.totals().get(index);
        INDArray buffer = workspace.buffer(plan, total.storage());
        return new Reading(total, order.axes(), workspace.steps(), rows).of(buffer);
    }
}
