package org.deltaw.expr;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** Two layers of neurons with symbols over them, for the tests of this package. */
public final class Example {
    public static final Axis PRE = new Axis("pre", 3);
    public static final Axis POST = new Axis("post", 2);
    static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", PRE);
    static final Symbol Y = Symbol.of(Symbol.Kind.CHANNEL, "y", POST);
    public static final Symbol W = Symbol.of(Symbol.Kind.STATE, "w", PRE, POST);
    static final Symbol R = Symbol.of(Symbol.Kind.CHANNEL, "r");
    public static final Symbol U = Symbol.of(Symbol.Kind.CHANNEL, "u");
    public static final Symbol A = Symbol.of(Symbol.Kind.PARAMETER, "a");
    public static final Symbol B = Symbol.of(Symbol.Kind.PARAMETER, "b");

    public static final Expr x = X.read();
    public static final Expr y = Y.read();
    public static final Expr w = W.read();
    public static final Expr r = R.read();
    public static final Expr u = U.read();
    public static final Expr a = A.read();
    public static final Expr b = B.read();

    /** Small whole numbers, so that results can be worked out by hand. Weights: a row for each of {@code pre}. */
    public static final Map<Symbol, double[]> VALUES = Map.of(
            X, new double[] {1, 2, 3},
            Y, new double[] {10, 20},
            W, new double[] {1, 2, 3, 4, 5, 6},
            R, new double[] {7},
            U, new double[] {1},
            A, new double[] {2},
            B, new double[] {-3});

    private Example() {}

    public static double[] evaluate(Expr expression) {
        return Interpreter.evaluate(List.of(expression), VALUES).getFirst();
    }

    public static void assertRefused(String message, Executable code) {
        RuntimeException refusal = Assertions.assertThrows(IllegalArgumentException.class, code);
        Assertions.assertEquals(message, refusal.getMessage());
    }
}
