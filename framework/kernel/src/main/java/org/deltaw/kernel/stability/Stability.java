package org.deltaw.kernel.stability;

/**
 * What becomes of small changes of the weights of one group of plastic synapses, with given parameters.
 *
 * <p>The factor of a step is f = dw'/dw, the derivative of a weight after the step by the same weight before it: what is left of a small
 * change of the weight. Its mean logarithm is the rate at which changes, and weights near 0, grow (positive) or decay (negative), as a
 * Lyapunov exponent is.
 *
 * @param group the group of synapses
 * @param meanLogFactor the mean of log |f| over synapses and steps with plasticity; infinite if weights did not stay finite, and negative
 *     infinite if some step forgets a weight altogether
 * @param negativeShare among the synapses and steps in which f is not 1, so that the weight's own value matters, the share in which f is
 *     negative: the step turns the sign of a change
 * @param steps how many steps it is taken from
 */
public record Stability(String group, double meanLogFactor, double negativeShare, Steps steps) {
    /**
     * The steps with plasticity from which it is taken.
     *
     * @param plastic how many there are
     * @param examined at how many of them, evenly spaced, factors were computed
     * @param longest how many there are in the trajectory that has most
     */
    public record Steps(long plastic, long examined, long longest) {}

    /** What weights do by themselves, from what is best. */
    public enum Kind {
        /** They keep what they have, or forget it. */
        STABLE,
        /** However small they are, they grow. */
        GROW,
        /** They change their sign in most steps. */
        FLIP,
        /** They grow and change their sign in most steps. */
        BLOW_UP
    }

    /** Returns what the weights do by themselves. */
    public Kind kind() {
        boolean grows = meanLogFactor > 0;
        if (negativeShare > 0.5) {
            return grows ? Kind.BLOW_UP : Kind.FLIP;
        }
        return grows ? Kind.GROW : Kind.STABLE;
    }

    /** Tells whether weights neither grow by themselves nor change their sign in most steps. */
    public boolean stable() {
        return kind() == Kind.STABLE;
    }
}
