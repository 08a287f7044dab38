package org.deltaw.kernel.evaluation;

import java.util.Optional;

/**
 * How much of what varies from step to step a model reproduces.
 *
 * @param weights over synapses; the weights after each step against those that there really were under the true rule; empty if that is
 *     not known
 * @param activity over neurons; the activity against that which there really was under the true rule, without noise and also of neurons
 *     that were not recorded; empty if that is not known
 * @param recordedActivity over neurons; the activity against what was recorded of it; empty if it was not
 * @param weightErrors after each step the root of the mean square, over synapses, of the weights' differences from those
 *     under the true rule, in the unit of weights; empty if that is not known
 */
public record Agreement(
        Optional<RSquared> weights, Optional<RSquared> activity, Optional<RSquared> recordedActivity,
        Optional<double[]> weightErrors) {
    /** Nothing is known to compare with. */
    public static final Agreement NONE =
            new Agreement(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
