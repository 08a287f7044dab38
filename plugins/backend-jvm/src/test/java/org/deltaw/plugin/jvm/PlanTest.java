package org.deltaw.plugin.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.GeneratedCode;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.testkit.backend.PoolWorkers;
import org.junit.jupiter.api.Test;

/** What lies where between the nests of a step, and when it is overwritten. */
class PlanTest {
    private static final int STEPS = 4;
    private static final Symbol GATE = Symbol.of(Symbol.Kind.CHANNEL, "gate");

    private final RandomGenerator random = new Seed(5).generator();

    @Test
    void largePackIsWrittenAndReadForOneInputAtATime() {
        String listing = agrees(layer(60, 17));
        assertTrue(listing.contains("for pre in 0...60" + System.lineSeparator() + "  nest"), listing);
        assertTrue(listing.contains("tangent of direct effect 0[post] ="), listing);
    }

    @Test
    void neuronsThatExciteEachOtherMayHaveALargePack() {
        Axis post = new Axis("post", 30);
        Axis pre = post.named("pre");
        Symbol h = Symbol.of(Symbol.Kind.STATE, "h", post);
        Symbol w = Symbol.of(Symbol.Kind.STATE, "w", pre, post);
        Expr before = h.read().rename(post, pre);
        Expr after = before.times(w.read()).sum(pre).times(0.2).tanh();
        String listing = agrees(learning(List.of(h), List.of(after), w, after, List.of(GATE)));
        assertTrue(listing.contains("for pre in 0...30" + System.lineSeparator() + "  nest"), listing);
    }

    @Test
    void smallPackIsWrittenAsAWhole() {
        String listing = agrees(layer(4, 80));
        assertTrue(listing.contains("tangent of direct effect 0[pre,post] ="), listing);
    }

    @Test
    void tangentsWithoutPlasticityAreLeftAlone() {
        String listing = agrees(layer(4, 80));
        assertTrue(listing.contains("w'[pre,post] = w[pre,post]"), listing);
        assertFalse(listing.contains("tangent of w[pre,parameter,post] = tangent of w["), listing);
    }

    @Test
    void whatIsStillNeededIsOverwrittenLast() {
        Axis axis = new Axis("neuron", 1300);
        Symbol a = Symbol.of(Symbol.Kind.STATE, "a", axis);
        Symbol b = Symbol.of(Symbol.Kind.STATE, "b", axis);
        Symbol rate = Symbol.of(Symbol.Kind.PARAMETER, "rate");
        StepGraph step = new StepGraph(List.of(a, b), List.of(b.read(), a.read().times(rate.read())), List.of(
                new StepGraph.Output(Symbol.of(Symbol.Kind.OUTPUT, "o", axis), a.read().plus(b.read()).tanh())),
                Symbol.of(Symbol.Kind.OUTPUT, "o", axis).read().squared().sum(axis));
        String listing = agrees(Program.of(step, List.of(), List.of(), List.of(rate)));
        assertTrue(listing.contains("tangent of a[parameter,neuron] = kept"), listing);
        assertFalse(listing.contains("tangent of a[parameter,neuron] = tangent of b"), listing);
    }

    private static Program layer(int inputs, int neurons) {
        Axis pre = new Axis("pre", inputs);
        Axis post = new Axis("post", neurons);
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", pre);
        Symbol w = Symbol.of(Symbol.Kind.STATE, "w", pre, post);
        return learning(List.of(), List.of(), w, x.read().times(w.read()).sum(pre).tanh(), List.of(x, GATE));
    }

    /** Weights that change by twelve terms in themselves and the activity, if the gate is open. */
    private static Program learning(
            List<Symbol> states, List<Expr> next, Symbol w, Expr activity, List<Symbol> channels) {
        Axes axes = Axes.of(w.axes());
        List<Symbol> theta = new ArrayList<>();
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                Symbol coefficient = Symbol.of(Symbol.Kind.PARAMETER, "theta " + i + " " + j);
                theta.add(coefficient);
                terms.add(coefficient.read().times(Expr.outer(w.read().power(i), activity.power(j)).broadcast(axes)));
            }
        }
        Expr learned = w.read().plus(Expr.sumOf(terms).times(1.0 / w.axes().getFirst().size()));
        Symbol output = Symbol.of(Symbol.Kind.OUTPUT, "activity", w.axes().getLast());
        StepGraph step = new StepGraph(
                Stream.concat(states.stream(), Stream.of(w)).toList(),
                Stream.concat(next.stream(), Stream.of(Expr.where(GATE.read(), learned, w.read()))).toList(),
                List.of(new StepGraph.Output(output, activity)), output.read().squared().sum(w.axes().getLast()));
        return Program.of(step, channels, List.of(), theta);
    }

    /** Compares with the reference, and returns how the tangents are computed. */
    private String agrees(Program program) {
        List<double[]> channels = program.channels().stream().map(symbol -> symbol.equals(GATE)
                ? new double[] {1, 0, 1, 1}
                : random.doubles((long) STEPS * symbol.entries(), -1, 1).toArray()).toList();
        ModelInput input = new ModelInput(STEPS, channels, List.of(), program.states().stream()
                .map(state -> random.doubles(state.entries(), -1, 1).toArray()).toList());
        double[] parameters = random.doubles(program.layout().size(), -0.5, 0.5).toArray();
        double[] expected = new TrajectoryInterpreter(program, Long.MAX_VALUE)
                .evaluate(input, parameters, Set.of(Quantity.CURVATURE)).curvature();
        BackendContext context = new BackendContext(Precision.F64, 1L << 30);
        try (CompiledModel model = new JvmBackend().compile(new NoSettings(), program, context);
                Batch batch = model.load(List.of(input), new PoolWorkers(1))) {
            double[] actual = batch.evaluate(Pairs.one(parameters, 0), Set.of(Quantity.CURVATURE)).getFirst().curvature();
            assertArrayEquals(expected, actual, 1e-10);
            return model.code().stream().filter(code -> code.title().startsWith("tangent")).findFirst()
                    .map(GeneratedCode::listing).orElseThrow();
        }
    }
}
