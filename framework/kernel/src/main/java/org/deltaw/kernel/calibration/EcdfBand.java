package org.deltaw.kernel.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Within which counts the distribution function of uniform ranks stays <em>everywhere at once</em> with a given probability, so that a
 * curve which leaves the band anywhere is a finding (Saeilynoja, Buerkner and Vehtari, Statistics and Computing 32, 2022, algorithm 2).
 * Of {@code N} numbers the count of those up to {@code z_i} is binomial; the band holds the middle of each of these distributions, and how
 * much of it is found so that the probability to stay inside, counted exactly from {@code z} to {@code z}, is the one asked for.
 *
 * @param places where the distribution function is looked at, rising, the last of them 1
 * @param lower the least counts
 * @param upper the greatest counts
 */
public record EcdfBand(double[] places, int[] lower, int[] upper) {
    private static final int HALVINGS = 25;

    /**
     * Finds the band.
     *
     * @param numbers how many ranks there are, one of each simulated data set
     * @param values how many values a rank may have, from 0 on; all are equally probable
     * @param probability with which uniform ranks stay inside, such as 0.95; a little more where counts are coarse
     */
    public static EcdfBand of(int numbers, int values, double probability) {
        double[] places = places(numbers, values);
        // What is outside at each place: less than all that is allowed, and more than its share if places were independent.
        double most = 1 - probability;
        double least = most / places.length / 2;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(least * most);
            if (inside(numbers, band(numbers, places, middle)) >= probability) {
                least = middle;
            } else {
                most = middle;
            }
        }
        return band(numbers, places, least);
    }

    /** Looks at every value of a rank, or at as many places as there are numbers. */
    private static double[] places(int numbers, int values) {
        int count = Math.min(numbers, values);
        return IntStream.rangeClosed(1, count).mapToDouble(i -> Math.floor((double) i * values / count) / values).toArray();
    }

    private static EcdfBand band(int numbers, double[] places, double outside) {
        int[] lower = new int[places.length];
        int[] upper = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            BinomialDistribution counts = BinomialDistribution.of(numbers, places[i]);
            lower[i] = counts.inverseCumulativeProbability(outside / 2);
            upper[i] = counts.inverseSurvivalProbability(outside / 2);
        }
        return new EcdfBand(places, lower, upper);
    }

    /** Returns the probability that the counts of uniform numbers stay inside. */
    private static double inside(int numbers, EcdfBand band) {
        double[] probability = {1};
        int from = 0;
        double before = 0;
        for (int i = 0; i < band.places.length; i++) {
            double share = (band.places[i] - before) / (1 - before);
            double[] next = new double[band.upper[i] - band.lower[i] + 1];
            for (int j = 0; j < probability.length; j++) {
                add(probability[j], from + j, numbers, Math.min(1, share), band.lower[i], next);
            }
            probability = next;
            from = band.lower[i];
            before = band.places[i];
        }
        return Arrays.stream(probability).sum();
    }

    /** Adds what follows from one count: each number that is left comes before the next place with a probability of {@code share}. */
    private static void add(double probability, int count, int numbers, double share, int lower, double[] next) {
        int first = Math.max(count, lower);
        int left = numbers - count;
        double added = probability * BinomialDistribution.of(left, share).probability(first - count);
        for (int more = first - count; more <= left && more + count - lower < next.length; more++) {
            next[more + count - lower] += added;
            // The next term of the binomial distribution from this one; if all come, there was one term alone.
            added *= share < 1 ? (double) (left - more) / (more + 1) * share / (1 - share) : 0;
        }
    }

    /**
     * Counts ranks up to each place.
     *
     * @param ranks from 0 on, below {@code values}
     */
    public int[] counts(int[] ranks, int values) {
        return Arrays.stream(places).mapToInt(place -> {
            long most = Math.round(place * values);
            return (int) Arrays.stream(ranks).filter(rank -> rank < most).count();
        }).toArray();
    }

    /** Tells whether counts are inside everywhere. */
    public boolean holds(int[] counts) {
        return IntStream.range(0, counts.length).allMatch(i -> counts[i] >= lower[i] && counts[i] <= upper[i]);
    }
}
