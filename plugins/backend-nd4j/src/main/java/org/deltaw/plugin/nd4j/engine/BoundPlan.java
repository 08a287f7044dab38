package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Symbol;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan that is ready to run on the first trajectories of a workspace. */
final class BoundPlan {
    private final Workspace workspace;
    private final Plan plan;
    private final int rows;
    private final List<Call> prologue;
    private final List<Call> early;
    private final List<List<Call>> loop = new ArrayList<>();
    private final List<Call> late;
    private Binder.Agreement gates = (_, _) -> true;

    BoundPlan(Workspace workspace, Plan plan, int rows) {
        this.workspace = workspace;
        this.plan = plan;
        this.rows = rows;
        this.prologue = calls(Phase.PROLOGUE, 0);
        this.early = calls(Phase.EARLY, 0);
        this.late = calls(Phase.LATE, 0);
        for (int step = 0; step < workspace.steps(); step++) {
            loop.add(calls(Phase.LOOP, step));
        }
    }

    private List<Call> calls(Phase phase, int step) {
        Binder binder = new Binder(workspace.memory(), new Views(workspace, plan, rows, workspace.steps(), step),
                (guard, at) -> gates.some(guard, at));
        return plan.instructions().stream().filter(each -> each.phase() == phase).map(binder::call).toList();
    }

    /** Computes what stays the same throughout an evaluation. */
    void prepare() {
        prologue.forEach(Call::run);
    }

    /** Computes what does not need the carried values. */
    void early(Binder.Agreement agreement) {
        gates = agreement;
        early.forEach(Call::run);
    }

    /** Runs one step. */
    void step(int step) {
        for (Call call : loop.get(step)) {
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
