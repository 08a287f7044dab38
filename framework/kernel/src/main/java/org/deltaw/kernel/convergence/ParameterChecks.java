package org.deltaw.kernel.convergence;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltaw.spi.Warning;

/**
 * Looks whether the chains agree on parameters, and know them well enough.
 *
 * @param summaries of all parameters by their names
 * @param chains how many there are
 */
record ParameterChecks(Map<String, ParameterSummary> summaries, int chains) {
    /** Some parameters that have the same defect. */
    private record Found(List<Map.Entry<String, ParameterSummary>> parameters, int of) {
        /** Counts them, as in: 2 of 5 parameters (the first is rule.w). */
        String counted(String remark) {
            return String.format(Locale.ROOT, "%,d of %,d parameters (%s)", parameters.size(), of, remark);
        }

        String first() {
            return counted("the first is " + parameters.getFirst().getKey());
        }

        /** Returns the one of which a figure is the least; one that is not known is worse than all others. */
        Map.Entry<String, ParameterSummary> worst(ToDoubleFunction<ParameterSummary> figure) {
            return parameters.stream().min(Comparator.comparingDouble(each -> {
                double value = figure.applyAsDouble(each.getValue());
                return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
            })).orElseThrow();
        }

        Warning warning(String code, String message) {
            return new Warning(code, message, parameters.stream().map(Map.Entry::getKey).collect(Collectors.joining(", ")));
        }
    }

    List<Warning> failures() {
        return Stream.of(unknown(), still(), disagreement(), imprecision()).flatMap(Optional::stream).toList();
    }

    private Optional<Warning> unknown() {
        return found(each -> !Double.isFinite(each.mean()) || !Double.isFinite(each.sd())).map(found -> found.warning("not-finite",
                "Draws of " + found.first() + " are not finite: narrow the priors, so that the simulation of every draw stays finite."));
    }

    private Optional<Warning> still() {
        return found(each -> each.sd() == 0).map(found -> found.warning("constant", "Draws of " + found.first()
                + " are all equal, so that the chains have not moved: start from other points, or warm up longer."));
    }

    private Optional<Warning> disagreement() {
        if (chains == 1) {
            return Optional.of(Warning.of("r-hat", "One chain cannot tell whether others would come to the same distribution: run at least "
                    + "two, better four."));
        }
        return found(each -> each.sd() > 0 && !(each.mixing().rHat() < Limits.R_HAT)).map(found -> {
            Map.Entry<String, ParameterSummary> worst = found.worst(each -> -each.mixing().rHat());
            double largest = worst.getValue().mixing().rHat();
            return found.warning("r-hat", "The chains disagree on " + found.counted("the largest R-hat, "
                    + (Double.isNaN(largest) ? "of too few draws, is not known" : rounded(largest)) + ", is that of " + worst.getKey())
                    + ", where R-hat below " + Limits.R_HAT
                    + " is needed: draw more after a longer warm-up, and if that does not help, the posterior has several modes, which a "
                    + "sampler of particles weighs.");
        });
    }

    private Optional<Warning> imprecision() {
        int needed = Limits.LEAST_ESS_PER_CHAIN * chains;
        return found(each -> each.sd() > 0 && !(size(each) >= needed)).map(found -> {
            Map.Entry<String, ParameterSummary> worst = found.worst(ParameterChecks::size);
            double least = size(worst.getValue());
            String where = worst.getValue().mixing().essBulk() == least ? "in the bulk" : "in the tails";
            return found.warning("ess", "Effective sample sizes are too small for " + found.counted("the smallest, "
                    + (Double.isNaN(least) ? "of too few draws, is not known" : rounded(least)) + ", is that of " + worst.getKey() + " "
                    + where) + ", where " + needed + " are needed for means and intervals: take " + more(needed / least)
                    + " as many draws.");
        });
    }

    private static String more(double times) {
        return Double.isFinite(times) ? String.format(Locale.ROOT, "%,d times", (long) Math.max(2, Math.ceil(times))) : "several times";
    }

    private static double size(ParameterSummary summary) {
        return Math.min(summary.mixing().essBulk(), summary.mixing().essTail());
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 2 ? "%.3f" : value < 10 ? "%.2f" : "%.0f", value);
    }

    private Optional<Found> found(Predicate<ParameterSummary> defect) {
        List<Map.Entry<String, ParameterSummary>> parameters =
                summaries.entrySet().stream().filter(each -> defect.test(each.getValue())).toList();
        return parameters.isEmpty() ? Optional.empty() : Optional.of(new Found(parameters, summaries.size()));
    }
}
