package org.deltaw.plugin.fly;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.spi.InvalidSpecException;

/**
 * Consecutive trials.
 *
 * @param first counted from 1
 * @param last counted from 1, included
 */
record TrialRange(int first, int last) {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,9})\\s*-\\s*(\\d{1,9})\\s*");

    /**
     * Reads a range as a user writes it.
     *
     * @throws InvalidSpecException if it is no range
     */
    static TrialRange parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int first = Integer.parseInt(matcher.group(1));
            int last = Integer.parseInt(matcher.group(2));
            if (1 <= first && first <= last) {
                return new TrialRange(first, last);
            }
        }
        throw new InvalidSpecException("trials", "Found '" + text
                + "', expected the first and the last trial, counted from 1, as in 1-80.");
    }

    @Override
    public String toString() {
        return first == last ? "trial " + first : "trials " + first + "-" + last;
    }
}
