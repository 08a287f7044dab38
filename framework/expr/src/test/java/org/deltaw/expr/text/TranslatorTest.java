package org.deltaw.expr.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslatorTest {
    private static final Axis PRE = new Axis("inputs", 2);
    private static final Axis POST = new Axis("neurons", 3);
    private static final Map<Symbol, double[]> VALUES = Map.of(
            Symbol.of(Symbol.Kind.CHANNEL, "x", PRE), new double[] {2, -3},
            Symbol.of(Symbol.Kind.CHANNEL, "y", POST), new double[] {5, 0, 7},
            Symbol.of(Symbol.Kind.STATE, "w", PRE, POST), new double[] {1, 2, 3, 4, 5, 6},
            Symbol.of(Symbol.Kind.CHANNEL, "r"), new double[] {0.5},
            Symbol.of(Symbol.Kind.CHANNEL, "no"), new double[] {0});

    private static Expr expr(String text) {
        Map<String, Expr> names = new HashMap<>();
        VALUES.keySet().forEach(symbol -> names.put(symbol.name(), symbol.read()));
        return new Translator(names, Map.of("pre", PRE, "post", POST)).translate(TextExpression.parse(text));
    }

    private static double[] value(String text) {
        Expr expression = expr(text);
        Interpreter interpreter = new Interpreter(List.of(expression));
        VALUES.forEach((symbol, values) -> interpreter.set(symbol, values, 0));
        double[] values = new double[expression.axes().entries()];
        interpreter.copy(0, expression.axes().toList(), values, 0);
        return values;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "1 + 2*3 - 4/8; 6.5", "-2^2; -4", "2^-2; 0.25", "r^0; 1", "2^(3)*r; 4", "!no; 1", "!r; 0", "!-3; 0", "r & 2; 1", "r & no; 0",
        "no | -1; 1", "no | no; 0", "true; 1", "false; 0", "r == 0.5; 1", "r == 1; 0", "r != 0.5; 0", "r != 1; 1", "r < 0.5; 0", "r < 1; 1",
        "r <= 0.5; 1", "r <= 0.4; 0", "r > 0.4; 1", "r > 0.5; 0", "r >= 0.5; 1", "r >= 0.6; 0", "0 < r & r < 1; 1",
        "where(r > 1, 2, 3); 3", "where(r, 2, 3); 2", "min(3, 1, 2); 1", "max(3, r); 3",
        "leakyRelu(-r, 0.1); -0.05", "leakyRelu(r, 0.1); 0.5",
        "sign(-r); -1", "abs(-r); 0.5", "sqrt(r*2); 1", "exp(no); 1", "log(1); 0", "tanh(no); 0", "sigmoid(no); 0.5",
        "softplus(no); 0.6931471805599453", "sum(x, pre); -1", "sum(sum(outer(x, y), pre), post); -12", "detach(r); 0.5",
        "surrogate(r > 0, r); 1"})
    void numbersAreComputed(String text, double expected) {
        assertArrayEquals(new double[] {expected}, value(text), 1e-15);
    }

    @Test
    void axesOfOneContainThoseOfTheOther() {
        assertArrayEquals(new double[] {2.5, -2.5}, value("x + r"), 1e-15);
        assertArrayEquals(new double[] {2, 4, 6, -12, -15, -18}, value("x*w"), 0);
        assertArrayEquals(new double[] {10, 0, 14, -15, 0, -21}, value("outer(x, y)"), 0);
        assertArrayEquals(new double[] {7, 2, 9, 2, -3, 4}, value("broadcast(x) + y"), 0);
        assertArrayEquals(new double[] {-10, -11, -12}, value("sum(x*w, pre)"), 0);
        assertArrayEquals(new double[] {0, 0, 0, 1, 1, 1}, value("x < w & x < 0"), 0);
        assertArrayEquals(new double[] {1, 1, 1, 4, 5, 6}, value("where(x > 0, 1, w)"), 0);
        assertEquals(Axes.of(PRE), expr("x*r").axes());
    }

    @Test
    void surrogatesAndDetachedValuesHaveDerivativesOfTheirOwn() {
        Symbol r = Symbol.of(Symbol.Kind.CHANNEL, "r");
        Map<String, Double> slopes = Map.of("surrogate(r > 0, 3*r)", 3.0, "detach(r)*r", 0.5, "r == 0.5", 0.0,
                "r*r", 1.0, "!r", 0.0, "r | r", 0.0);
        slopes.forEach((text, slope) -> {
            Expr derivative = Reverse.gradient(List.of(expr(text)), List.of(Expr.ONE), List.of(r)).getFirst();
            assertEquals(slope, Interpreter.evaluate(List.of(derivative), VALUES).getFirst()[0], text);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '§', value = {
        "w + x*y => Found '*' between x over (pre) and y over (post) at character 5 of w + »x*y«; expected outer(x, y) if the "
                + "product of every pair is meant.",
        "(r*x)*(y - 1)*w => Found '*' between r*x over (pre) and y - 1 over (post) at character 1 of »(r*x)*(y - 1)«*w; expected "
                + "outer(r*x, y - 1) if the product of every pair is meant.",
        "x - y => Found '-' between x over (pre) and y over (post) at character 1 of »x - y«; expected broadcast(x) in place of x "
                + "if every pair is meant.",
        "where(r, x, y) => Found 'where' between x over (pre) and y over (post) at character 1 of »where(r, x, y)«; expected "
                + "broadcast(x) in place of x if every pair is meant.",
        "max(x, 1, y) => Found 'max' between x over (pre) and y over (post) at character 1 of »max(x, 1, y)«; expected broadcast(x) "
                + "in place of x if every pair is meant.",
        "x^y => Found '^' between x over (pre) and y over (post) at character 1 of »x^y«; expected a number in place of y.",
        "x^r => Found r at character 3 of x^»r«; expected a number as exponent; for others, write exp(b*log(a)).",
        "x^0.5 => Found the exponent 0.5 at character 3 of x^»0.5«; expected a whole number from -20 to 20; for others, write "
                + "exp(b*log(a)).",
        "x^1e9 => Found the exponent 1e9 at character 3 of x^»1e9«; expected a whole number from -20 to 20; for others, write "
                + "exp(b*log(a)).",
        "leakyRelu(x, r) => Found r at character 14 of leakyRelu(x, »r«); expected a number as slope.",
        "sum(x, post) => Found a sum over post of x over (pre) at character 1 of »sum(x, post)«; expected what has the axis post.",
        "sum(r, pre) => Found a sum over pre of r, which has no axes at character 1 of »sum(r, pre)«; expected what has the axis pre.",
        "sum(x, inputs) => Found the unknown name 'inputs' at character 1 of »sum(x, inputs)«; expected an axis, one of post, pre.",
        "x*z => Found the unknown name 'z' at character 3 of x*»z«; expected a name of what can be read here, one of no, r, w, x, y.",
        "r == 'left' => Found a text at character 6 of r == »'left'«; expected a number or a name; texts are for tables."})
    void whatDoesNotCombineIsRefused(String text, String expected) {
        assertEquals(expected, assertThrows(TextException.class, () -> expr(text)).getMessage());
    }

    @Test
    void nothingRecursesOverTheDepthOfAText() throws InterruptedException {
        int depth = 20_000;
        List<String> texts = List.of("(".repeat(depth) + "r" + ")".repeat(depth), "1" + " + r*2".repeat(depth), "-".repeat(depth) + "r",
                "2*(r + ".repeat(depth) + "r" + ")".repeat(depth), "!".repeat(depth) + "r", "r" + " | r & no".repeat(depth),
                "abs(".repeat(depth) + "r" + ")".repeat(depth), "where(r, ".repeat(depth) + "1" + ", 2)".repeat(depth),
                "max(r" + ", no".repeat(depth) + ")");
        double[] found = new double[texts.size()];
        Arrays.fill(found, Double.NaN);
        Thread thread = new Thread(null, () -> {
            for (int i = 0; i < found.length; i++) {
                TextExpression text = TextExpression.parse(texts.get(i));
                assertTrue(text.withNumbers(Map.of("r", "7")).contains("7"));
                assertEquals(text.hashCode(), TextExpression.parse(text.toString()).hashCode());
                found[i] = value(text.toString())[0];
            }
        }, "small stack", 512 * 1024);
        thread.start();
        thread.join();
        assertArrayEquals(new double[] {0.5, 1 + depth, 0.5, Double.POSITIVE_INFINITY, 1, 1, 0.5, 1, 0.5}, found);
    }

    @Test
    void unfinishedDeepTextsAreRefusedWithoutRecursion() throws InterruptedException {
        String[] message = new String[1];
        String text = "exp(".repeat(20_000);
        Thread thread = new Thread(null, () -> message[0] =
                assertThrows(TextException.class, () -> TextExpression.parse(text)).getMessage(), "small stack", 512 * 1024);
        thread.start();
        thread.join();
        assertTrue(message[0].startsWith("Found the end at character 80001 of …"), message[0]);
    }
}
