package org.deltaw.kernel.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Structure;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.simplify.Work;
import org.deltaw.expr.text.TextExpression;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.formula.FormulaParameter;
import org.deltaw.plugin.formula.FormulaRule;
import org.deltaw.plugin.formula.FormulaSettings;
import org.deltaw.plugin.formula.FormulaTrace;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.RuleFamily;
import org.junit.jupiter.api.Test;

/** Rules that are written as a text do what those of classes do, with as little work, and so do their derivatives. */
class RulesAsTextTest {
    private static final double ROUNDING = 1e-12;
    private static final Dataset DATA = Recordings.random(Recordings.activity(4, 3), 3, 12, 7);

    private static FitBuilder fit(RuleFamily<?> family, Record settings) {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(4, 3)).rule(family, settings)
                .loss(new ActivityMeanSquaredError(), 1);
    }

    private static FormulaSettings text(String change, Map<String, FormulaTrace> traces, String... parameters) {
        Map<String, FormulaParameter> starts = new LinkedHashMap<>();
        for (String parameter : parameters) {
            starts.put(parameter, FormulaParameter.parse("0.3"));
        }
        return new FormulaSettings(TextExpression.parse(change), starts, traces);
    }

    private static FormulaTrace trace(String update, double initial, Extent extent) {
        return new FormulaTrace(TextExpression.parse(update), initial, extent);
    }

    private static <T> T with(FitBuilder fit, Function<OpenFit, T> work) {
        try (OpenFit opened = fit.backend(new JvmBackend(), Precision.F64).open(DATA)) {
            return work.apply(opened);
        }
    }

    private static double[] values(OpenFit opened, double[] parameters) {
        Problem problem = opened.problems().getFirst();
        double[] gradient = problem.gradient(parameters).values();
        double[] curvature = problem.curvature(parameters).matrix();
        double[] all = new double[1 + gradient.length + curvature.length];
        all[0] = problem.gradient(parameters).loss();
        System.arraycopy(gradient, 0, all, 1, gradient.length);
        System.arraycopy(curvature, 0, all, 1 + gradient.length, curvature.length);
        return all;
    }

    private static void assertAlike(FitBuilder known, FormulaSettings text, double... parameters) {
        FitBuilder written = fit(new FormulaRule(), text);
        Differences.assertClose(with(known, opened -> values(opened, parameters)), with(written, opened -> values(opened, parameters)),
                ROUNDING, text.change().toString());
        Runs.assertGradient(written, DATA, parameters);
        assertEquals(with(known, RulesAsTextTest::work), with(written, RulesAsTextTest::work), text.change() + ": operations of a step");
    }

    /** Asserts that the very program is run that a Taylor series gives. */
    private static void assertSame(TaylorSettings terms, FormulaSettings text, double... parameters) {
        FitBuilder series = fit(new TaylorRule(), terms);
        assertAlike(series, text, parameters);
        assertEquals(with(series, RulesAsTextTest::program), with(fit(new FormulaRule(), text), RulesAsTextTest::program),
                text.change() + ": program");
    }

    /** Counts the operations of a step with its derivatives. */
    private static List<Long> work(OpenFit opened) {
        Program program = opened.program();
        return List.of(Work.of(program.step().next()), Work.of(program.expressions()));
    }

    /** Returns a digest of a step with its derivatives, whatever its parameters are called. */
    private static String program(OpenFit opened) {
        Map<Symbol, Expr> numbered = new HashMap<>();
        for (Symbol parameter : opened.program().parameters()) {
            numbered.put(parameter, Symbol.of(parameter.kind(), "parameter " + numbered.size()).read());
        }
        return Structure.digest(Graph.substitute(opened.program().expressions(), numbered));
    }

    @Test
    void taylorSeries() {
        assertSame(Rules.terms("1", "w", "x", "r", "x*r"), text("a + b*w + c*x + d*r + e*x*r", Map.of(), "a", "b", "c", "d", "e"),
                0.01, -0.2, 0.3, -0.1, 0.5);
        assertSame(Rules.terms("1", "w", "x", "r", "x*r"), text("x*(c + e*reward) + (a + d*r) - -b*w", Map.of(), "a", "b", "c", "d", "e"),
                0.01, -0.2, 0.3, -0.1, 0.5);
        assertSame(Rules.terms("x*y", "y^2*w"), text("a*outer(x, y) + b*y^2*w", Map.of(), "a", "b"), 1, -0.5);
        assertSame(Rules.terms("x*w^3", "x*y*r^2"), text("a*x*w^3 + outer(b*x, y)*r^2", Map.of(), "a", "b"), 0.4, -0.3);
        assertSame(Rules.terms("x", "y"), text("broadcast(a*x) + b*y", Map.of(), "a", "b"), 0.4, -0.3);
    }

    @Test
    void eligibilityTrace() {
        assertAlike(fit(new ThreeFactorRule(), new NoSettings()), text("eta*r*e.next",
                Map.of("e", trace("exp(-1/tau)*e + outer(x, y)", 0, Extent.SYNAPSE)), "eta", "tau"), 0.05, 2);
    }

    @Test
    void slidingThreshold() {
        assertAlike(fit(new BcmRule(), new NoSettings()), text("eta*outer(x, y*(y - threshold))",
                Map.of("threshold", trace("threshold + (y^2 - threshold)/tau", 1, Extent.POST)), "eta", "tau"), 0.1, 8);
    }

    @Test
    void spikeTimingOfPairs() {
        assertAlike(fit(new PairStdpRule(), new NoSettings()), text("p*outer(xs*exp(-1/t1), y) - d*outer(x, ys*exp(-1/t2))",
                Map.of("xs", trace("xs*exp(-1/t1) + x", 0, Extent.PRE), "ys", trace("ys*exp(-1/t2) + y", 0, Extent.POST)),
                "p", "d", "t1", "t2"), 0.1, 0.2, 3, 5);
    }

    @Test
    void textsOfManyTermsAreReadAndRun() {
        StringBuilder change = new StringBuilder("a");
        for (int i = 0; i < 3_000; i++) {
            change.append(" + tanh(x*").append(i).append(")*1e-6");
        }
        double loss = with(fit(new FormulaRule(), text(change.toString(), Map.of(), "a")),
                opened -> opened.problems().getFirst().gradient(new double[] {new Seed(1).generator().nextDouble()}).loss());
        assertTrue(Double.isFinite(loss), () -> "loss " + loss);
    }
}
