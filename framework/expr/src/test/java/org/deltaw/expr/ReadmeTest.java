package org.deltaw.expr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.simplify.Simplifier;
import org.junit.jupiter.api.Test;

/** The snippet of README.md, compiled and run. */
class ReadmeTest {
    @Test
    void snippetGivesASlope() {
        Axis pre = new Axis("pre", 3);
        Axis post = new Axis("post", 2);
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", pre);
        Symbol w = Symbol.of(Symbol.Kind.STATE, "w", pre, post);
        Symbol eta = Symbol.of(Symbol.Kind.PARAMETER, "eta");

        Expr y = x.read().times(w.read()).sum(pre).sigmoid();
        Expr change = Expr.outer(x.read(), y).times(eta.read());
        Expr slope = Reverse.gradient(List.of(change), List.of(Expr.ONE), List.of(eta)).getFirst();

        Map<Symbol, double[]> values = Map.of(
                x, new double[] {1, 0, 1}, w, new double[] {0, 1, 0, 1, 0, 1}, eta, new double[] {0.1});
        double[] rows = Interpreter.evaluate(List.of(Simplifier.simplify(slope)), values).getFirst();

        assertArrayEquals(new double[] {2 * (0.5 + UnaryFunction.SIGMOID.apply(2))}, rows, 1e-15);
    }

    @Test
    void snippetIsThatOfTheReadme() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/deltaw/expr/ReadmeTest.java")).replace(" ", "");
        String readme = Files.readString(Path.of("README.md"));
        String snippet = readme.split("```")[1].replaceFirst("java", "").replace(" ", "");
        assertTrue(source.contains(snippet.strip()), "README.md holds another snippet than this test");
    }
}
