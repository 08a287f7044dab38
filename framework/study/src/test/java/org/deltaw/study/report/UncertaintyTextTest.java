package org.deltaw.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.model.ParameterValue;
import org.junit.jupiter.api.Test;

class UncertaintyTextTest {
    private static Uncertainty.Coefficient coefficient(String name, Uncertainty.Status status) {
        boolean determined = status == Uncertainty.Status.DETERMINED;
        return new Uncertainty.Coefficient("rule." + name, 0.93341, status,
                determined ? Optional.of(new Uncertainty.Interval(0.123456, 0.69144, 1.17538)) : Optional.empty(),
                determined ? OptionalDouble.of(0.25) : OptionalDouble.empty());
    }

    private static Uncertainty.Stated stated(double distance, List<Uncertainty.Confounded> confounded) {
        return new Uncertainty.Stated(Uncertainty.Basis.SQUARED_ERROR, true, 1234, 12, 3, OptionalDouble.of(0.01), 1231,
                Optional.of(new Uncertainty.Information(-500.25, 4, 1008.5, 1029)), List.of(
                        coefficient("x*r", Uncertainty.Status.DETERMINED), coefficient("w", Uncertainty.Status.AT_LOWER_BOUND),
                        coefficient("x", Uncertainty.Status.CONFOUNDED)),
                confounded, OptionalDouble.of(distance));
    }

    @Test
    void tableShowsErrorsIntervalsAndWhyThereIsNone() {
        List<ParameterValue> parameters = List.of(
                new ParameterValue("rule", "x*r", List.of(), true, new double[] {0.93341}),
                new ParameterValue("rule", "w", List.of(), true, new double[] {-1}),
                new ParameterValue("rule", "x", List.of(), true, new double[] {0.25}),
                new ParameterValue("rule", "r", List.of(), false, new double[] {2}));
        Coefficients coefficients = new Coefficients(parameters, new UncertaintyText(stated(0, List.of())));
        assertEquals(List.of("name", "value", "standard error", "95 % interval", "robust error", ""), coefficients.header());
        assertEquals(List.of(
                List.of("x*r", "0.93341", "0.123", "0.691 to 1.175", "0.25", ""),
                List.of("w", "-1", "-", "-", "-", "at its lower bound: no interval"),
                List.of("x", "0.25", "-", "-", "-", "cannot be told from others, see below: no interval"),
                List.of("r", "2", "-", "-", "-", "fixed")), coefficients.rows());
    }

    @Test
    void sentencesSayWhatItRestsOn() {
        assertEquals(List.of(
                "Standard errors from 1,234 observations in 12 recordings (repetitions of a recording count as one) with the "
                        + "residual variance 0.01 (1,231 degrees of freedom); "
                        + "intervals hold the true value in 95 % of experiments if errors are independent.",
                "The coefficients of x*r and x*r^3 cannot be told apart by these data: only the sum (x*r) + 0.25 * (x*r^3) "
                        + "of their coefficients is determined.",
                "The coefficients of 1, x and x^2 cannot be told apart by these data: only 1 combination of these 3 "
                        + "coefficients is determined.",
                "Penalties draw coefficients towards 0; intervals do not allow for that.",
                "Robust standard errors are those that the scatter of the recordings shows; where they are much larger, "
                        + "choices or neurons within a recording are not independent, and intervals are too short.",
                "AIC 1008.5, BIC 1029: log-likelihood -500.25, 4 parameters with the residual variance, 1,234 observations."),
                new UncertaintyText(stated(1.5, List.of(
                        new Uncertainty.Confounded(List.of("rule.x*r", "rule.x*r^3"), 1, List.of(1.0, 0.25)),
                        new Uncertainty.Confounded(List.of("rule.1", "rule.x", "rule.x^2"), 1, List.of())))).sentences());
    }

    @Test
    void saysWhyThereIsNothing() {
        UncertaintyText text = new UncertaintyText(new Uncertainty.NotStated("training diverged"));
        assertEquals(List.of("No standard errors: training diverged."), text.sentences());
        assertEquals(List.of("name", "value", ""), new Coefficients(List.of(), text).header());
    }
}
