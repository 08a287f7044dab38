package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.TangentStep;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;

/** One evaluation of a group of trajectories. Sums over steps are formed in double precision, in the order of the steps. */
final class GroupRun {
    private static final Symbol LOSS = Symbol.of(Symbol.Kind.OUTPUT, "loss");

    private final Plans plans;
    private final Program program;
    private final Group group;
    private final Workspace workspace;
    private final Sweep sweep;
    private final CheckpointedChunks stretches;
    private final boolean reverse;
    private final boolean curved;
    private final Set<Quantity> wanted;
    private final double[] losses;
    private final double[][] gradients;
    private final double[][] curvatures;

    /**
     * Prepares an evaluation.
     *
     * @param memory bytes that the history of states may take before it is checkpointed
     */
    GroupRun(Plans plans, Group group, Workspace workspace, long memory, Set<Quantity> wanted) {
        this.plans = plans;
        this.program = plans.program();
        this.group = group;
        this.workspace = workspace;
        this.wanted = wanted;
        this.sweep = new Sweep(workspace, group);
        this.reverse = wanted.contains(Quantity.GRADIENT) || wanted.contains(Quantity.INITIAL_STATE_GRADIENT);
        this.curved = wanted.contains(Quantity.CURVATURE) && plans.tangent().isPresent();
        long bytesPerChunk = Double.BYTES * Plans.sum(program.states()) * group.size() * workspace.steps();
        this.stretches = new CheckpointedChunks(sweep.chunks().size(), bytesPerChunk, memory);
        int size = program.layout().size();
        this.losses = new double[group.size()];
        this.gradients = new double[group.size()][wanted.contains(Quantity.GRADIENT) ? size : 0];
        this.curvatures = new double[group.size()][curved ? size * size : 0];
    }

    List<Evaluation> evaluate(double[] parameters) {
        group.writeParameters(workspace, parameters);
        group.writeAttributes(workspace);
        prepare();
        forward();
        List<List<double[]>> initial = reverse ? backward() : List.of();
        List<Evaluation> evaluations = new ArrayList<>();
        for (int row = 0; row < group.size(); row++) {
            evaluations.add(new Evaluation(losses[row], gradients[row],
                    wanted.contains(Quantity.INITIAL_STATE_GRADIENT) ? initial.get(row) : List.of(), curvatures[row]));
        }
        return evaluations;
    }

    private void prepare() {
        sweep.prepare(plans.advance());
        sweep.prepare(plans.loss());
        if (reverse) {
            sweep.prepare(plans.back());
        }
        if (curved) {
            sweep.prepare(plans.tangent().orElseThrow());
        }
    }

    private void forward() {
        group.writeInitialStates(workspace);
        for (Chunk chunk : sweep.chunks()) {
            begin(chunk);
            sweep.run(plans.advance(), chunk);
            BoundPlan loss = sweep.run(plans.loss(), chunk);
            double[] all = loss.total(0, LOSS);
            forEachStep(chunk, false, (row, place) -> losses[row] += all[place]);
            if (curved) {
                tangent(chunk);
            }
            finish(chunk);
        }
    }

    private void begin(Chunk chunk) {
        group.writeChannels(workspace, chunk);
        if (reverse && stretches.isStart(chunk.index())) {
            workspace.history().saveStart(stretches.of(chunk.index()), chunk.rows());
        }
    }

    private void finish(Chunk chunk) {
        if (reverse && stretches.of(chunk.index()) == stretches.count() - 1) {
            workspace.history().save(stretches.within(chunk.index()), chunk.rows());
        }
        handOver(plans.advance(), chunk, chunk.index() + 1);
    }

    private void handOver(Plan plan, Chunk from, int to) {
        if (to >= 0 && to < sweep.chunks().size()) {
            sweep.handOver(plan, from, sweep.chunks().get(to));
        }
    }

    private void tangent(Chunk chunk) {
        Plan plan = plans.tangent().orElseThrow();
        if (chunk.index() == 0) {
            sweep.clear(plan, chunk, 0, 0, chunk.rows());
        }
        TangentStep tangent = program.tangent().orElseThrow();
        Symbol matrix = Symbol.of(Symbol.Kind.OUTPUT, "curvature", tangent.direction(), tangent.transposed());
        double[] all = sweep.run(plan, chunk).total(0, matrix);
        forEachStep(chunk, false, (row, place) -> add(all, place, curvatures[row], 0, matrix.entries()));
        handOver(plan, chunk, chunk.index() + 1);
    }

    private List<List<double[]>> backward() {
        for (int i = sweep.chunks().size() - 1; i >= 0; i--) {
            Chunk chunk = sweep.chunks().get(i);
            if (stretches.isEnd(i) && stretches.of(i) < stretches.count() - 1) {
                again(stretches.of(i));
            }
            if (sweep.chunks().size() > 1) {
                group.writeChannels(workspace, chunk);
                workspace.history().load(stretches.within(i), chunk.rows());
            }
            BoundPlan back = sweep.run(plans.back(), chunk);
            for (int p = 0; p < program.parameters().size() && wanted.contains(Quantity.GRADIENT); p++) {
                addGradient(back, p, chunk);
            }
            handOver(plans.back(), chunk, i - 1);
        }
        return initialStateGradients();
    }

    /** Computes the states of a stretch a second time, from those before its first step. */
    private void again(int stretch) {
        List<Chunk> chunks = sweep.chunks().subList(stretches.from(stretch), stretches.to(stretch));
        workspace.history().loadStart(stretch, chunks.getFirst().rows());
        for (Chunk chunk : chunks) {
            group.writeChannels(workspace, chunk);
            sweep.run(plans.advance(), chunk);
            workspace.history().save(stretches.within(chunk.index()), chunk.rows());
            handOver(plans.advance(), chunk, chunk.index() + 1);
        }
    }

    private void addGradient(BoundPlan back, int index, Chunk chunk) {
        Symbol parameter = program.parameters().get(index);
        int offset = program.layout().offset(parameter);
        double[] all = back.total(index, parameter);
        forEachStep(chunk, true, (row, place) -> add(all, place, gradients[row], offset, parameter.entries()));
    }

    private List<List<double[]>> initialStateGradients() {
        List<List<double[]>> rows = new ArrayList<>();
        for (int row = 0; row < group.size(); row++) {
            List<double[]> values = new ArrayList<>();
            for (Symbol symbol : program.adjoint().nextAdjoints()) {
                double[] entries = new double[symbol.entries()];
                Memory.read(workspace.values(symbol), (long) row * entries.length, entries, 0, entries.length);
                values.add(entries);
            }
            rows.add(values);
        }
        return rows;
    }

    private interface PerStep {
        void accept(int row, int place);
    }

    /** Visits the steps that trajectories have, for each one in order. */
    private void forEachStep(Chunk chunk, boolean backwards, PerStep action) {
        for (int i = 0; i < chunk.count(); i++) {
            int t = backwards ? chunk.count() - 1 - i : i;
            int active = group.active(chunk.from() + t);
            for (int row = 0; row < active; row++) {
                action.accept(row, t * chunk.rows() + row);
            }
        }
    }

    private static void add(double[] from, int place, double[] to, int offset, int width) {
        for (int i = 0; i < width; i++) {
            to[offset + i] += from[place * width + i];
        }
    }
}
