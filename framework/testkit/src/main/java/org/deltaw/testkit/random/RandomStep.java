package org.deltaw.testkit.random;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.Layout;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;

/**
 * A random step of a model with several states, a gate, outputs, and a loss that is convex in the
 * outputs; the same seed makes the same one. All values stay finite, of moderate size and away from
 * kinks over any number of steps.
 */
public final class RandomStep {
    private final long seed;
    private final Vocabulary vocabulary;
    private final StepGraph graph;

    private RandomStep(long seed, Vocabulary vocabulary, StepGraph graph) {
        this.seed = seed;
        this.vocabulary = vocabulary;
        this.graph = graph;
    }

    /** Makes the step of a seed. */
    public static RandomStep of(long seed) {
        RandomExpressions expressions = new RandomExpressions(seed);
        Vocabulary vocabulary = expressions.vocabulary();
        RandomGenerator random = new Seed(seed).child("step").generator();
        List<Symbol> states = vocabulary.symbols(Symbol.Kind.STATE);
        List<StepGraph.Output> outputs = new ArrayList<>();
        List<Expr> losses = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Expr value = expressions.over(vocabulary.someOf(Axes.of(expressions.axes())));
            Symbol symbol = new Symbol(Symbol.Kind.OUTPUT, "o" + i, value.axes().toList().reversed());
            outputs.add(new StepGraph.Output(symbol, value));
            losses.add(cost(symbol.read(), expressions, random));
        }
        losses.add(outputs.getFirst().symbol().read().plus(outputs.getLast().symbol().read().sum(
                Axes.of(outputs.getLast().symbol().axes()))).squared().times(0.125).sum(
                Axes.of(outputs.getFirst().symbol().axes())));
        List<Expr> next = new ArrayList<>();
        for (Symbol state : states) {
            Expr change = expressions.small(Axes.of(state.axes())).times(Vocabulary.SMOOTH_BOUND);
            Expr changed = state.read().times(0.75).plus(change.times(0.25));
            boolean gated = random.nextBoolean();
            next.add(gated ? Expr.where(vocabulary.binary(Axes.NONE), changed, state.read()) : changed);
        }
        StepGraph graph = new StepGraph(states, next, outputs, Expr.sumOf(losses));
        return new RandomStep(seed, vocabulary, graph);
    }

    /** A cost that is convex in the output, and smooth. */
    private static Expr cost(Expr output, RandomExpressions expressions, RandomGenerator random) {
        Expr target = expressions.vocabulary().targetWithin(output.axes());
        Expr each = switch (random.nextInt(4)) {
            case 0 -> output.minus(target).squared();
            case 1 -> output.softplus().minus(output.times(target));
            case 2 -> output.minus(target).squared().plus(1).sqrt();
            default -> output.times(0.5).exp();
        };
        Expr weighted = random.nextBoolean() ? each.times(expressions.vocabulary().binary(output.axes())) : each;
        return weighted.sum(output.axes());
    }

    /** Returns the step as it was made, not simplified. */
    public StepGraph graph() {
        return graph;
    }

    /** Lists the symbols of one kind that the step may read. */
    public List<Symbol> symbols(Symbol.Kind kind) {
        return vocabulary.symbols(kind);
    }

    /** Returns the step as a backend gets it. */
    public Program program() {
        return Program.of(graph, symbols(Symbol.Kind.CHANNEL), symbols(Symbol.Kind.ATTRIBUTE),
                symbols(Symbol.Kind.PARAMETER));
    }

    /** Draws values for the parameters. */
    public double[] parameters() {
        RandomGenerator random = new Seed(seed).child("parameters").generator();
        Layout layout = new Layout(symbols(Symbol.Kind.PARAMETER));
        double[] values = new double[layout.size()];
        for (Symbol symbol : layout.symbols()) {
            System.arraycopy(vocabulary.draw(symbol, random), 0, values, layout.offset(symbol), symbol.entries());
        }
        return values;
    }

    /** Draws a trajectory; another number gives another one. */
    public ModelInput trajectory(int steps, long number) {
        RandomGenerator random = new Seed(seed).child("trajectory").child(number).generator();
        List<double[]> channels = new ArrayList<>();
        for (Symbol symbol : symbols(Symbol.Kind.CHANNEL)) {
            double[] rows = new double[steps * symbol.entries()];
            for (int step = 0; step < steps; step++) {
                System.arraycopy(vocabulary.draw(symbol, random), 0, rows, step * symbol.entries(), symbol.entries());
            }
            channels.add(rows);
        }
        return new ModelInput(steps, channels, drawn(Symbol.Kind.ATTRIBUTE, random), drawn(Symbol.Kind.STATE, random));
    }

    private List<double[]> drawn(Symbol.Kind kind, RandomGenerator random) {
        return symbols(kind).stream().map(symbol -> vocabulary.draw(symbol, random)).toList();
    }
}
