package org.deltaw.expr.step;

import static org.deltaw.expr.Example.PRE;
import static org.deltaw.expr.Example.W;
import static org.deltaw.expr.Example.assertRefused;
import static org.deltaw.expr.Example.w;
import static org.deltaw.expr.Example.x;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Example;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.junit.jupiter.api.Test;

/** The adjoint and the tangent of a step that can be worked out by hand: s' = a s, o = s + b, loss = o². */
class DerivedStepsTest {
    private static final Symbol S = Symbol.of(Symbol.Kind.STATE, "s");
    private static final Symbol O = Symbol.of(Symbol.Kind.OUTPUT, "o");
    private static final List<Symbol> PARAMETERS = List.of(Example.A, Example.B);
    private static final StepGraph STEP = new StepGraph(
            List.of(S), List.of(Example.a.times(S.read())),
            List.of(new StepGraph.Output(O, S.read().plus(Example.b))), O.read().squared());

    @Test
    void adjointStepCarriesTheDerivativeBack() {
        AdjointStep adjoint = AdjointStep.of(STEP, PARAMETERS);
        Symbol next = adjoint.nextAdjoints().getFirst();
        assertEquals(new Symbol(Symbol.Kind.ADJOINT, "s", List.of()), next);
        Map<Symbol, double[]> values = Map.of(
                S, new double[] {5}, Example.A, new double[] {2}, Example.B, new double[] {-3}, next,
                        new double[] {100});
        // d/ds = 100 a + 2 (s + b); d/da = 100 s; d/db = 2 (s + b)
        assertArrayEquals(new double[] {204}, Interpreter.evaluate(adjoint.stateAdjoints(), values).getFirst());
        List<double[]> gradient = Interpreter.evaluate(adjoint.parameterGradients(), values);
        assertArrayEquals(new double[] {500}, gradient.get(0));
        assertArrayEquals(new double[] {4}, gradient.get(1));
    }

    @Test
    void tangentStepCarriesTheDerivativesForward() {
        TangentStep tangent = TangentStep.of(STEP, PARAMETERS);
        assertEquals(new Axis("parameter", 2), tangent.direction());
        assertEquals(new Axis("parameter'", 2), tangent.transposed());
        Symbol before = tangent.tangents().getFirst();
        assertEquals(new Symbol(Symbol.Kind.TANGENT, "s", List.of(tangent.direction())), before);
        Map<Symbol, double[]> values = Map.of(
                S, new double[] {5}, Example.A, new double[] {2}, Example.B, new double[] {-3}, before,
                        new double[] {7, 11});
        // ds' = a ds + s da; do = ds + db; dloss = 2 o do; curvature = 2 do do'
        assertArrayEquals(new double[] {14 + 5, 22}, Interpreter.evaluate(tangent.nextTangents(), values).getFirst());
        assertArrayEquals(new double[] {28, 48},
                Interpreter.evaluate(List.of(tangent.lossTangent()), values).getFirst());
        assertArrayEquals(new double[] {98, 168, 168, 288},
                Interpreter.evaluate(List.of(tangent.curvature()), values).getFirst());
    }

    @Test
    void parameterThatTheLossReadsItselfCountsAsAnOutput() {
        StepGraph step = new StepGraph(
                List.of(), List.of(), List.of(), Example.a.squared());
        TangentStep tangent = TangentStep.of(step, List.of(Example.A));
        assertArrayEquals(new double[] {2}, Example.evaluate(tangent.curvature()));
        assertArrayEquals(new double[] {4}, Example.evaluate(tangent.lossTangent()));
    }

    @Test
    void directionDoesNotClashWithAnAxisOfTheStep() {
        Axis taken = new Axis("parameter", 2);
        Symbol state = Symbol.of(Symbol.Kind.STATE, "s", taken);
        Symbol output = Symbol.of(Symbol.Kind.OUTPUT, "o", taken);
        StepGraph step = new StepGraph(
                List.of(state), List.of(state.read().times(Example.a).plus(Example.b)),
                List.of(new StepGraph.Output(output, state.read().times(Example.b))),
                        output.read().squared().sum(taken));
        TangentStep tangent = TangentStep.of(step, PARAMETERS);
        assertEquals("parameter'", tangent.direction().name());
        assertEquals("parameter''", tangent.transposed().name());
        assertEquals(List.of(taken, tangent.direction()), tangent.tangents().getFirst().axes());
    }

    @Test
    void nothingFittedHasNoTangent() {
        assertRefused("Axis 'parameter' has size 0; the least is 1.", () -> TangentStep.of(STEP, List.of()));
        assertEquals(List.of(), AdjointStep.of(STEP, List.of()).parameterGradients());
    }

    @Test
    void stateThatNothingReadsHasNoAdjoint() {
        StepGraph step = new StepGraph(List.of(W), List.of(x.broadcast(w.axes())), List.of(), Expr.ZERO);
        AdjointStep adjoint = AdjointStep.of(step, List.of(Example.A));
        assertTrue(adjoint.stateAdjoints().getFirst().sameAs(Expr.ZERO.broadcast(w.axes())));
        assertTrue(adjoint.parameterGradients().getFirst().sameAs(Expr.ZERO));
    }

    @Test
    void adjointOfARepeatedValueIsTheSum() {
        StepGraph step = new StepGraph(
                List.of(), List.of(), List.of(), Example.a.broadcast(x.axes()).times(x).sum(PRE));
        AdjointStep adjoint = AdjointStep.of(step, List.of(Example.A));
        assertArrayEquals(new double[] {6}, Example.evaluate(adjoint.parameterGradients().getFirst()));
    }
}
