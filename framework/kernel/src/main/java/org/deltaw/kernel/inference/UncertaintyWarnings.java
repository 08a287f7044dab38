package org.deltaw.kernel.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.deltaw.expr.Formula;
import org.deltaw.spi.Warning;

/**
 * Warns of what the curvature shows at the fitted values: that the minimum is elsewhere, and which coefficients stand on a bound or
 * are not determined by the data.
 */
public final class UncertaintyWarnings {
    /** The code of warnings that a fit has not reached its minimum. */
    public static final String NOT_CONVERGED = "not-converged";

    private static final String ON_BOUND = "on-bound";
    private static final String CONFOUNDED = "confounded";
    private static final String WITHOUT_EFFECT = "without-effect";
    /** Steps to the minimum that are shorter, in standard errors, do not matter. */
    private static final double NEAR = 0.1;
    /** More names than this nobody reads; {@link Warning#where} has all. */
    private static final int MOST_NAMES = 12;

    private UncertaintyWarnings() {}

    /** Returns a warning for each matter; one of coefficients is about all that are in the same case, separated by commas. */
    public static List<Warning> of(Uncertainty uncertainty) {
        if (!(uncertainty instanceof Uncertainty.Stated stated)) {
            return List.of();
        }
        List<Warning> warnings = new ArrayList<>();
        if (stated.distance().isPresent() && stated.distance().getAsDouble() > NEAR) {
            warnings.add(Warning.of(NOT_CONVERGED, "Training has not reached the minimum: from here a step to it would move a coefficient "
                    + "by " + Formula.rounded(stated.distance().getAsDouble()) + " standard errors, so intervals do not hold. Use "
                    + "training.optimizer=gauss-newton, or train longer."));
        }
        List<Uncertainty.Coefficient> bounded =
                with(stated, Uncertainty.Status.AT_LOWER_BOUND, Uncertainty.Status.AT_UPPER_BOUND);
        if (!bounded.isEmpty()) {
            warnings.add(new Warning(ON_BOUND, "The fit is on a bound: " + listed(bounded.stream().map(UncertaintyWarnings::bound).toList())
                    + ". Values beyond may describe the data better, so be sure that the bound is meant.", names(bounded)));
        }
        addUndetermined(with(stated, Uncertainty.Status.CONFOUNDED), CONFOUNDED, warnings);
        addUndetermined(with(stated, Uncertainty.Status.WITHOUT_EFFECT), WITHOUT_EFFECT, warnings);
        return warnings;
    }

    private static void addUndetermined(List<Uncertainty.Coefficient> undetermined, String code, List<Warning> warnings) {
        if (!undetermined.isEmpty()) {
            warnings.add(new Warning(code, "These data do not determine " + listed(undetermined.stream()
                    .map(Uncertainty.Coefficient::name).toList()) + ": other values describe them as well.", names(undetermined)));
        }
    }

    private static List<Uncertainty.Coefficient> with(Uncertainty.Stated stated, Uncertainty.Status... any) {
        return stated.coefficients().stream().filter(each -> Arrays.asList(any).contains(each.status())).toList();
    }

    private static String bound(Uncertainty.Coefficient coefficient) {
        return coefficient.name() + " at its " + (coefficient.status() == Uncertainty.Status.AT_LOWER_BOUND ? "lower" : "upper")
                + " one, " + Formula.rounded(coefficient.value());
    }

    private static String names(List<Uncertainty.Coefficient> coefficients) {
        return coefficients.stream().map(Uncertainty.Coefficient::name).collect(Collectors.joining(", "));
    }

    private static String listed(List<String> names) {
        int shown = names.size() <= MOST_NAMES ? names.size() - 1 : MOST_NAMES;
        String last = names.size() <= MOST_NAMES ? names.getLast() : names.size() - MOST_NAMES + " more";
        return shown == 0 ? last : String.join(", ", names.subList(0, shown)) + " and " + last;
    }
}
