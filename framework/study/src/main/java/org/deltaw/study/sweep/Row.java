package org.deltaw.study.sweep;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.spi.Warning;

/**
 * What came out of one fit for one subject.
 *
 * @param subject empty if all share their parameters
 * @param outcome how training ended, in a word or two; {@link #FAILED} if it never began or never ended
 * @param reason why it failed; empty if it did not
 * @param converged whether training came to an end, as {@link org.deltaw.kernel.fit.Convergence} tells
 * @param warnings what a user should know before concluding anything from it
 * @param values figures that are known, all finite
 * @param curves what changed from epoch to epoch, or from step to step
 */
public record Row(Cell cell, String subject, String outcome, String reason, boolean converged,
        List<Warning> warnings, Map<String, Double> values, Map<String, double[]> curves) {
    /** The outcome of a fit that could not be made. */
    public static final String FAILED = "failed";

    /** Makes the row of a fit that could not be made. */
    public static Row failed(Cell cell, String reason) {
        return new Row(cell, "", FAILED, reason, false, List.of(), Map.of(), Map.of());
    }

    /** Returns a figure, or whatever there is under the name of a factor, as long as it is a number. */
    OptionalDouble value(String name) {
        Double value = values.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Returns the level of a factor, the seed or the subject. */
    String level(String factor) {
        return switch (factor) {
            case "seed" -> Integer.toString(cell.seed());
            case "subject" -> subject;
            default -> cell.levels().getOrDefault(factor, "");
        };
    }

    /** Tells whether it has these levels. */
    boolean is(Map<String, String> levels) {
        return levels.entrySet().stream().allMatch(each -> level(each.getKey()).equals(each.getValue()));
    }
}
