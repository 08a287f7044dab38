package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.Layout;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Base;
import org.deltaw.lowering.layout.LaneChoice;
import org.deltaw.lowering.plan.StepSum;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;

/** Runs a program forwards, and backwards for the gradient. Safe for use by several threads. */
final class ReverseMachine {
    private static final Symbol LOSS = Symbol.of(Symbol.Kind.OUTPUT, "loss");

    private final Program program;
    private final Layout layout;
    private final Engine engine;
    private final Sweep forward;
    private final Sweep backward;
    private final long memoryLimit;

    ReverseMachine(Program program, Real real, int count, long memoryLimit) {
        this.program = program;
        this.layout = program.layout();
        this.memoryLimit = memoryLimit;
        this.engine = new Engine(program, real, LaneChoice.reverse(program, JvmTarget.of(count)), program.adjoint().nextAdjoints(), 2);
        StepSum loss = new StepSum(LOSS, program.step().inlinedLoss());
        List<StepSum> gradient = new ArrayList<>();
        for (int i = 0; i < program.parameters().size(); i++) {
            gradient.add(new StepSum(program.parameters().get(i), program.adjoint().parameterGradients().get(i)));
        }
        List<StepSum> all = new ArrayList<>(gradient);
        all.add(loss);
        engine.declare(all);
        engine.declareFixed();
        this.forward = engine.compile("forward step", next(program, engine), List.of(loss));
        Map<ArrayLayout, Expr> adjoints = new LinkedHashMap<>();
        for (int i = 0; i < program.states().size(); i++) {
            Symbol symbol = program.adjoint().nextAdjoints().get(i);
            adjoints.put(engine.place(symbol).at(Base.SECOND), program.adjoint().stateAdjoints().get(i));
        }
        this.backward = engine.compile("backward step", adjoints, gradient);
    }

    static Map<ArrayLayout, Expr> next(Program program, Engine engine) {
        Map<ArrayLayout, Expr> next = new LinkedHashMap<>();
        for (int i = 0; i < program.states().size(); i++) {
            next.put(engine.place(program.states().get(i)).at(Base.OUT), program.step().next().get(i));
        }
        return next;
    }

    Engine engine() {
        return engine;
    }

    int tiles() {
        return engine.lanes().tiles();
    }

    /** Computes the share of one tile. */
    Evaluation evaluate(ModelInput input, Numbers data, double[] parameters, Set<Quantity> wanted, int tile) {
        boolean reverse = wanted.contains(Quantity.GRADIENT) || wanted.contains(Quantity.INITIAL_STATE_GRADIENT);
        int steps = input.steps();
        int stretch = reverse ? stretch(steps) : 1;
        try (Arena arena = new Arena(engine, data, stretch + 1)) {
            arena.begin(parameters, input, tile);
            if (!reverse) {
                arena.alternate(forward, 0, steps);
                return new Evaluation(arena.total(LOSS)[0], new double[0], List.of(), new double[0]);
            }
            List<Numbers> kept = new ArrayList<>();
            for (int from = 0; from < steps; from += stretch) {
                kept.add(arena.firstRow());
                arena.forward(forward, from, Math.min(stretch, steps - from));
                if (from + stretch < steps) {
                    arena.lastRowFirst(stretch);
                }
            }
            double loss = arena.total(LOSS)[0];
            for (int segment = kept.size() - 1; segment >= 0; segment--) {
                int from = segment * stretch;
                int count = Math.min(stretch, steps - from);
                arena.firstRow(kept.get(segment));
                // The rows of the only segment are still there.
                if (kept.size() > 1) {
                    arena.forward(forward, from, count);
                }
                arena.backward(backward, from, count);
            }
            return new Evaluation(loss, gradient(arena, wanted), arena.linear(program.states(), wanted), new double[0]);
        }
    }

    private double[] gradient(Arena arena, Set<Quantity> wanted) {
        if (!wanted.contains(Quantity.GRADIENT)) {
            return new double[0];
        }
        double[] gradient = new double[layout.size()];
        program.parameters().forEach(symbol -> arena.total(symbol, gradient, layout.offset(symbol)));
        return gradient;
    }

    /** Returns after how many steps states are kept for the way back: all steps if memory allows. */
    private int stretch(int steps) {
        long bytes = (long) engine.real().bytes() * engine.stateSize() * steps;
        return bytes <= memoryLimit ? steps : (int) Math.ceil(Math.sqrt(steps));
    }
}
