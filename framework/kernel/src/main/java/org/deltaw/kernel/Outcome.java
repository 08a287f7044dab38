package org.deltaw.kernel;

/** How a training ended. */
public sealed interface Outcome {
    /** All epochs were used. */
    record Finished() implements Outcome {}

    /** The loss stopped improving. */
    record Converged(int epoch) implements Outcome {}

    /** It was asked to stop, and can be resumed. */
    record Interrupted(int epoch) implements Outcome {}

    /**
     * A value was infinite or not a number, so that training could not go on.
     *
     * @param epoch in which
     * @param trajectory in which
     * @param step the first step with such a value; -1 if it appeared on the way back only
     * @param expression what had that value
     */
    record Diverged(int epoch, String trajectory, int step, String expression) implements Outcome {}
}
