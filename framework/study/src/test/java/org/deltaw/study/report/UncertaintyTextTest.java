package org.deltaw.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.expr.Axis;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.model.ParameterValue;
import org.junit.jupiter.api.Test;

class UncertaintyTextTest {
    private static Uncertainty.Coefficient coefficient(String name, Uncertainty.Status status) {
        return coefficient(name, status, Uncertainty.IntervalMethod.LARGE_SAMPLE);
    }

    private static Uncertainty.Coefficient coefficient(String name, Uncertainty.Status status, Uncertainty.IntervalMethod method) {
        return status == Uncertainty.Status.DETERMINED
                ? new Uncertainty.Coefficient("rule." + name, 0.93341, status, Optional.of(new Uncertainty.Interval(
                        method, 0.123456, 0.69144, 1, Uncertainty.End.INSIDE, Uncertainty.End.AT_BOUND)), OptionalDouble.of(0.123456),
                        OptionalDouble.of(0.25))
                : new Uncertainty.Coefficient("rule." + name, 0.93341, status);
    }

    private static Uncertainty.Stated stated(Uncertainty.Basis basis, Uncertainty.IntervalMethod method,
            List<Uncertainty.Coefficient> coefficients, List<Uncertainty.Confounded> confounded) {
        boolean squares = basis == Uncertainty.Basis.SQUARED_ERROR;
        return new Uncertainty.Stated(basis, method, 1234, 12, new Uncertainty.ClusterCount(24, Uncertainty.Clustering.SUBJECTS), 3,
                squares ? OptionalDouble.of(0.01) : OptionalDouble.empty(), 23,
                Optional.of(new Uncertainty.Information(-500.25, 4, 1008.5, 1029)), coefficients, confounded, OptionalDouble.of(0));
    }

    private static Uncertainty.Stated stated(Uncertainty.IntervalMethod method, List<Uncertainty.Confounded> confounded) {
        return stated(Uncertainty.Basis.SQUARED_ERROR, method, List.of(coefficient("x*r", Uncertainty.Status.DETERMINED, method),
                coefficient("w", Uncertainty.Status.AT_LOWER_BOUND), coefficient("x", Uncertainty.Status.CONFOUNDED)), confounded);
    }

    private static final List<ParameterValue> PARAMETERS = List.of(
            new ParameterValue("rule", "x*r", List.of(), true, new double[] {0.93341}),
            new ParameterValue("rule", "w", List.of(), true, new double[] {-1}),
            new ParameterValue("rule", "x", List.of(), true, new double[] {0.25}),
            new ParameterValue("rule", "r", List.of(), false, new double[] {2}));

    @Test
    void tableShowsErrorsIntervalsAndWhyThereIsNone() {
        Coefficients coefficients =
                new Coefficients(PARAMETERS, new UncertaintyText(stated(Uncertainty.IntervalMethod.LARGE_SAMPLE, List.of())));
        assertEquals(List.of("name", "value", "standard error", "large-sample 95 % interval", "robust error", ""), coefficients.header());
        assertEquals(List.of(
                List.of("x*r", "0.93341", "0.123", "0.691 to 1", "0.25", "cut at its upper bound"),
                List.of("w", "-1", "-", "-", "-", "at its lower bound: no interval"),
                List.of("x", "0.25", "-", "-", "-", "cannot be told from others, see below: no interval"),
                List.of("r", "2", "-", "-", "-", "fixed")), coefficients.rows());
        assertEquals(List.of("name", "value", "standard error", "cluster-robust 95 % interval", "model's error", ""), new Coefficients(
                PARAMETERS, new UncertaintyText(stated(Uncertainty.IntervalMethod.CLUSTER_ROBUST, List.of()))).header());
    }

    @Test
    void tableShowsWhichEndsAProfileLacks() {
        Uncertainty.Coefficient open = new Uncertainty.Coefficient("rule.x*r", 3, Uncertainty.Status.DETERMINED, Optional.of(
                new Uncertainty.Interval(Uncertainty.IntervalMethod.PROFILE, 2, Double.NaN, Double.POSITIVE_INFINITY,
                        Uncertainty.End.NOT_FOUND, Uncertainty.End.INFINITE)),
                OptionalDouble.of(2), OptionalDouble.empty());
        Coefficients coefficients = new Coefficients(PARAMETERS.subList(0, 1), new UncertaintyText(
                stated(Uncertainty.Basis.LIKELIHOOD, Uncertainty.IntervalMethod.PROFILE, List.of(open), List.of())));
        assertEquals(List.of("name", "value", "standard error", "profile 95 % interval", ""), coefficients.header());
        assertEquals(List.of(List.of("x*r", "0.93341", "2", "? to +infinity", "lower end not found, no upper end")), coefficients.rows());
    }

