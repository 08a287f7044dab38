package org.deltaw.study.sweep;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/**
 * A sentence about the table, with places for numbers.
 *
 * @param say the sentence; {@code {median}} and the other {@link #PLACES} stand for numbers
 */
public record Finding(
        @Setting("the sentence; {mean}, {median}, {deviation}, {least}, {largest}, {count}, {positive}, {negative}, {below}, "
                        + "{above}, {p} and {p-greater} stand for numbers")
                String say,
        @Setting("the figure of the table that it is about") String of,
        @Setting(value = "levels to which it is limited, as in {noise: 0}", byDefault = "{}") Map<String, String> where,
        @Setting(value = "levels with which those are compared pair by pair; the numbers are then of the differences",
                        byDefault = "{}")
                Map<String, String> versus) {
    /**
     * What may stand in braces: statistics of the rows' values; {@code positive} and {@code negative} count values on either side of
     * 0, {@code below} and {@code above} those whose 95 % interval lies there wholly; {@code p} is that of Wilcoxon's signed-rank test,
     * two-sided, and {@code p-greater} against values that tend to be more than 0: for what a rule predicts minus what a smaller one
     * does that it contains. Both are there for held-out figures and for coefficients alone, since within the data that were fitted
     * the larger of two nested rules is never worse.
     */
    static final List<String> PLACES = List.of("mean", "median", "deviation", "least", "largest", "count", "positive",
            "negative", "below", "above", "p", "p-greater");
    private static final Set<String> TESTS = Set.of("p", "p-greater");
    static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    public Finding {
        where = Map.copyOf(where);
        versus = Map.copyOf(versus);
        PLACE.matcher(say).results().map(place -> place.group(1)).filter(place -> !PLACES.contains(place)).findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidSpecException("say", "'{" + unknown + "}' stands for nothing; "
                            + Names.suggestion(unknown, PLACES));
                });
        if (PLACE.matcher(say).results().map(place -> place.group(1)).anyMatch(TESTS::contains) && !Measures.isTestable(of)) {
            throw new InvalidSpecException("say", "There is no test of '" + of + "', for it is of the data that were fitted, which the "
                    + "larger of two rules always describes at least as well; take a figure of held-out data, as heldOut.logLikelihood, "
                    + "or leave {p} out.");
        }
    }
}
