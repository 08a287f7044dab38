package org.deltaw.kernel.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.WeightedSum;

/**
 * The vectors of parameters of some trajectories: gathered from the numbers that are fitted, with derivatives scattered back. Trajectories
 * that share all their numbers share a vector. Immutable and thread-safe.
 */
public final class TrajectoryVectors {
    private final int size;
    private final List<int[]> places;
    private final int[] vectorOf;
    private final double[] shareOf;

    /**
     * Takes index maps.
     *
     * @param size how many numbers are fitted
     * @param places for each vector, where its numbers are among those that are fitted
     * @param vectorOf for each trajectory, the index of its vector
     * @param shareOf for each trajectory, what it counts; they add up to 1
     */
    private TrajectoryVectors(int size, List<int[]> places, int[] vectorOf, double[] shareOf) {
        this.size = size;
        this.places = List.copyOf(places);
        this.vectorOf = vectorOf;
        this.shareOf = shareOf;
    }

    /** Lets every trajectory count alike, as the next. */
    static TrajectoryVectors of(int size, List<int[]> places, int[] vectorOf) {
        double[] alike = new double[vectorOf.length];
        Arrays.fill(alike, 1.0 / vectorOf.length);
        return new TrajectoryVectors(size, places, vectorOf, alike);
    }

    /** Returns the same vectors for trajectories that count other shares, which add up to 1. */
    public TrajectoryVectors weighted(double[] shares) {
        return new TrajectoryVectors(size, places, vectorOf, shares.clone());
    }

    /** Returns how many different vectors there are. */
    public int count() {
        return places.size();
    }

    /** Returns how many numbers a vector has. */
    public int length() {
        return places.getFirst().length;
    }

    /** Returns for each vector the share of the trajectories that have it. */
    public double[] shares() {
        double[] shares = new double[places.size()];
        for (int i = 0; i < vectorOf.length; i++) {
            shares[vectorOf[i]] += shareOf[i];
        }
        return shares;
    }

    /** Returns the same for some trajectories with one vector, of which only that one has a share. */
    public double[] shares(int trajectory, double share) {
        double[] shares = new double[places.size()];
        shares[vectorOf[trajectory]] = share;
        return shares;
    }

    /** Returns one of the vectors. */
    public double[] vector(double[] fitted, int index) {
        return gathered(fitted, places.get(index));
    }

    private static double[] gathered(double[] fitted, int[] places) {
        double[] vector = new double[places.length];
        Arrays.setAll(vector, i -> fitted[places[i]]);
        return vector;
    }

    /** Returns where the numbers of a trajectory's vector are among those that are fitted; not to be changed. */
    public int[] places(int trajectory) {
        return places.get(vectorOf[trajectory]);
    }

    /** Returns each trajectory with its vector and a weight of 1. */
    public Pairs pairs(double[] fitted) {
        return pairs(fitted, 0, vectorOf.length);
    }

    /** Returns some of the trajectories with their vectors, for a batch that has loaded these alone. */
    public Pairs pairs(double[] fitted, int from, int to) {
        double[] weights = new double[to - from];
        Arrays.fill(weights, 1);
        return pairs(fitted, from, to, weights);
    }

    /** Returns each trajectory with its vector, weighted by its share. */
    public Pairs shared(double[] fitted) {
        return pairs(fitted, 0, vectorOf.length, shareOf);
    }

    private Pairs pairs(double[] fitted, int from, int to, double[] weights) {
        return new Pairs(places.stream().map(each -> gathered(fitted, each)).toList(), Arrays.copyOfRange(vectorOf, from, to),
                IntStream.range(0, to - from).toArray(), weights);
    }

    /**
     * Returns some trajectories that have the same vector.
     *
     * @param times by what their shares are multiplied to be their weights
     */
    public Pairs shared(double[] fitted, List<Integer> trajectories, double times) {
        return new Pairs(List.of(gathered(fitted, places(trajectories.getFirst()))), new int[trajectories.size()],
                trajectories.stream().mapToInt(Integer::intValue).toArray(),
                trajectories.stream().mapToDouble(i -> times * shareOf[i]).toArray());
    }

    /** Adds up the sums of all vectors, with derivatives by the numbers that are fitted. */
    public WeightedSum total(List<WeightedSum> sums) {
        return total(sums, places);
    }

    /** Returns the sum of one trajectory's vector, with derivatives by the numbers that are fitted. */
    public WeightedSum total(WeightedSum sum, int trajectory) {
        return total(List.of(sum), List.of(places(trajectory)));
    }

    private WeightedSum total(List<WeightedSum> sums, List<int[]> maps) {
        double loss = 0;
        double[] gradient = new double[sums.stream().anyMatch(sum -> sum.gradient().length > 0) ? size : 0];
        double[] curvature = new double[sums.stream().anyMatch(sum -> sum.curvature().length > 0) ? size * size : 0];
        for (int v = 0; v < sums.size(); v++) {
            loss += sums.get(v).loss();
            addGradient(sums.get(v).gradient(), maps.get(v), 1, gradient);
            addMatrix(sums.get(v).curvature(), maps.get(v), 1, curvature);
        }
        return new WeightedSum(loss, gradient, curvature,
                sums.stream().flatMapToInt(sum -> sum.diverged().stream()).min());
    }

    /**
     * Adds a derivative by the numbers of a vector to one by the numbers that are fitted.
     *
     * @param own of the vector; may be empty
     * @param weight by which it is multiplied
     */
    public void addGradient(double[] own, int vector, double weight, double[] total) {
        addGradient(own, places.get(vector), weight, total);
    }

    private static void addGradient(double[] own, int[] places, double weight, double[] total) {
        for (int i = 0; i < own.length; i++) {
            total[places[i]] += weight * own[i];
        }
    }

    /** Does the same with a matrix, row-major. */
    public void addMatrix(double[] own, int vector, double weight, double[] total) {
        addMatrix(own, places.get(vector), weight, total);
    }

    private void addMatrix(double[] own, int[] places, double weight, double[] total) {
        for (int i = 0; i < own.length; i += places.length) {
            int row = places[i / places.length] * size;
            for (int j = 0; j < places.length; j++) {
                total[row + places[j]] += weight * own[i + j];
            }
        }
    }

    /**
     * Returns what a weight of each number of a vector comes to in the mean over trajectories: multiplied by the share of the trajectories
     * that have the number.
     */
    public double[] weights(double[] own) {
        double[] weights = new double[size];
        for (int i = 0; i < vectorOf.length; i++) {
            int[] map = places.get(vectorOf[i]);
            for (int k = 0; k < map.length; k++) {
                weights[map[k]] += own[k] * shareOf[i];
            }
        }
        return weights;
    }
}
