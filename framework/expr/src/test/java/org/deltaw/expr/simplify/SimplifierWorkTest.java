package org.deltaw.expr.simplify;

import static org.deltaw.expr.BinaryFunction.ADD;
import static org.deltaw.expr.BinaryFunction.MULTIPLY;
import static org.deltaw.expr.BinaryFunction.SUBTRACT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.AdjointStep;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.expr.step.TangentStep;
import org.junit.jupiter.api.Test;

/** How much work is left per synapse of a model with a Taylor rule: the promises of the design. */
class SimplifierWorkTest {
    private static final Axis PRE = new Axis("pre", 7);
    private static final Axis POST = new Axis("post", 5);
    private static final Axes SYNAPSES = Axes.of(PRE, POST);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", PRE);
    private static final Symbol TARGET = Symbol.of(Symbol.Kind.CHANNEL, "target", POST);
    private static final Symbol GATE = Symbol.of(Symbol.Kind.CHANNEL, "u");
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "w", PRE, POST);
    private static final Symbol Y = Symbol.of(Symbol.Kind.OUTPUT, "y", POST);
    private static final List<Symbol> THETA = theta();

    private static List<Symbol> theta() {
        List<Symbol> theta = new ArrayList<>();
        for (int i = 0; i < 27; i++) {
            theta.add(Symbol.of(Symbol.Kind.PARAMETER, "theta" + i));
        }
        return List.copyOf(theta);
    }

    /** The sum of theta x^a y^b w^c with powers of 0, 1 and 2. */
    private static Expr taylor(Expr x, Expr y, Expr w) {
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < 27; i++) {
            Expr term = Expr.outer(THETA.get(i).read(), x.power(i / 9));
            term = Expr.outer(term, y.power(i / 3 % 3));
            terms.add(Expr.outer(term, w.power(i % 3)));
        }
        return Expr.sumOf(terms);
    }

    private static StepGraph step() {
        Expr y = X.read().times(W.read()).sum(PRE).sigmoid();
        Expr learned = W.read().plus(taylor(X.read(), y, W.read()).times(0.1));
        return new StepGraph(
                List.of(W), List.of(Expr.where(GATE.read(), learned, W.read())),
                List.of(new StepGraph.Output(Y, y)), Y.read().minus(TARGET.read()).squared().sum(POST));
    }

    private static long perSynapse(List<Expr> roots, BinaryFunction... functions) {
        return Graph.order(roots).stream()
                .filter(node -> node.axes().equals(SYNAPSES))
                .filter(node -> node.op() instanceof Op.Binary(BinaryFunction function)
                        && List.of(functions).contains(function))
                .count();
    }

    private static List<Expr> all(AdjointStep adjoint) {
        List<Expr> all = new ArrayList<>(adjoint.stateAdjoints());
        all.addAll(adjoint.parameterGradients());
        return all;
    }

    @Test
    void taylorRuleTakesEightMultiplyAddsPerSynapse() {
        Symbol y = Symbol.of(Symbol.Kind.CHANNEL, "y", POST);
        List<Expr> rule = List.of(Simplifier.simplify(taylor(X.read(), y.read(), W.read())));
        assertTrue(perSynapse(rule, MULTIPLY) <= 8, perSynapse(rule, MULTIPLY) + " products in " + rule);
        assertTrue(perSynapse(rule, ADD, SUBTRACT) <= 8, perSynapse(rule, ADD, SUBTRACT) + " sums in " + rule);
    }

    @Test
    void parameterAdjointsTakeNineSumsOverSynapses() {
        AdjointStep adjoint = AdjointStep.of(step().simplified(), THETA);
        long sums = Graph.order(adjoint.parameterGradients()).stream()
                .filter(node -> node.op() instanceof Op.Sum && node.argument(0).axes().equals(SYNAPSES))
                .count();
        // One more is the matrix product of the forward pass, which the adjoint repeats.
        assertTrue(sums <= 9 + 1, sums + " sums over all synapses");
    }

    @Test
    void sumsOverSynapsesForTheParametersAreRunningSums() {
        AdjointStep adjoint = AdjointStep.of(step().simplified(), THETA);
        long elementwise = perSynapse(all(adjoint), MULTIPLY) + perSynapse(all(adjoint), ADD, SUBTRACT);
        assertTrue(elementwise <= 36, elementwise + " products and sums per synapse");
    }

    /** Returns what is computed for a value of the gate: of a choice without axes only the chosen branch. */
    private static Set<Expr> computed(List<Expr> roots, double gate) {
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        roots.forEach(root -> visit(root, gate, seen));
        return seen;
    }

    private static void visit(Expr node, double gate, Set<Expr> seen) {
        if (seen.add(node)) {
            boolean gated = node.op() instanceof Op.Where && node.argument(0).op().equals(new Op.Input(GATE));
            if (gated) {
                visit(node.argument(gate != 0 ? 1 : 2), gate, seen);
            } else {
                node.arguments().forEach(argument -> visit(argument, gate, seen));
            }
        }
    }

    /** Lists what is computed for every synapse, apart from values that are read, repeated or chosen. */
    private static List<Expr> perSynapse(List<Expr> roots, double gate) {
        return computed(roots, gate).stream()
                .filter(node -> node.axes().containsAll(SYNAPSES))
                .filter(node -> !(node.op() instanceof Op.Input || node.op() instanceof Op.Broadcast
                        || node.op() instanceof Op.Where || node.op() instanceof Op.Rename))
                .toList();
    }

    @Test
    void forwardStepWithClosedGateOnlyCopiesWeights() {
        List<Expr> next = step().simplified().next();
        assertEquals(List.of(), perSynapse(next, 0));
        assertTrue(perSynapse(next, 1).size() >= 16);
    }

    @Test
    void adjointStepWithClosedGateComputesOnlyTheNetwork() {
        AdjointStep adjoint = AdjointStep.of(step().simplified(), THETA);
        assertEquals(List.of(), perSynapse(adjoint.parameterGradients(), 0));
        // The weights' adjoint holds the network's own: the product x*w of the forward pass, x times the
        // slope of the loss, and its sum with what comes from the later steps.
        List<Expr> forWeights = perSynapse(adjoint.stateAdjoints(), 0);
        assertTrue(forWeights.size() <= 3, forWeights.toString());
        assertTrue(perSynapse(adjoint.parameterGradients(), 1).size() >= 9);
    }

    @Test
    void tangentStepWithClosedGateOnlyCopiesTangents() {
        TangentStep tangent = TangentStep.of(step().simplified(), THETA);
        assertEquals(List.of(), perSynapse(tangent.nextTangents(), 0));
        assertTrue(perSynapse(tangent.nextTangents(), 1).size() >= 16);
    }

    @Test
    void closedGateTakesValuesOfTheBranchesNotChosenAsTheyAre() {
        StepGraph step = step().simplified();
        Map<Symbol, double[]> values = new HashMap<>();
        for (Symbol symbol : step.next().getFirst().symbols()) {
            values.put(symbol, new double[symbol.entries()]);
            Arrays.fill(values.get(symbol), symbol.equals(GATE) ? 0 : Double.NaN);
        }
        double[] weights = IntStream.range(0, 35).asDoubleStream().toArray();
        values.put(W, weights);
        Interpreter interpreter = new Interpreter(step.next());
        values.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
        double[] after = new double[35];
        interpreter.copy(0, W.axes(), after, 0);
        assertArrayEquals(weights, after);
    }
}
