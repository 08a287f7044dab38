package org.deltaw.kernel.minimise;

/** How a training ended. */
public sealed interface Outcome {
    /** All epochs were used. */
    record Finished() implements Outcome {}

    /**
     * There was nothing left to gain.
     *
     * @param epoch the last one
     * @param criterion how that was noticed, in a word for records: {@link #PATIENCE}, or one of the optimizer's own
     * @param because the same in a clause for readers
     */
    record Converged(int epoch, String criterion, String because) implements Outcome {}

    /** The loss has not improved for as many epochs as the setting {@code patience} says. */
    String PATIENCE = "patience";

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
