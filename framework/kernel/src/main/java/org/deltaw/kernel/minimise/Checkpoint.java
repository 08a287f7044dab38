package org.deltaw.kernel.minimise;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where a training stands: all that is needed to go on with the same bits. Searches from several starts advance side by side, but each
 * stands where its own last epoch has ended.
 *
 * @param starts where the search from each start stands, in their order; at least one
 * @param replicates how many replicates recordings have in it, by their names; of those that are not named, as many as data came with
 */
public record Checkpoint(List<Start> starts, Map<String, Integer> replicates) {
    /** Has the replicates that data came with. */
    public Checkpoint(List<Start> starts) {
        this(starts, Map.of());
    }

    /**
     * Where the search from one start stands: before its first epoch, or after one.
     *
     * @param search where the optimizer stands
     * @param history all epochs so far
     * @param bestLoss the least loss of an epoch that counted as improvement
     * @param epochsSinceBest how many epochs ago that was
     */
    public record Start(SearchStand search, List<Epoch> history, double bestLoss, int epochsSinceBest) {
        public Start {
            history = List.copyOf(history);
        }

        /** Stands before the first epoch. */
        public static Start before(SearchStand search) {
            return new Start(search, List.of(), Double.POSITIVE_INFINITY, 0);
        }

        /** Returns the fitted numbers. */
        public double[] parameters() {
            return search.point();
        }

        /** Returns how many epochs are done. */
        public int epochs() {
            return history.size();
        }

        /** Returns the loss of the last epoch; infinite before the first. */
        public double loss() {
            return history.isEmpty() ? Double.POSITIVE_INFINITY : history.getLast().loss();
        }
    }

    public Checkpoint {
        starts = List.copyOf(starts);
        replicates = Map.copyOf(replicates);
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("A training has at least one start.");
        }
    }

    /** Returns how many epochs are done from the start with the most. */
    public int epochs() {
        return starts.stream().mapToInt(Start::epochs).max().orElseThrow();
    }

    /** Returns the number, from 1 on, of the start with the lowest loss in its last epoch; of the first of several. */
    public int bestStart() {
        return lowest(starts.stream().map(Start::loss).toList());
    }

    /** Returns the number, from 1 on, of the lowest loss; of the first of several. */
    public static int lowest(List<Double> losses) {
        return 1 + IntStream.range(0, losses.size()).reduce(0, (best, i) -> losses.get(i) < losses.get(best) ? i : best);
    }
}
