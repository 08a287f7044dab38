package org.deltaw.kernel;

import java.util.List;

/**
 * Where a training stands after an epoch: all that is needed to go on with the same bits.
 *
 * @param parameters the fitted numbers
 * @param optimizer what the optimiser remembers
 * @param history all epochs so far
 * @param bestLoss the least loss of an epoch that counted as improvement
 * @param epochsSinceBest how many epochs ago that was
 */
public record Checkpoint(
        double[] parameters, OptimizerState optimizer, List<Epoch> history, double bestLoss, int epochsSinceBest) {
    public Checkpoint {
        history = List.copyOf(history);
    }

    /** Returns how many epochs are done. */
    public int epochs() {
        return history.size();
    }
}
