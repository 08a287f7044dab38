package org.deltaw.kernel.convergence;

import static java.util.Comparator.comparingDouble;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
    private record Found(List<String> names, int of) {
        /** Begins a sentence: 2 of 5 parameters (rule.w, rule.x*r). */
        String described(String remark) {
            return String.format(Locale.ROOT, "%,d of %,d parameters (%s)", names.size(), of, remark);
        }

        Warning warning(String code, String message) {
            return new Warning(code, message, String.join(", ", names));
        }
    }

    List<Warning> failures() {
        return Stream.of(unknown(), still(), disagreement(), imprecision()).flatMap(Optional::stream).toList();
    }

    private Optional<Warning> unknown() {
        return found(each -> !Double.isFinite(each.mean()) || !Double.isFinite(each.sd())).map(found -> found.warning("not-finite",
                "Draws of " + found.described("the first is " + found.names().getFirst())
                        + " are not finite: narrow the priors, so that the simulation of every draw stays finite."));
    }

    private Optional<Warning> still() {
        return found(each -> each.sd() == 0).map(found -> found.warning("constant",
                "Draws of " + found.described("the first is " + found.names().getFirst())
                        + " are all equal, so that the chains have not moved: start from other points, or warm up longer."));
    }

    private Optional<Warning> disagreement() {
        if (chains == 1) {
            return Optional.of(Warning.of("r-hat", "One chain cannot tell whether others would come to the same distribution: run at least "
                    + "two, better four."));
        }
        return found(each -> each.sd() > 0 && !(each.mixing().rHat() < Verdict.R_HAT_LIMIT)).map(found -> {
            String worst = found.names().stream().max(comparingDouble(name -> summaries.get(name).mixing().rHat())).orElseThrow();
            double largest = summaries.get(worst).mixing().rHat();
            return found.warning("r-hat", "The chains disagree on " + found.described("the largest R-hat, "
                    + (Double.isNaN(largest) ? "of too few draws, is not known" : rounded(largest)) + ", is that of " + worst)
                    + ", where R-hat below " + Verdict.R_HAT_LIMIT
                    + " is needed: draw more after a longer warm-up, and if that does not help, the posterior has several modes, which a "
                    + "sampler of particles weighs.");
        });
    }

    private Optional<Warning> imprecision() {
        int needed = Verdict.LEAST_ESS_PER_CHAIN * chains;
        return found(each -> each.sd() > 0 && !(size(each) >= needed)).map(found -> {
            String worst = found.names().stream().min(comparingDouble(name -> size(summaries.get(name)))).orElseThrow();
            double least = size(summaries.get(worst));
            return found.warning("ess", "Effective sample sizes are too small for " + found.described("the smallest, "
                    + (Double.isNaN(least) ? "of too few draws, is not known" : rounded(least)) + ", is that of " + worst + " "
                    + (summaries.get(worst).mixing().essBulk() == least ? "in the bulk" : "in the tails"))
                    + ", where " + needed + " are needed for means and intervals: take " + more(needed / least) + " as many draws.");
        });
    }

    private static String more(double times) {
        return Double.isFinite(times) ? String.format(Locale.ROOT, "%,d times", (long) Math.max(2, Math.ceil(times))) : "several times";
    }

    private static double size(ParameterSummary summary) {
        return Math.min(summary.mixing().essBulk(), summary.mixing().essTail());
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }

    private Optional<Found> found(Predicate<ParameterSummary> defect) {
        List<String> names = summaries.entrySet().stream().filter(each -> defect.test(each.getValue())).map(Map.Entry::getKey).toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(new Found(names, summaries.size()));
    }
}
