package org.deltaw.spi.backend;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * The results of all pairs of one vector, multiplied by their weights and added up. What was not wanted is empty.
 *
 * @param loss of the pairs' losses
 * @param gradient laid out by {@link Program#layout}
 * @param curvature the matrix, row-major
 * @param diverged the first pair whose loss or gradient is not finite, if there is one
 */
public record WeightedSum(double loss, double[] gradient, double[] curvature, OptionalInt diverged) {
    /** How many results are held at a time: enough for every way of sharing work out, and few enough to stay small. */
    private static final int AT_A_TIME = 512;

    /**
     * Adds up results that are there already.
     *
     * @param evaluations one for each pair
     * @return one sum for each vector of the pairs
     */
    public static List<WeightedSum> of(Pairs pairs, List<Evaluation> evaluations, Set<Quantity> wanted) {
        List<Sum> sums = begin(pairs, wanted);
        add(pairs, 0, evaluations, sums);
        return sums.stream().map(Sum::result).toList();
    }

    /** Adds up what is computed for some pairs after the other. */
    static List<WeightedSum> of(Pairs pairs, Function<Pairs, List<Evaluation>> evaluate, Set<Quantity> wanted) {
        List<Sum> sums = begin(pairs, wanted);
        int from = 0;
        while (from < pairs.size()) {
            int to = end(pairs, from);
            add(pairs, from, evaluate.apply(pairs.range(from, to)), sums);
            from = to;
        }
        return sums.stream().map(Sum::result).toList();
    }

    /** Returns before which pair to stop: if possible between two vectors, so that backends meet the same trajectories again. */
    private static int end(Pairs pairs, int from) {
        int most = Math.min(from + AT_A_TIME, pairs.size());
        if (most == pairs.size()) {
            return most;
        }
        for (int to = most; to > from; to--) {
            if (pairs.vectorOf()[to] != pairs.vectorOf()[to - 1]) {
                return to;
            }
        }
        return most;
    }

    private static List<Sum> begin(Pairs pairs, Set<Quantity> wanted) {
        if (wanted.contains(Quantity.INITIAL_STATE_GRADIENT)) {
            throw new IllegalArgumentException("Derivatives by initial states are each trajectory's own, and are not added up.");
        }
        return pairs.vectors().stream().map(vector -> new Sum(vector.length, wanted)).toList();
    }

    private static void add(Pairs pairs, int from, List<Evaluation> evaluations, List<Sum> sums) {
        for (int i = 0; i < evaluations.size(); i++) {
            int pair = from + i;
            sums.get(pairs.vectorOf()[pair]).add(pair, pairs.weights()[pair], evaluations.get(i));
        }
    }

    private static final class Sum {
        private final double[] gradient;
        private final double[] curvature;
        private double loss;
        private OptionalInt diverged = OptionalInt.empty();

        Sum(int size, Set<Quantity> wanted) {
            this.gradient = new double[wanted.contains(Quantity.GRADIENT) ? size : 0];
            this.curvature = new double[wanted.contains(Quantity.CURVATURE) ? size * size : 0];
        }

        void add(int pair, double weight, Evaluation evaluation) {
            loss += weight * evaluation.loss();
            add(weight, evaluation.gradient(), gradient);
            add(weight, evaluation.curvature(), curvature);
            if (diverged.isEmpty() && !evaluation.isFinite()) {
                diverged = OptionalInt.of(pair);
            }
        }

        private static void add(double weight, double[] share, double[] total) {
            for (int i = 0; i < share.length; i++) {
                total[i] += weight * share[i];
            }
        }

        WeightedSum result() {
            return new WeightedSum(loss, gradient, curvature, diverged);
        }
    }
}
