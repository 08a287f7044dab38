package org.deltaw.kernel.stability;

import java.util.List;
import java.util.Locale;
import org.deltaw.kernel.Fit;
import org.deltaw.spi.Warning;

/**
 * Warns of weights that do something by themselves with the fitted values.
 *
 * @param rules of the fit
 * @param required of which groups weights are to be stable
 */
public record UnstableWeights(List<Fit.RuleChoice> rules, RequiredStability required) {
    private static final String CODE = "unstable-weights";

    public UnstableWeights {
        rules = List.copyOf(rules);
    }

    /** Returns a warning for each group of synapses whose weights are not stable, about that group. */
    public List<Warning> warnings(List<Stability> stabilities) {
        return stabilities.stream().filter(stability -> !stability.stable()).map(stability -> {
            String whose = stabilities.size() == 1 ? "weights" : "the weights of '" + stability.group() + "'";
            return new Warning(CODE, "With the fitted values " + whose + " " + what(stability) + " " + advice(stability.group()),
                    stability.group());
        }).toList();
    }

    private static String what(Stability stability) {
        double negative = 100 * stability.negativeShare();
        return switch (stability.kind()) {
            case STABLE -> throw new IllegalArgumentException("The weights of '" + stability.group() + "' are stable.");
            case GROW -> "grow from nothing: " + growth(stability) + ". So what there was before the first step counts more and more, "
                    + "instead of being forgotten.";
            case FLIP -> String.format(Locale.ROOT, "change their sign in most steps: where a weight's own value matters, a step multiplies "
                    + "it by a negative number in %.0f %% of cases. So predictions swing from step to step.", negative);
            case BLOW_UP -> String.format(Locale.ROOT, "blow up: %s, and its sign changes in %.0f %% of cases. So predictions swing from "
                    + "step to step, more and more.", growth(stability), negative);
        };
    }

    private static String growth(Stability stability) {
        if (Double.isInfinite(stability.meanLogFactor())) {
            return "they do not stay finite";
        }
        return String.format(Locale.ROOT, "on average a step with plasticity multiplies a weight by %.4g, and the %,d such steps of the "
                + "longest trajectory by %.2g", Math.exp(stability.meanLogFactor()), stability.steps().longest(),
                Math.exp(stability.meanLogFactor() * stability.steps().longest()));
    }

    private String advice(String group) {
        String key = rules.stream().anyMatch(rule -> rule.group().equals(group)) ? "rules." + group + ".weights" : "rule.weights";
        return required.groups().contains(group)
                ? "No start ended with stable weights, although " + key + " is stable: raise training.starts, or bound or leave out the terms "
                        + "that read the weight."
                : "Stable weights may describe the data as well: set " + key + "=stable to consider no others, or look for a stable one "
                        + "among the optima that are listed.";
    }
}
