package org.deltaw.kernel.minimise;

/** How a training ended. */
public sealed interface Outcome {
    /** All epochs were used. */
    record Finished() implements Outcome {}

    /**
     * There was nothing left to gain.
     *
     * @param epoch the last one
     * @param criterion how that was noticed
     */
    record Converged(int epoch, Criterion criterion) implements Outcome {}

    /** How it is noticed that nothing is left to gain. */
    enum Criterion {
        /** The loss has not improved for as many epochs as the setting {@code patience} says. */
        PATIENCE,
        /** No coefficient's slope leads down: smaller than {@code gradient-tolerance} says. */
        GRADIENT,
        /** The best step promises a smaller reduction than {@code reduction-tolerance} says. */
        REDUCTION,
        /** The best step is shorter than {@code step-tolerance} says. */
        STEP
    }

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
