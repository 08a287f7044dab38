package org.deltaw.expr;

import static org.deltaw.expr.Example.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.expr.differentiate.Forward;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.simplify.Simplifier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One case for every primitive, with value and derivative worked out by hand. A new primitive fails
 * {@link #everyPrimitiveHasACase} until it has one.
 */
class PrimitivesTest {
    private static final Axis I = new Axis("i", 2);
    private static final Axis J = new Axis("j", 3);
    private static final Axis K = new Axis("k", 2);
    private static final Symbol P = Symbol.of(Symbol.Kind.PARAMETER, "p", I);
    private static final Symbol Q = Symbol.of(Symbol.Kind.PARAMETER, "q", I);
    private static final Symbol C = Symbol.of(Symbol.Kind.CHANNEL, "c", I);
    private static final double E = Math.E;

    /**
     * A primitive applied to {@code p} (and {@code q}) over an axis of two entries.
     *
     * @param expected its value, row-major by the names of its axes
     * @param byP the derivative with respect to p of the entries' sum, weighted 1, 10, 100, …
     * @param byQ the same with respect to q
     */
    private record Case(
            Object primitive, Expr expression, double[] p, double[] q, Axes axes, double[] expected, double[] byP,
            double[] byQ) {}

    private static Case unary(UnaryFunction function, double[] p, double[] expected, double[] byP) {
        return new Case(function, P.read().unary(function), p, p, Axes.of(I), expected, byP, new double[2]);
    }

    private static Case binary(
            BinaryFunction function, double[] p, double[] q, double[] expected, double[] byP, double[] byQ) {
        Expr expression = Expr.of(new Op.Binary(function), P.read(), Q.read());
        return new Case(function, expression, p, q, Axes.of(I), expected, byP, byQ);
    }

    private static Case other(Op op, List<Expr> arguments, Axes axes, double[] expected, double[] byP, double[] byQ) {
        return new Case(op.getClass(), Expr.of(op, arguments), of(2, -3), of(5, 7), axes, expected, byP, byQ);
    }

    private static double[] of(double... values) {
        return values;
    }

    private static Stream<Case> cases() {
        return Stream.concat(Stream.concat(unaryCases(), binaryCases()), otherCases());
    }

    private static Stream<Case> unaryCases() {
        return Stream.of(
                unary(UnaryFunction.EXP, of(0, 1), of(1, E), of(1, 10 * E)),
                unary(UnaryFunction.LOG, of(1, E), of(0, 1), of(1, 10 / E)),
                unary(UnaryFunction.TANH, of(0, Math.log(3)), of(0, 0.8), of(1, 10 * 0.36)),
                unary(UnaryFunction.SIGMOID, of(0, Math.log(3)), of(0.5, 0.75), of(0.25, 10 * 0.1875)),
                unary(UnaryFunction.SOFTPLUS, of(0, Math.log(3)), of(Math.log(2), Math.log(4)), of(0.5, 7.5)),
                unary(UnaryFunction.ABS, of(-4, 3), of(4, 3), of(-1, 10)),
                unary(UnaryFunction.SQRT, of(4, 9), of(2, 3), of(0.25, 10.0 / 6)),
                unary(UnaryFunction.SIGN, of(-4, 3), of(-1, 1), of(0, 0)));
    }

    private static Stream<Case> binaryCases() {
        return Stream.of(
                binary(BinaryFunction.ADD, of(2, 3), of(5, 7), of(7, 10), of(1, 10), of(1, 10)),
                binary(BinaryFunction.SUBTRACT, of(2, 3), of(5, 7), of(-3, -4), of(1, 10), of(-1, -10)),
                binary(BinaryFunction.MULTIPLY, of(2, 3), of(5, 7), of(10, 21), of(5, 70), of(2, 30)),
                binary(BinaryFunction.DIVIDE, of(2, 3), of(4, 5), of(0.5, 0.6), of(0.25, 2), of(-0.125, -1.2)),
                binary(BinaryFunction.MINIMUM, of(2, 9), of(5, 7), of(2, 7), of(1, 0), of(0, 10)),
                binary(BinaryFunction.MAXIMUM, of(2, 9), of(5, 7), of(5, 9), of(0, 10), of(1, 0)),
                binary(BinaryFunction.GREATER, of(2, 9), of(5, 7), of(0, 1), of(0, 0), of(0, 0)),
                binary(BinaryFunction.SURROGATE, of(2, 9), of(5, 7), of(2, 9), of(0, 0), of(1, 10)));
    }

    /** With p = (2, -3), q = (5, 7), c = (0, 1). */
    private static Stream<Case> otherCases() {
        Expr p = P.read();
        Expr q = Q.read();
        Expr c = C.read();
        return Stream.of(
                other(new Op.Constant(2.5), List.of(), Axes.NONE, of(2.5), of(0, 0), of(0, 0)),
                other(new Op.Input(P), List.of(), Axes.of(I), of(2, -3), of(1, 10), of(0, 0)),
                other(new Op.Indicator(J, 1, List.of(K)), List.of(), Axes.of(J, K), of(0, 0, 1, 0, 0, 1), of(0, 0),
                        of(0, 0)),
                other(new Op.LeakyRelu(0.25), List.of(p), Axes.of(I), of(2, -0.75), of(1, 2.5), of(0, 0)),
                other(new Op.Power(3), List.of(p), Axes.of(I), of(8, -27), of(12, 270), of(0, 0)),
                other(new Op.Where(), List.of(c, p, q), Axes.of(I), of(5, -3), of(0, 10), of(1, 0)),
                other(new Op.Sum(I), List.of(p), Axes.NONE, of(-1), of(1, 1), of(0, 0)),
                other(new Op.Maximum(I), List.of(p), Axes.NONE, of(2), of(1, 0), of(0, 0)),
                other(new Op.Rename(I, K), List.of(p), Axes.of(K), of(2, -3), of(1, 10), of(0, 0)),
                other(new Op.Broadcast(Axes.of(J)), List.of(p), Axes.of(I, J), of(2, 2, 2, -3, -3, -3),
                        of(111, 111_000), of(0, 0)));
    }

    private static Map<Symbol, double[]> values(Case each) {
        return Map.of(P, each.p(), Q, each.q(), C, of(0, 1));
    }

    /** The weights 1, 10, 100, … of the entries, as an expression over the case's axes. */
    private static Expr weights(Case each) {
        Symbol weights = new Symbol(Symbol.Kind.ATTRIBUTE, "weights", each.axes().toList());
        return weights.read();
    }

    private static Map<Symbol, double[]> withWeights(Case each) {
        Map<Symbol, double[]> values = new HashMap<>(values(each));
        double[] weights = IntStream.range(0, each.expected().length).mapToDouble(i -> Math.pow(10, i)).toArray();
        values.put(new Symbol(Symbol.Kind.ATTRIBUTE, "weights", each.axes().toList()), weights);
        return values;
    }

    @Test
    void everyPrimitiveHasACase() {
        Set<Object> expected = new LinkedHashSet<>();
        for (Class<?> primitive : Op.class.getPermittedSubclasses()) {
            if (primitive == Op.Unary.class) {
                expected.addAll(List.of(UnaryFunction.values()));
            } else if (primitive == Op.Binary.class) {
                expected.addAll(List.of(BinaryFunction.values()));
            } else {
                expected.add(primitive);
            }
        }
        List<Object> covered = cases().<Object>map(Case::primitive).toList();
        assertEquals(new HashSet<>(covered), expected);
        assertEquals(covered.size(), expected.size());
    }

    @TestFactory
    Stream<DynamicTest> interpreterGivesTheValue() {
        return tests(each -> assertArrayEquals(
                each.expected(), Interpreter.evaluate(List.of(each.expression()), values(each)).getFirst(), 1e-14));
    }

    @TestFactory
    Stream<DynamicTest> reverseGivesTheDerivative() {
        return tests(each -> {
            List<Expr> gradient = Reverse.gradient(List.of(each.expression()), List.of(weights(each)), List.of(P, Q));
            List<double[]> found = Interpreter.evaluate(gradient, withWeights(each));
            assertArrayEquals(each.byP(), found.get(0), 1e-13, "by p");
            assertArrayEquals(each.byQ(), found.get(1), 1e-13, "by q");
        });
    }

    @TestFactory
    Stream<DynamicTest> forwardGivesTheDerivative() {
        return tests(each -> {
            Axis direction = new Axis("direction", 4);
            Map<Symbol, Expr> given = Map.of(
                    P, Expr.of(new Op.Indicator(direction, 0, List.of(I))),
                    Q, Expr.of(new Op.Indicator(direction, 2, List.of(I))));
            Expr tangent = Forward.tangents(List.of(each.expression()), given, direction).getFirst();
            assertEquals(each.axes().union(Axes.of(direction)), tangent.axes());
            Expr total = Expr.outer(tangent, weights(each)).sum(each.axes());
            double[] found = Interpreter.evaluate(List.of(total), withWeights(each)).getFirst();
            double[] expected = {each.byP()[0], each.byP()[1], each.byQ()[0], each.byQ()[1]};
            assertArrayEquals(expected, found, 1e-13);
        });
    }

    @TestFactory
    Stream<DynamicTest> resultHasTheAxes() {
        return tests(each -> assertEquals(each.axes(), each.expression().axes()));
    }

    @TestFactory
    Stream<DynamicTest> wrongNumberOfArgumentsIsRefused() {
        return tests(each -> {
            Op op = each.expression().op();
            List<Expr> tooMany = new ArrayList<>(each.expression().arguments());
            tooMany.add(Expr.ONE);
            assertRefused("'" + op.word() + "' takes " + op.arity() + " arguments, found " + tooMany.size() + ".",
                    () -> Expr.of(op, tooMany));
        });
    }

    @TestFactory
    Stream<DynamicTest> simplifyingKeepsTheValue() {
        return tests(each -> assertArrayEquals(
                each.expected(),
                Interpreter.evaluate(List.of(Simplifier.simplify(each.expression())), values(each)).getFirst(), 1e-14));
    }

    @TestFactory
    Stream<DynamicTest> primitiveSaysWhichVersionBroughtIt() {
        Map<Object, Integer> later = Map.of(Op.Maximum.class, 2, BinaryFunction.SURROGATE, 2);
        return tests(each -> {
            int since = later.getOrDefault(each.primitive(), 1);
            Op op = each.expression().op();
            assertEquals(since, op.since());
            assertEquals(Map.of(), Checker.newerThan(Op.VERSION, List.of(each.expression())));
            assertEquals(since, Checker.newerThan(since - 1, List.of(each.expression())).get(op.word()));
            assertEquals(null, Checker.newerThan(since, List.of(each.expression())).get(op.word()));
        });
    }

    private interface Check {
        void accept(Case each);
    }

    private static Stream<DynamicTest> tests(Check check) {
        return cases().map(each -> DynamicTest.dynamicTest(
                each.expression().op().word(), () -> check.accept(each)));
    }
}
