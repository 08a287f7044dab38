package org.deltaw.expr.differentiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Formula;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.expr.step.AdjointStep;
import org.deltaw.expr.step.PackedTangentStep;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.expr.step.TangentStep;
import org.junit.jupiter.api.Test;

/** What has the value of one expression and the derivative of another, and what has no derivative. */
class SurrogatesTest {
    private static final Axis I = new Axis("i", 2);
    private static final Symbol A = Symbol.of(Symbol.Kind.PARAMETER, "a");
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", I);
    private static final Symbol V = Symbol.of(Symbol.Kind.STATE, "v");
    private static final Expr a = A.read();
    private static final Expr x = X.read();

    private static final Map<Symbol, double[]> VALUES = Map.of(A, new double[] {3}, X, new double[] {2, 5}, V, new double[] {0.5});

    private static double value(Expr expression) {
        return Interpreter.evaluate(List.of(expression), VALUES).getFirst()[0];
    }

    /** Differentiates by a, as is and simplified before, in both modes, which must agree. */
    private static double slope(Expr expression) {
        double reverse = value(Reverse.gradient(List.of(expression), List.of(Expr.ONE), List.of(A)).getFirst());
        Expr simple = Simplifier.simplify(expression);
        assertEquals(reverse, value(Reverse.gradient(List.of(simple), List.of(Expr.ONE), List.of(A)).getFirst()), 1e-13);
        Axis direction = new Axis("direction", 1);
        Map<Symbol, Expr> given = Map.of(A, Expr.ONE.broadcast(Axes.of(direction)));
        assertEquals(reverse, value(Forward.tangents(List.of(expression), given, direction).getFirst()), 1e-13);
        return reverse;
    }

    @Test
    void detachedFactorCountsAsFixed() {
        assertEquals(9, value(a.times(a.detach())));
        assertEquals(3, slope(a.times(a.detach())));
        assertEquals(6, slope(a.times(a)));
    }

    /** Its value is 0 whatever a is, and yet a is learned through it. */
    @Test
    void differenceToItselfDetachedKeepsItsDerivative() {
        Expr straightThrough = a.minus(a.detach());
        assertEquals(0, value(straightThrough));
        assertEquals(1, slope(straightThrough));
        assertEquals(1, slope(straightThrough.plus(a.sign())));
        assertFalse(Simplifier.simplify(straightThrough).isConstant(0));
        assertTrue(Simplifier.simplify(Surrogates.replaced(List.of(straightThrough)).getFirst()).isConstant(0));
    }

    @Test
    void surrogateHasValueOfOneAndDerivativeOfTheOther() {
        Expr spike = a.greaterThan(Expr.ONE).surrogate(a.squared().times(7));
        assertEquals(1, value(spike));
        assertEquals(42, slope(spike));
        assertEquals(2 * 42, slope(spike.times(2)));
        assertEquals(0, slope(spike.greaterThan(Expr.ZERO)));
    }

    @Test
    void nestedOnesTakeTheDerivativeOfTheOutermost() {
        Expr spike = a.sign().surrogate(a.times(5));
        assertEquals(0, slope(spike.detach()));
        assertEquals(2, slope(spike.surrogate(a.times(2))));
        assertEquals(1, value(spike.surrogate(a.times(2))));
        assertEquals(5, slope(a.exp().surrogate(spike)));
        assertEquals(0, slope(a.surrogate(a.times(5).detach())));
        assertTrue(Simplifier.simplify(spike.detach()).sameAs(a.sign().detach()));
        assertTrue(Simplifier.simplify(a.detach().detach()).sameAs(a.detach()));
    }

    @Test
    void factorsStayOutsideAndTheirDerivativeInside() {
        Expr sum = Expr.outer(a, x).detach().sum(I).plus(Expr.outer(a, x.detach()).sum(I));
        assertEquals(42, value(sum));
        assertEquals(7, slope(sum));
    }

    @Test
    void smallerSideIsRepeated() {
        assertEquals(Axes.of(I), a.surrogate(x).axes());
        assertEquals(Axes.of(I), x.surrogate(a).axes());
        assertEquals(2, slope(x.surrogate(a).sum(I)));
        assertEquals(2, slope(Expr.ZERO.surrogate(a.broadcast(Axes.of(I))).sum(I)));
        assertEquals(Axes.of(I), Surrogates.replaced(List.of(a.surrogate(x))).getFirst().axes());
        assertTrue(Surrogates.replaced(List.of(a.surrogate(x))).getFirst().sameAs(a.broadcast(Axes.of(I))));
    }

    @Test
    void nothingIsWrittenAnewWithoutSurrogates() {
        List<Expr> roots = List.of(a.times(3).exp(), x.sum(I));
        List<Expr> replaced = Surrogates.replaced(roots);
        assertSame(roots.get(0), replaced.get(0));
        assertSame(roots.get(1), replaced.get(1));
    }

    @Test
    void formulaTellsThemApart() {
        assertEquals("detach(a + 1)*a", Formula.of(a.plus(1).detach().times(a)));
        assertEquals("surrogate(sign(a), tanh(a))", Formula.of(a.sign().surrogate(a.tanh())));
    }

    /** v' = detach(v) + a with loss v'^2: the derivative of a step reaches a, and not what came before. */
    @Test
    void detachedStateEndsTheDerivative() {
        Symbol shown = Symbol.of(Symbol.Kind.OUTPUT, "shown");
        Expr next = V.read().detach().plus(a);
        StepGraph step = new StepGraph(
                List.of(V), List.of(next), List.of(new StepGraph.Output(shown, next)), shown.read().squared());
        AdjointStep adjoint = AdjointStep.of(step, List.of(A));
        assertTrue(adjoint.stateAdjoints().getFirst().isConstant(0), adjoint.toString());
        TangentStep tangent = TangentStep.of(step, List.of(A));
        PackedTangentStep packed = PackedTangentStep.of(step, List.of(A));
        assertEquals(List.of(), tangent.nextTangents().getFirst().symbols());
        assertEquals(2, value(tangent.curvature()));
        StepGraph executed = step.withoutSurrogates();
        assertEquals("v + a", Formula.of(executed.next().getFirst()));
        assertSame(executed, executed.withoutSurrogates());
        assertEquals(List.of(packed.packs().getFirst().symbol()), packed.nextTangents().getFirst().symbols());
    }

    /** The curvature is that of the surrogate: the derivative of the derivative that is taken. */
    @Test
    void curvatureIsOfTheSurrogate() {
        Symbol shown = Symbol.of(Symbol.Kind.OUTPUT, "shown");
        StepGraph step = new StepGraph(List.of(), List.of(),
                List.of(new StepGraph.Output(shown, a.times(10).sign().surrogate(a.times(10)))),
                shown.read().abs().surrogate(shown.read().squared().times(3)));
        TangentStep tangent = TangentStep.of(step, List.of(A));
        assertEquals(600, value(tangent.curvature()));
        assertEquals(60, value(tangent.lossTangent()));
        assertEquals(60, value(AdjointStep.of(step, List.of(A)).parameterGradients().getFirst()));
    }
}
