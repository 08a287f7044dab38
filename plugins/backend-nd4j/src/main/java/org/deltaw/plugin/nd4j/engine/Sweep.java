package org.deltaw.plugin.nd4j.engine;

import java.util.List;
import org.deltaw.expr.Symbol;

/** Goes through the chunks of a group in a workspace; what is carried passes from one chunk to the next. */
final class Sweep {
    private final Workspace workspace;
    private final Group group;
    private final List<Chunk> chunks;

    Sweep(Workspace workspace, Group group) {
        this.workspace = workspace;
        this.group = group;
        this.chunks = group.chunks(workspace.steps());
    }

    List<Chunk> chunks() {
        return chunks;
    }

    void prepare(Plan plan) {
        workspace.bound(plan, group.size()).prepare();
    }

    /** Runs all steps of a chunk, and what is computed for them besides. */
    BoundPlan run(Plan plan, Chunk chunk) {
        BoundPlan bound = workspace.bound(plan, chunk.rows());
        bound.early(group.agreement(chunk));
        for (int i = 0; i < chunk.count(); i++) {
            int step = plan.recurrence().backwards() ? chunk.count() - 1 - i : i;
            if (plan.recurrence().backwards()) {
                beginEnded(plan, chunk, step);
            }
            bound.step(step);
        }
        bound.late();
        return bound;
    }

    /** Trajectories whose last step this is have no adjoint after it. */
    private void beginEnded(Plan plan, Chunk chunk, int step) {
        int going = step + 1 == chunk.count() ? chunk.rows() : group.active(chunk.from() + step);
        clear(plan, chunk, step + 1, group.active(chunk.from() + step + 1), Math.min(going, chunk.rows()));
    }

    /** Sets carried values to 0: those of some trajectories in one row of steps. */
    void clear(Plan plan, Chunk chunk, int row, int from, int to) {
        for (Symbol symbol : plan.recurrence().carried()) {
            int width = symbol.entries();
            Memory.write(new double[Math.max(0, to - from) * width], workspace.values(symbol),
                    ((long) row * chunk.rows() + from) * width);
        }
    }

    /** Makes what one chunk has left what the next one finds, the trajectories that both have. */
    void handOver(Plan plan, Chunk from, Chunk to) {
        boolean backwards = plan.recurrence().backwards();
        int rows = Math.min(from.rows(), to.rows());
        long source = backwards ? 0 : (long) from.count() * from.rows();
        long target = backwards ? (long) to.count() * to.rows() : 0;
        for (Symbol symbol : plan.recurrence().carried()) {
            workspace.move(symbol, source * symbol.entries(), target * symbol.entries(), (long) rows * symbol.entries());
        }
    }
}
