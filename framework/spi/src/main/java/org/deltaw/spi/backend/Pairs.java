package org.deltaw.spi.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which vectors of parameters meet which loaded trajectories, in the order in which results are given. Starts, subjects, folds,
 * bootstrap samples, chains and grids are all such sets; a pair's result depends neither on the other pairs nor on their order.
 *
 * <p>What it holds must not be changed.
 *
 * @param vectors laid out by {@link Program#layout}
 * @param vectorOf for each pair, the index of its vector
 * @param trajectoryOf for each pair, the index of its trajectory in the batch
 * @param weights for each pair, what its result counts in a sum
 */
public record Pairs(List<double[]> vectors, int[] vectorOf, int[] trajectoryOf, double[] weights) {
    public Pairs {
        vectors = List.copyOf(vectors);
        if (vectorOf.length != trajectoryOf.length || vectorOf.length != weights.length) {
            throw new IllegalArgumentException(vectorOf.length + " indices of vectors, " + trajectoryOf.length
                    + " of trajectories and " + weights.length + " weights make no pairs.");
        }
        for (int vector : vectorOf) {
            if (vector < 0 || vector >= vectors.size()) {
                throw new IllegalArgumentException("There is no vector " + vector + " among " + vectors.size() + ".");
            }
        }
    }

    /** One vector with each of so many trajectories, each with the same weight. */
    public static Pairs of(double[] vector, int trajectories, double weight) {
        double[] weights = new double[trajectories];
        Arrays.fill(weights, weight);
        return new Pairs(List.of(vector), new int[trajectories], IntStream.range(0, trajectories).toArray(), weights);
    }

    /** One vector with each of so many trajectories, each with a weight of 1. */
    public static Pairs of(double[] vector, int trajectories) {
        return of(vector, trajectories, 1);
    }

    /** One vector with one trajectory, with a weight of 1. */
    public static Pairs one(double[] vector, int trajectory) {
        return new Pairs(List.of(vector), new int[1], new int[] {trajectory}, new double[] {1});
    }

    /** All pairs of several sets, one set after the other; their vectors, too. */
    public static Pairs concat(List<Pairs> sets) {
        List<double[]> vectors = new ArrayList<>();
        IntStream.Builder vectorOf = IntStream.builder();
        for (Pairs set : sets) {
            int before = vectors.size();
            Arrays.stream(set.vectorOf).forEach(vector -> vectorOf.add(before + vector));
            vectors.addAll(set.vectors);
        }
        return new Pairs(vectors, vectorOf.build().toArray(),
                sets.stream().flatMapToInt(set -> Arrays.stream(set.trajectoryOf)).toArray(),
                sets.stream().flatMapToDouble(set -> Arrays.stream(set.weights)).toArray());
    }

    /** Returns how many pairs there are. */
    public int size() {
        return vectorOf.length;
    }

    /** Returns the vector of a pair. */
    public double[] vector(int pair) {
        return vectors.get(vectorOf[pair]);
    }

    /** Returns the index of a pair's trajectory in the batch. */
    public int trajectory(int pair) {
        return trajectoryOf[pair];
    }

    /** Returns some of the pairs, those from one index to before another, with all vectors. */
    public Pairs range(int from, int to) {
        return new Pairs(vectors, Arrays.copyOfRange(vectorOf, from, to), Arrays.copyOfRange(trajectoryOf, from, to),
                Arrays.copyOfRange(weights, from, to));
    }
}
