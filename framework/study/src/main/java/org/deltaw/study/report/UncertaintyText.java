package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.spec.text.Words;

/** Says how far coefficients are determined, in words. */
public record UncertaintyText(Uncertainty uncertainty) {
    /**
     * Measured by {@code deltaw recover examples/example-foraging.yaml --trials 80,240 --subjects 1}, over its five coefficients: 127 and
     * 192 of 200 fits, 530 of 565 and 920 of 959 intervals with both ends.
     */
    private static final String COVERAGE = "Of 200 simulated flies with 80 trials 64 % had a fit with one optimum and intervals, of which "
            + "94 % held the true value where both ends were found; with 240 trials 96 % had, and 96 % held it.";
    /** More names than this nobody reads; metrics.json has all. */
    private static final int MOST_NAMES = 12;

    /** Finds what is known of a coefficient. */
    Optional<Uncertainty.Coefficient> of(String name) {
        return uncertainty.coefficients().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** Lists the heads of the columns that a table of coefficients has for it: error, interval and, where it is known, another error. */
    List<String> header() {
        return switch (uncertainty) {
            case Uncertainty.NotStated _ -> List.of();
            case Uncertainty.Stated stated -> {
                List<Uncertainty.IntervalMethod> methods = methods(stated);
                String interval = (methods.size() == 1 ? word(methods.getFirst()) + " " : "") + "95 % interval";
                yield hasBothErrors(stated) ? List.of("standard error", interval, byClusters(stated) ? "model's error" : "robust error")
                        : List.of("standard error", interval);
            }
        };
    }

    /** Lists how intervals were made, first as most are meant to be. */
    private static List<Uncertainty.IntervalMethod> methods(Uncertainty.Stated stated) {
        List<Uncertainty.IntervalMethod> methods = stated.coefficients().stream().flatMap(each -> each.interval().stream())
                .map(Uncertainty.Interval::method).distinct().sorted().toList();
        return methods.isEmpty() ? List.of(stated.method()) : methods;
    }

    /** Lists what a coefficient has in these columns. */
    List<String> columns(Optional<Uncertainty.Coefficient> coefficient) {
        return switch (uncertainty) {
            case Uncertainty.NotStated _ -> List.of();
            case Uncertainty.Stated stated -> {
                Optional<Uncertainty.Interval> interval = coefficient.flatMap(Uncertainty.Coefficient::interval);
                String error = interval.map(Uncertainty.Interval::standardError).filter(Double::isFinite)
                        .map(each -> Numbers.significant(each, 3)).orElse("-");
                String range = interval.map(UncertaintyText::range).orElse("-");
                OptionalDouble other = coefficient.map(each -> byClusters(stated) ? each.modelStandardError() : each.robustStandardError())
                        .orElse(OptionalDouble.empty());
                yield hasBothErrors(stated)
                        ? List.of(error, range, other.isPresent() ? Numbers.significant(other.getAsDouble(), 3) : "-")
                        : List.of(error, range);
            }
        };
    }

    private static boolean byClusters(Uncertainty.Stated stated) {
        return stated.method() == Uncertainty.IntervalMethod.CLUSTER_ROBUST;
    }

    private static boolean hasBothErrors(Uncertainty.Stated stated) {
        return stated.coefficients().stream()
                .anyMatch(each -> each.modelStandardError().isPresent() && each.robustStandardError().isPresent());
    }

    private static String word(Uncertainty.IntervalMethod method) {
        return switch (method) {
            case LARGE_SAMPLE -> "large-sample";
            case CLUSTER_ROBUST -> "cluster-robust";
            case PROFILE -> "profile";
        };
    }

    private static String range(Uncertainty.Interval interval) {
        return end(interval.lower(), interval) + " to " + end(interval.upper(), interval);
    }

    /** Writes an end with as many digits after the point as the standard error, or a quarter of the width, has with three of its own. */
    private static String end(double value, Uncertainty.Interval interval) {
        double error = interval.standardError();
        return Double.isNaN(value) ? "?" : Double.isInfinite(value) ? SubjectValues.words(value)
                : Numbers.to(value, Double.isFinite(error) ? error : (interval.upper() - interval.lower()) / 4);
    }

    /** Says why a coefficient has no interval, or what is to be known of its ends; empty if there is nothing. */
    String note(Uncertainty.Coefficient coefficient) {
        String reason = switch (coefficient.status()) {
            case DETERMINED -> coefficient.interval().isEmpty() && coefficient.modelStandardError().isPresent()
                    ? "log-likelihood not quadratic, or a bound near" : "";
            case AT_LOWER_BOUND -> "at its lower bound";
            case AT_UPPER_BOUND -> "at its upper bound";
            case ZERO_BY_PENALTY -> "0 by its penalty";
            case WITHOUT_EFFECT -> "changes nothing in these data";
            case CONFOUNDED -> "cannot be told from others, see below";
            case INFINITE, MINUS_INFINITE -> "no finite value, however far";
            case FLAT -> "any value describes these data as well";
        };
        if (coefficient.interval().isEmpty()) {
            return reason.isEmpty() ? "" : reason + ": no interval";
        }
        Uncertainty.Interval interval = coefficient.interval().get();
        boolean isOther = uncertainty instanceof Uncertainty.Stated stated && methods(stated).size() > 1;
        return Stream.of(reason, isOther ? word(interval.method()) : "", note("lower", interval.lowerEnd()),
                note("upper", interval.upperEnd())).filter(note -> !note.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String note(String which, Uncertainty.End end) {
        return switch (end) {
            case INSIDE -> "";
            case AT_BOUND -> "cut at its " + which + " bound";
            case INFINITE -> "no " + which + " end";
            case NOT_FOUND -> which + " end not found";
        };
    }

    /** Writes what is to be known about standard errors and intervals, a sentence or two for each matter. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        switch (uncertainty) {
            case Uncertainty.NotStated not -> sentences.add("No standard errors, intervals, AIC and BIC: " + not.because() + ".");
            case Uncertainty.Stated stated -> {
                sentences.add(basis(stated));
                methods(stated).forEach(method -> sentences.add(intervals(stated, method)));
            }
        }
        uncertainty.confounded().forEach(group -> sentences.add(confounded(group)));
        if (uncertainty instanceof Uncertainty.Stated stated) {
            if (hasBothErrors(stated)) {
                sentences.add(both(stated));
            }
            stated.information().ifPresent(information -> sentences.add("AIC " + Numbers.significant(information.aic(), 6)
                    + ", BIC " + Numbers.significant(information.bic(), 6) + ": log-likelihood "
                    + Numbers.rounded(information.logLikelihood()) + ", " + Numbers.count(information.parameters(), "parameter")
                    + (stated.residualVariance().isPresent() ? " with the residual variance" : "") + ", "
                    + observations(stated) + "."));
            if (stated.information().isEmpty() && stated.basis() != Uncertainty.Basis.SCATTER) {
                sentences.add("No AIC and BIC: what was maximised is not the log-likelihood of the data, but "
                        + (stated.basis() == Uncertainty.Basis.POSTERIOR ? "that plus the logarithm of the prior."
                                : "one in which each recording counts alike, whatever its length (weighting: trajectory)."));
            }
        }
        return sentences;
    }

    private static String listed(List<String> names) {
        return names.size() <= MOST_NAMES ? Words.and(names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String basis(Uncertainty.Stated stated) {
        String data = observations(stated) + " in " + Numbers.count(stated.recordings(), "recording")
                + " (repetitions of a recording count as one)";
        return switch (stated.basis()) {
            case LIKELIHOOD -> "From the likelihood of " + data + ".";
            case POSTERIOR -> "With priors, values are the mode of the posterior, and standard errors those of the posterior in large "
                    + "samples, from the likelihood of " + data + " and the priors. AIC, BIC and likelihood-ratio tests are of the most "
                    + "likely values, so there are none.";
            case SQUARED_ERROR -> "From " + data + " with the residual variance " + Numbers.rounded(stated.residualVariance()) + " ("
                    + Numbers.count(Math.round(stated.observations() - stated.determined()), "degree") + " of freedom), as if errors were "
                    + "independent.";
            case SCATTER -> "From the scatter of " + clusters(stated) + ", since the misfit is no likelihood.";
        };
    }

    private static String intervals(Uncertainty.Stated stated, Uncertainty.IntervalMethod method) {
        return switch (method) {
            case LARGE_SAMPLE -> stated.basis() == Uncertainty.Basis.POSTERIOR
                    ? "Large-sample intervals hold 95 % of the posterior only where it is about normal."
                    : "Large-sample intervals promise 95 % only where there are very many data. " + COVERAGE
                    + " 'deltaw recover' measures it for this design.";
            case CLUSTER_ROBUST -> "Cluster-robust intervals (jackknife over " + clusters(stated) + ", Student's t with "
                    + Math.round(stated.degreesOfFreedom()) + " degrees of freedom) allow for any dependence within one of them. "
                    + "'deltaw recover' measures how often they hold the true value in this design.";
            case PROFILE -> "Profile intervals hold all values that a likelihood-ratio test does not reject at 5 %, the other "
                    + "coefficients fitted anew." + (stated.method() == method ? "" : " They stand where a large-sample interval would "
                            + "mean nothing: the log-likelihood is not quadratic within it, or it reaches over a bound.")
                    + (stated.coefficients().stream().noneMatch(each -> Double.isInfinite(each.value()) && each.interval().isPresent()) ? ""
                            : " That of what runs to infinity ends where the data are 20 times less likely.")
                    + " 'deltaw recover' measures how often they hold the true value in this design.";
        };
    }

    private static String both(Uncertainty.Stated stated) {
        return byClusters(stated)
                ? "The model's errors take all observations for independent."
                : "Robust errors are those that the scatter of " + clusters(stated) + " shows (jackknife); where they are much larger, "
                        + "what was observed within one is not independent, and intervals are too short.";
    }

    private static String clusters(Uncertainty.Stated stated) {
        return Numbers.count(stated.clusters().count(), switch (stated.clusters().by()) {
            case SUBJECTS -> "subject";
            case RECORDINGS -> "recording";
        });
    }

    private static String observations(Uncertainty.Stated stated) {
        return Numbers.count(Math.round(stated.observations()), "observation");
    }

    private static String confounded(Uncertainty.Confounded group) {
        List<String> names = group.names().stream().map(UncertaintyText::shortName).toList();
        String known = group.weights().isEmpty()
                ? "only " + Numbers.count(group.combinations(), "combination") + " of these "
                        + Numbers.count(names.size(), "coefficient") + " " + (group.combinations() == 1 ? "is" : "are")
                : "only the sum " + sum(group.weights(), names) + " of their coefficients is";
        return "The coefficients of " + listed(names) + " cannot be told apart by these data: " + known + " determined.";
    }

    private static String sum(List<Double> weights, List<String> names) {
        double second = weights.get(1);
        String factor = Math.abs(second) == 1 ? "" : Numbers.significant(Math.abs(second), 4) + " * ";
        return "(" + names.get(0) + ") " + (second < 0 ? "-" : "+") + " " + factor + "(" + names.get(1) + ")";
    }

    private static String shortName(String name) {
        return name.replaceFirst("^rule\\.", "");
    }
}
