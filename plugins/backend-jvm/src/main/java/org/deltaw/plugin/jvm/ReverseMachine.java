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
import org.deltaw.lowering.plan.KeptValues;
import org.deltaw.lowering.plan.StepSum;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;

/** Runs a program forwards, and backwards for the gradient. Safe for use by several threads. */
final class ReverseMachine {
    private static final Symbol LOSS = Symbol.of(Symbol.Kind.OUTPUT, "loss");

    /** Histories of so many bytes are kept as they are: a processor's last cache, or its share of it, holds them. */
    private static final long CACHED = 1L << 23;

    /** How many bytes of states are kept at a time of longer ones. */
    private static final long STRETCH = 1L << 21;

    /** And of how many steps at least, so that the states before each stretch are a small part of all. */
    private static final int FEWEST = 8;

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
        int states = program.states().size();
        List<Expr> back = new ArrayList<>(program.adjoint().parameterGradients());
        back.addAll(program.adjoint().stateAdjoints());
        List<Expr> step = new ArrayList<>(program.step().next());
        step.add(program.step().inlinedLoss());
        KeptValues kept = KeptValues.of(step, back, !engine.lanes().pairs());
        StepSum loss = new StepSum(LOSS, program.step().inlinedLoss());
        List<StepSum> gradient = new ArrayList<>();
        for (int i = 0; i < program.parameters().size(); i++) {
            gradient.add(new StepSum(program.parameters().get(i), kept.backward().get(i)));
        }
        List<StepSum> all = new ArrayList<>(gradient);
        all.add(loss);
        engine.declare(all);
        engine.declareFixed();
        Map<ArrayLayout, Expr> written = next(program, engine);
        kept.values().forEach((symbol, value) -> written.put(engine.keep(symbol), value));
        this.forward = engine.compile("forward step", written, List.of(loss));
        Map<ArrayLayout, Expr> adjoints = new LinkedHashMap<>();
        for (int i = 0; i < states; i++) {
            Symbol symbol = program.adjoint().nextAdjoints().get(i);
            adjoints.put(engine.place(symbol).at(Base.SECOND), kept.backward().get(program.parameters().size() + i));
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

    /** Computes the share of one tile, for each pair. */
    List<Evaluation> evaluate(Group group, DataRows data, Set<Quantity> wanted, int tile) {
        boolean reverse = wanted.contains(Quantity.GRADIENT) || wanted.contains(Quantity.INITIAL_STATE_GRADIENT);
        int stretch = reverse ? stretch(group.steps()) : 1;
        int kept = reverse ? 1 + last(group.steps(), stretch) : 0;
        try (RunMemory memory = new RunMemory(engine, data, stretch + 1, kept)) {
            memory.begin(group, tile);
            double[] losses = new double[group.size()];
            if (reverse) {
                forward(group, memory, stretch, losses);
                backward(group, memory, stretch);
            } else {
                untilEnds(group, 0, group.steps(), losses, memory, (from, to) -> memory.alternate(forward, from, to));
            }
            List<Evaluation> evaluations = new ArrayList<>();
            for (int pair = 0; pair < group.size(); pair++) {
                evaluations.add(new Evaluation(losses[pair], gradient(memory, pair, wanted),
                        memory.linear(program.states(), pair, wanted), new double[0]));
            }
            return evaluations;
        }
    }

    /** Runs from before one step to before another. */
    private interface Run {
        void steps(int from, int to);
    }

    /** Runs forwards; where a pair ends its loss is noted. What is computed of it beyond is never looked at. */
    private static void untilEnds(Group group, int from, int to, double[] losses, RunMemory memory, Run run) {
        for (int step = from; step < to;) {
            int next = Math.min(to, group.nextEnd(step));
            run.steps(step, next);
            step = next;
            for (int pair = 0; pair < group.size(); pair++) {
                losses[pair] = group.steps(pair) == step ? memory.total(LOSS, pair)[0] : losses[pair];
            }
        }
    }

    /** Runs forwards, puts the states before each stretch of steps aside, and keeps those of all steps of the last one. */
    private void forward(Group group, RunMemory memory, int stretch, double[] losses) {
        int last = last(group.steps(), stretch);
        for (int segment = 0; segment < last; segment++) {
            memory.putAside(segment);
            untilEnds(group, segment * stretch, (segment + 1) * stretch, losses, memory,
                    (from, to) -> memory.alternate(forward, from, to));
        }
        memory.putAside(last);
        memory.keepFrom(last * stretch);
        untilEnds(group, last * stretch, group.steps(), losses, memory, (from, to) -> memory.forward(forward, from, to));
    }

    /** Runs backwards; a pair joins where it ends. */
    private void backward(Group group, RunMemory memory, int stretch) {
        memory.forgetTotals();
        int last = last(group.steps(), stretch);
        for (int segment = last; segment >= 0; segment--) {
            int from = segment * stretch;
            int to = Math.min(group.steps(), from + stretch);
            memory.keepFrom(from);
            if (segment < last) {
                memory.fetch(segment);
                memory.again(forward, from, to);
            }
            for (int step = to; step > from;) {
                join(group, memory, step);
                int next = Math.max(from, group.lastEnd(step));
                memory.backward(backward, step, next);
                step = next;
            }
        }
        join(group, memory, 0);
    }

    /** Returns which stretch is the last. */
    private static int last(int steps, int stretch) {
        return Math.max(0, steps - 1) / stretch;
    }

    private static void join(Group group, RunMemory memory, int step) {
        for (int pair = 0; pair < group.size(); pair++) {
            if (group.steps(pair) == step) {
                memory.forget(pair);
            }
        }
    }

    private double[] gradient(RunMemory memory, int pair, Set<Quantity> wanted) {
        if (!wanted.contains(Quantity.GRADIENT)) {
            return new double[0];
        }
        double[] gradient = new double[layout.size()];
        program.parameters().forEach(symbol -> memory.total(symbol, pair, gradient, layout.offset(symbol)));
        return gradient;
    }

    /**
     * Returns how many steps' states are kept at a time for the way back: of all steps if they stay in cache, else as few as do or, if
     * those before each stretch took more than memory allows, so many that both take least.
     */
    private int stretch(int steps) {
        long row = (long) engine.real().bytes() * engine.stateSize();
        if (row * steps <= Math.min(CACHED, memoryLimit)) {
            return Math.max(1, steps);
        }
        int few = Math.clamp(STRETCH / row, FEWEST, Math.max(FEWEST, steps));
        boolean fits = row * (few + Math.ceilDiv(steps, few)) <= memoryLimit;
        return fits ? few : (int) Math.ceil(Math.sqrt(steps));
    }
}
