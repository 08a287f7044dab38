package org.deltaw.plugin.jvm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.PackedTangentStep;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.LaneChoice;
import org.deltaw.lowering.plan.StepSum;
import org.deltaw.spi.backend.Program;

/** Runs a program with its tangents, for the Gauss-Newton matrix. Safe for use by several threads. */
final class ForwardMachine {
    private final Engine engine;
    private final Sweep sweep;
    private final Symbol matrix;

    ForwardMachine(Program program, Real real, int count) {
        PackedTangentStep tangent = program.packedTangent().orElseThrow();
        this.engine = new Engine(program, real, LaneChoice.forward(program, tangent, JvmTarget.of(count)), tangent.tangents(), 1);
        this.matrix = Symbol.of(Symbol.Kind.OUTPUT, "curvature", tangent.direction(), tangent.transposed());
        List<StepSum> totals = List.of(new StepSum(matrix, tangent.curvature()));
        engine.declare(totals);
        engine.declareFixed();
        Map<ArrayLayout, Expr> written = new LinkedHashMap<>(ReverseMachine.next(program, engine));
        for (int i = 0; i < tangent.tangents().size(); i++) {
            written.put(engine.place(tangent.tangents().get(i)), tangent.nextTangents().get(i));
        }
        this.sweep = engine.compile("tangent step", written, totals, tangent.packs());
    }

    Engine engine() {
        return engine;
    }

    int tiles() {
        return engine.lanes().tiles();
    }

    /** Computes the share of one tile, for each pair. */
    List<double[]> curvatures(Group group, DataRows data, int tile) {
        double[][] matrices = new double[group.size()][matrix.entries()];
        try (RunMemory memory = new RunMemory(engine, data, 2, 0)) {
            memory.begin(group, tile);
            for (int step = 0; step < group.steps();) {
                int next = group.nextEnd(step);
                memory.alternate(sweep, step, next);
                step = next;
                for (int pair = 0; pair < group.size(); pair++) {
                    if (group.steps(pair) == step) {
                        memory.total(matrix, pair, matrices[pair], 0);
                    }
                }
            }
        }
        return Arrays.asList(matrices);
    }
}