    @Test
    void profilesAmongLargeSampleIntervalsAreCalledSo() {
        Uncertainty.Coefficient infinite = new Uncertainty.Coefficient("rule.w", Double.NEGATIVE_INFINITY,
                Uncertainty.Status.MINUS_INFINITE, Optional.of(new Uncertainty.Interval(Uncertainty.IntervalMethod.PROFILE, Double.NaN,
                        Double.NEGATIVE_INFINITY, -1.23456789, Uncertainty.End.INFINITE, Uncertainty.End.INSIDE)),
                OptionalDouble.empty(), OptionalDouble.empty());
        Uncertainty.Coefficient without = new Uncertainty.Coefficient("rule.x", 0.25, Uncertainty.Status.DETERMINED, Optional.empty(),
                OptionalDouble.of(0.1), OptionalDouble.empty());
        UncertaintyText text = new UncertaintyText(stated(Uncertainty.Basis.LIKELIHOOD, Uncertainty.IntervalMethod.LARGE_SAMPLE,
                List.of(coefficient("x*r", Uncertainty.Status.DETERMINED), infinite, without), List.of()));
        Coefficients coefficients = new Coefficients(PARAMETERS.subList(0, 3), text);
        assertEquals(List.of("name", "value", "standard error", "95 % interval", "robust error", ""), coefficients.header());
        assertEquals(List.of(
                List.of("x*r", "0.93341", "0.123", "0.691 to 1", "0.25", "large-sample, cut at its upper bound"),
                List.of("w", "-infinity", "-", "-infinity to -1.2346", "-", "no finite value, however far, profile, no lower end"),
                List.of("x", "0.25", "-", "-", "-", "log-likelihood not quadratic, or a bound near: no interval")), coefficients.rows());
        assertEquals("Profile intervals hold all values that a likelihood-ratio test does not reject at 5 %, the other coefficients fitted "
                + "anew. They stand where a large-sample interval would mean nothing: the log-likelihood is not quadratic within it, or it "
                + "reaches over a bound. That of what runs to infinity ends where the data are 20 times less likely. 'deltaw "
                + "recover' measures how often they hold the true value in this design.",
                text.sentences().get(2));
    }

    @Test
    void numbersOfASmallArrayStandOneByOneIfMoreIsKnownOfThem() {
        List<Axis> two = List.of(new Axis("pre", 2));
        List<ParameterValue> parameters = List.of(new ParameterValue("network", "b", two, true, new double[] {0.5, 1}),
                new ParameterValue("network", "c", two, true, new double[] {2, 3}));
        List<Uncertainty.Coefficient> known = List.of(new Uncertainty.Coefficient("network.b[0]", 0.5, Uncertainty.Status.AT_LOWER_BOUND),
                new Uncertainty.Coefficient("network.b[1]", 1, Uncertainty.Status.WITHOUT_EFFECT));
        Coefficients coefficients = new Coefficients(parameters, new UncertaintyText(
                new Uncertainty.NotStated(Uncertainty.Reason.PENALISED, "of a penalty", known, List.of())));
        assertEquals(List.of(
                List.of("b[0]", "0.5", "at its lower bound: no interval"),
                List.of("b[1]", "1", "changes nothing in these data: no interval"),
                List.of("c [2]", "2, 3", "")), coefficients.rows());
    }

    @Test
    void whatIsKnownOfCoefficientsIsShownWhereNothingIsStated() {
        UncertaintyText text = new UncertaintyText(stated(Uncertainty.IntervalMethod.LARGE_SAMPLE, List.of(
                new Uncertainty.Confounded(List.of("rule.1", "rule.x", "rule.x^2"), 1, List.of()))).afterSelection());
        Coefficients coefficients = new Coefficients(PARAMETERS, text);
        assertEquals(List.of("name", "value", ""), coefficients.header());
        assertEquals(List.of("w", "-1", "at its lower bound: no interval"), coefficients.rows().get(1));
        assertEquals(List.of("No standard errors, intervals, AIC and BIC: the terms were selected by the same data, and what is computed "
                + "as if they had been known before claims too much.",
                "The coefficients of 1, x and x^2 cannot be told apart by these data: only 1 combination of these 3 "
                        + "coefficients is determined."), text.sentences());
    }

    @Test
    void sentencesSayWhatItRestsOn() {
        assertEquals(List.of(
                "From 1,234 observations in 12 recordings (repetitions of a recording count as one) with the residual variance 0.01 "
                        + "(1,231 degrees of freedom), as if errors were independent.",
                "Large-sample intervals promise 95 % only where there are very many data. Of 200 simulated flies with 80 trials 64 % had a "
                        + "fit with one optimum and intervals, of which 94 % held the true value where both ends were found; with 240 "
                        + "trials 96 % had, and 96 % held it. 'deltaw recover' measures it for this design.",
                "The coefficients of x*r and x*r^3 cannot be told apart by these data: only the sum (x*r) + 0.25 * (x*r^3) "
                        + "of their coefficients is determined.",
                "Robust errors are those that the scatter of 24 subjects shows (jackknife); where they are much larger, what was observed "
                        + "within one is not independent, and intervals are too short.",
                "AIC 1008.5, BIC 1029: log-likelihood -500.25, 4 parameters with the residual variance, 1,234 observations."),
                new UncertaintyText(stated(Uncertainty.IntervalMethod.LARGE_SAMPLE, List.of(
                        new Uncertainty.Confounded(List.of("rule.x*r", "rule.x*r^3"), 1, List.of(1.0, 0.25))))).sentences());
    }

    @Test
    void sentencesSayHowIntervalsAreMade() {
        assertEquals("Cluster-robust intervals (jackknife over 24 subjects, Student's t with 23 degrees of freedom) allow for any "
                + "dependence within one of them. 'deltaw recover' measures how often they hold the true value in this design.",
                new UncertaintyText(stated(Uncertainty.IntervalMethod.CLUSTER_ROBUST, List.of())).sentences().get(1));
        assertEquals("Profile intervals hold all values that a likelihood-ratio test does not reject at 5 %, the other coefficients "
                + "fitted anew. 'deltaw recover' measures how often they hold the true value in this design.",
                new UncertaintyText(stated(Uncertainty.IntervalMethod.PROFILE, List.of())).sentences().get(1));
    }

    @Test
    void saysWhyThereIsNothing() {
        UncertaintyText text = new UncertaintyText(new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "training diverged"));
        assertEquals(List.of("No standard errors, intervals, AIC and BIC: training diverged."), text.sentences());
        assertEquals(List.of("name", "value", ""), new Coefficients(List.of(), text).header());
    }
}
