package org.deltaw.kernel.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.deltaw.expr.Formula;
import org.deltaw.kernel.minimise.Convergence;
import org.deltaw.spi.Warning;

/**
 * Warns of what the curvature shows at the fitted values: that the minimum is elsewhere, and which coefficients stand on a bound or
 * are not determined by the data.
 */
public final class UncertaintyWarnings {
    private static final String ON_BOUND = "on-bound";
    private static final String CONFOUNDED = "confounded";
    private static final String WITHOUT_EFFECT = "without-effect";
    /** More names than this nobody reads; {@link Warning#where} has all. */
    private static final int MOST_NAMES = 12;

    private UncertaintyWarnings() {}

    /** Returns a warning for each matter; one of coefficients is about all that are in the same case, separated by commas. */
    public static List<Warning> of(Uncertainty uncertainty) {
        List<Warning> warnings = new ArrayList<>();
        if (uncertainty instanceof Uncertainty.NotStated not && not.reason() == Uncertainty.Reason.NOT_CONVERGED) {
            warnings.add(Warning.of(Convergence.NOT_CONVERGED, Character.toUpperCase(not.because().charAt(0)) + not.because().substring(1)
                    + "."));
        }
        List<Uncertainty.Coefficient> bounded =
                with(uncertainty, Uncertainty.Status.AT_LOWER_BOUND, Uncertainty.Status.AT_UPPER_BOUND);
        if (!bounded.isEmpty()) {
            warnings.add(new Warning(ON_BOUND, "The fit is on a bound: " + listed(bounded.stream().map(UncertaintyWarnings::bound).toList())
                    + ". Values beyond may describe the data better, so be sure that the bound is meant.", names(bounded)));
        }
        addUndetermined(with(uncertainty, Uncertainty.Status.CONFOUNDED), CONFOUNDED, warnings);
        addUndetermined(with(uncertainty, Uncertainty.Status.WITHOUT_EFFECT), WITHOUT_EFFECT, warnings);
        warnings.addAll(SeparationWarnings.of(uncertainty));
        return warnings;
    }

    private static void addUndetermined(List<Uncertainty.Coefficient> undetermined, String code, List<Warning> warnings) {
        if (!undetermined.isEmpty()) {
            warnings.add(new Warning(code, "These data do not determine " + listed(undetermined.stream()
                    .map(Uncertainty.Coefficient::name).toList()) + ": other values describe them as well.", names(undetermined)));
        }
    }

    private static List<Uncertainty.Coefficient> with(Uncertainty uncertainty, Uncertainty.Status... any) {
        return uncertainty.coefficients().stream().filter(each -> Arrays.asList(any).contains(each.status())).toList();
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
