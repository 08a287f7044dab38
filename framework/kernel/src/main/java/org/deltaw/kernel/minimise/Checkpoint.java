package org.deltaw.kernel.minimise;

import java.util.List;

/**
 * Where a training stands after an epoch: all that is needed to go on with the same bits.
 *
 * @param search where the optimizer stands
 * @param history all epochs so far
 * @param bestLoss the least loss of an epoch that counted as improvement
 * @param epochsSinceBest how many epochs ago that was
 * @param starts those of several starts that are done, in their order; once all are, all else is that of the best
 */
public record Checkpoint(
        SearchStand search, List<Epoch> history, double bestLoss, int epochsSinceBest, List<Start> starts) {
    /**
     * A training from one of several starts.
     *
     * @param loss at its end, with penalties; infinite if it diverged
     * @param end where it stands
     */
    public record Start(double loss, Checkpoint end) {}

    public Checkpoint {
        history = List.copyOf(history);
        starts = List.copyOf(starts);
    }

    /** Is that of a training that has but one start, or of its first. */
    public Checkpoint(SearchStand search, List<Epoch> history, double bestLoss, int epochsSinceBest) {
        this(search, history, bestLoss, epochsSinceBest, List.of());
    }

    /**
     * Stands before the first epoch.
     *
     * @param search where it begins
     * @param starts those that are done before
     */
    public static Checkpoint before(SearchStand search, List<Start> starts) {
        return new Checkpoint(search, List.of(), Double.POSITIVE_INFINITY, 0, starts);
    }

    /** Returns the same beside other starts. */
    public Checkpoint beside(List<Start> others) {
        return new Checkpoint(search, history, bestLoss, epochsSinceBest, others);
    }

    /** Returns the fitted numbers. */
    public double[] parameters() {
        return search.point();
    }

    /** Returns the number, from 1 on, of the start that ended with the lowest loss; of the first of several. */
    public int bestStart() {
        int best = 0;
        for (int i = 1; i < starts.size(); i++) {
            best = starts.get(i).loss() < starts.get(best).loss() ? i : best;
        }
        return best + 1;
    }

    /** Returns how many epochs are done. */
    public int epochs() {
        return history.size();
    }
}
