package org.deltaw.spi.network;

/**
 * Something a network shows that can be compared with recordings.
 *
 * @param name as files show it
 */
public record Observable(String name) {
    /** The logarithm of the odds of accepting; without axes. */
    public static final Observable LOGIT = new Observable("logit");
    /** The activity of the recorded layer, over its neurons. */
    public static final Observable ACTIVITY = new Observable("activity");

    /** The logarithm of the probability of each option, over the axis of the options. */
    public static final Observable LOG_PROBABILITIES = new Observable("log-probabilities");

    @Override
    public String toString() {
        return name;
    }
}
