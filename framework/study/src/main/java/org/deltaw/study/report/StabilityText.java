package org.deltaw.study.report;

import java.util.List;
import java.util.Locale;
import org.deltaw.kernel.stability.Stability;

/** Says what weights do by themselves, in words. */
public record StabilityText(List<Stability> stabilities) {
    public StabilityText {
        stabilities = List.copyOf(stabilities);
    }

    /** Writes a sentence for each group of plastic synapses. */
    public List<String> sentences() {
        return stabilities.stream().map(this::sentence).toList();
    }

    private String sentence(Stability stability) {
        String whose = stabilities.size() == 1 ? "Weights" : "Weights of '" + stability.group() + "'";
        String what = switch (stability.kind()) {
            case STABLE -> "are stable";
            case GROW -> "grow from nothing";
            case FLIP -> "change their sign in most steps";
            case BLOW_UP -> "blow up";
        };
        return whose + " " + what + ": " + factor(stability) + ".";
    }

    private static String factor(Stability stability) {
        double mean = stability.meanLogFactor();
        if (mean == 0 && stability.negativeShare() == 0) {
            return "a step leaves a difference of a weight as it is";
        }
        String cases = stability.negativeShare() == 0 ? ""
                : String.format(Locale.ROOT, " sign in %.1f %% of cases", 100 * stability.negativeShare());
        if (Double.isInfinite(mean)) {
            return (mean < 0 ? "there are steps that forget a weight altogether" : "they do not stay finite")
                    + (cases.isEmpty() ? "" : ", and turn their" + cases);
        }
        return "on average a step multiplies a small difference of a weight by " + Numbers.significant(Math.exp(mean), 4)
                + (cases.isEmpty() ? "" : ", and turns its" + cases);
    }
}
