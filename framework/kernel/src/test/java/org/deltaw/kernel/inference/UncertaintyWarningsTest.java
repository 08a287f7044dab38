package org.deltaw.kernel.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.spi.Warning;
import org.junit.jupiter.api.Test;

class UncertaintyWarningsTest {
    private static Uncertainty.Coefficient coefficient(String name, double value, Uncertainty.Status status) {
        return new Uncertainty.Coefficient(name, value, status);
    }

    private static List<Warning> warnings(Uncertainty.Coefficient... coefficients) {
        return UncertaintyWarnings.of(new Uncertainty.Stated(Uncertainty.Basis.LIKELIHOOD,
                Uncertainty.IntervalMethod.LARGE_SAMPLE, 100, 2, new Uncertainty.ClusterCount(2, Uncertainty.Clustering.RECORDINGS), 3,
                OptionalDouble.empty(), Double.POSITIVE_INFINITY, Optional.empty(), List.of(coefficients), List.of(), OptionalDouble.empty()));
    }

    @Test
    void coefficientsOnABoundAreNamedWithTheBound() {
        assertEquals(List.of(new Warning("on-bound", "The fit is on a bound: rule.w at its lower one, -1 and network.scale at its upper "
                        + "one, 0.3333. Values beyond may describe the data better, so be sure that the bound is meant.",
                        "rule.w, network.scale")),
                warnings(coefficient("rule.w", -1, Uncertainty.Status.AT_LOWER_BOUND),
                        coefficient("rule.x", 0.2, Uncertainty.Status.DETERMINED),
                        coefficient("rule.r", 0, Uncertainty.Status.ZERO_BY_PENALTY),
                        coefficient("network.scale", 1 / 3.0, Uncertainty.Status.AT_UPPER_BOUND)));
    }

    @Test
    void whatTheDataDoNotDetermineIsNamedByItsReason() {
        assertEquals(List.of(
                new Warning("confounded", "These data do not determine rule.x*r and rule.x*r^3: other values describe them as well.",
                        "rule.x*r, rule.x*r^3"),
                new Warning("without-effect", "These data do not determine rule.y: other values describe them as well.", "rule.y")),
                warnings(coefficient("rule.x*r", 1, Uncertainty.Status.CONFOUNDED),
                        coefficient("rule.y", 0, Uncertainty.Status.WITHOUT_EFFECT),
                        coefficient("rule.x*r^3", 2, Uncertainty.Status.CONFOUNDED)));
    }

    @Test
    void manyNamesAreCountedInTheSentenceAndAllThereForPrograms() {
        List<Uncertainty.Coefficient> many = new ArrayList<>();
        for (int i = 1; i <= 15; i++) {
            many.add(coefficient("c" + i, 0, Uncertainty.Status.CONFOUNDED));
        }
        Warning warning = warnings(many.toArray(Uncertainty.Coefficient[]::new)).getFirst();
        assertTrue(warning.message().contains("determine c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 and 3 more: "),
                warning.message());
        assertTrue(warning.where().endsWith(", c14, c15"), warning.where());
        assertTrue(warnings(many.subList(0, 12).toArray(Uncertainty.Coefficient[]::new)).getFirst().message()
                .contains(", c11 and c12: "));
    }

    @Test
    void aFitThatDidNotReachItsMinimumSaysSoFirst() {
        List<Warning> warnings = UncertaintyWarnings.of(new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED,
                "training has not reached the minimum", List.of(coefficient("rule.w", -1, Uncertainty.Status.AT_LOWER_BOUND)), List.of()));
        assertEquals(List.of("not-converged", "on-bound"), warnings.stream().map(Warning::code).toList());
        assertEquals("Training has not reached the minimum.", warnings.getFirst().message());
        assertEquals("", warnings.getFirst().where());
    }

    @Test
    void whereNothingIsKnownNothingIsWarnedOf() {
        assertEquals(List.of(), UncertaintyWarnings.of(new Uncertainty.NotStated(
                Uncertainty.Reason.NOT_ASKED, "training.intervals is none")));
        assertEquals(List.of(), warnings(coefficient("rule.w", 1, Uncertainty.Status.DETERMINED)));
    }
}
