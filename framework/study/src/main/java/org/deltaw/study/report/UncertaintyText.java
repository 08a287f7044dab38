package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.spec.text.Words;

/** Says how far coefficients are determined, in words. */
public record UncertaintyText(Uncertainty uncertainty) {
    /** More names than this nobody reads; metrics.json has all. */
    private static final int MOST_NAMES = 12;

    /** Finds what is known of a coefficient. */
    Optional<Uncertainty.Coefficient> of(String name) {
        return uncertainty instanceof Uncertainty.Stated stated
                ? stated.coefficients().stream().filter(each -> each.name().equals(name)).findFirst()
                : Optional.empty();
    }

    boolean isStated() {
        return uncertainty instanceof Uncertainty.Stated;
    }

    /** Tells whether there are robust standard errors beside others. */
    boolean hasRobust() {
        return uncertainty instanceof Uncertainty.Stated stated && stated.basis() != Uncertainty.Basis.RECORDINGS
                && stated.coefficients().stream().anyMatch(each -> each.robustStandardError().isPresent());
    }

    /** Says why a coefficient has no interval; empty if it has one. */
    static String note(Uncertainty.Coefficient coefficient) {
        return switch (coefficient.status()) {
            case DETERMINED -> "";
            case AT_LOWER_BOUND -> "at its lower bound: no interval";
            case AT_UPPER_BOUND -> "at its upper bound: no interval";
            case ZERO_BY_PENALTY -> "0 by its penalty: no interval";
            case WITHOUT_EFFECT -> "changes nothing in these data: no interval";
            case CONFOUNDED -> "cannot be told from others, see below: no interval";
        };
    }

    /** Writes what is to be known about standard errors, a sentence or two for each matter. */
    public List<String> sentences() {
        return switch (uncertainty) {
            case Uncertainty.NotStated(String reason) -> List.of("No standard errors: " + reason + ".");
            case Uncertainty.Stated stated -> sentences(stated);
        };
    }

    private static String listed(List<String> names) {
        return names.size() <= MOST_NAMES ? Words.and(names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private List<String> sentences(Uncertainty.Stated stated) {
        List<String> sentences = new ArrayList<>();
        sentences.add(basis(stated));
        stated.confounded().forEach(group -> sentences.add(confounded(group)));
        if (stated.penalised()) {
            sentences.add("Penalties draw coefficients towards 0; intervals do not allow for that.");
        }
        if (hasRobust()) {
            sentences.add("Robust standard errors are those that the scatter of the recordings shows; where they are much "
                    + "larger, choices or neurons within a recording are not independent, and intervals are too short.");
        }
        stated.information().ifPresent(information -> sentences.add("AIC " + Numbers.significant(information.aic(), 6)
                + ", BIC " + Numbers.significant(information.bic(), 6) + ": log-likelihood "
                + Numbers.rounded(information.logLikelihood()) + ", " + Numbers.count(information.parameters(), "parameter")
                + (stated.residualVariance().isPresent() ? " with the residual variance" : "") + ", "
                + observations(stated) + "."));
        return sentences;
    }

    private static String basis(Uncertainty.Stated stated) {
        String data = observations(stated) + " in " + Numbers.count(stated.recordings(), "recording")
                + " (repetitions of a recording count as one)";
        return switch (stated.basis()) {
            case LIKELIHOOD -> "Standard errors from the likelihood of " + data + "; intervals hold the true value in 95 % of "
                    + "experiments.";
            case SQUARED_ERROR -> "Standard errors from " + data + " with the residual variance "
                    + Numbers.rounded(stated.residualVariance()) + " (" + Numbers.count(Math.round(stated.degreesOfFreedom()))
                    + " degrees of freedom); intervals hold the true value in 95 % of experiments if errors are independent.";
            case RECORDINGS -> "Standard errors from the scatter of " + Numbers.count(stated.recordings(), "recording")
                    + "; intervals hold the true value in 95 % of experiments.";
        };
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
