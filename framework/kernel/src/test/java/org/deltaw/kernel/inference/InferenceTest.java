package org.deltaw.kernel.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.Seed;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.junit.jupiter.api.Test;

/** What comes of scores and information of recordings, where textbooks know it. */
class InferenceTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    /** The quantile 0.975 of the normal distribution, and of Student's with 19 degrees of freedom. */
    private static final double NORMAL = 1.959963984540054;
    private static final double STUDENT_19 = 2.093024054408263;

    /** A normal value of variance 1 in each recording, of which the mean is fitted. */
    private static List<RecordingScore> values(double mean, IntFunction<String> subject, double... values) {
        return IntStream.range(0, values.length).mapToObj(i -> new RecordingScore("r" + i, subject.apply(i), 1, 1,
                new double[] {values[i] - mean}, new double[][] {{1}})).toList();
    }

    private static BoundsAndL1 bounds(double lower, double upper, int size) {
        BoundsAndL1 bounds = new BoundsAndL1(new double[size], new double[size], new double[size]);
        Arrays.fill(bounds.lower(), lower);
        Arrays.fill(bounds.upper(), upper);
        return bounds;
    }

    private static Uncertainty compute(double[] fitted, BoundsAndL1 bounds, Uncertainty.Basis basis, List<RecordingScore> recordings,
            Answer prior) {
        List<String> names = IntStream.range(0, fitted.length).mapToObj(i -> "rule.c" + i).toList();
        return new Inference(new Estimate(names, fitted, bounds, Separation.none(fitted.length), new Sample(basis, -7, recordings), prior,
                0x1p-52)).compute();
    }

    private static Answer none(int size) {
        return new Answer(0, new double[size], new double[size * size]);
    }

    private static Uncertainty.Stated stated(double mean, List<RecordingScore> recordings) {
        return assertInstanceOf(Uncertainty.Stated.class, compute(
                new double[] {mean}, bounds(-INFINITE, INFINITE, 1), Uncertainty.Basis.LIKELIHOOD, recordings, none(1)));
    }

    private static double[] twenty() {
        return IntStream.range(0, 20).mapToDouble(i -> i % 5 - 2 + (i < 10 ? 3 : -3)).toArray();
    }

    private static double jackknife(double[] values, double mean) {
        return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()) / (values.length - 1);
    }

    private static void assertInterval(double error, double quantile, Uncertainty.Coefficient actual) {
        assertEquals(error, actual.interval().orElseThrow().standardError(), 1e-12);
        assertEquals(actual.value() - quantile * error, actual.interval().orElseThrow().lower(), 1e-9);
        assertEquals(actual.value() + quantile * error, actual.interval().orElseThrow().upper(), 1e-9);
    }

    @Test
    void fromTwentyRecordingsOnTheirScatterMakesTheInterval() {
        Uncertainty.Stated stated = stated(0, values(0, _ -> "one", twenty()));
        assertEquals(Uncertainty.IntervalMethod.CLUSTER_ROBUST, stated.method());
        assertEquals(new Uncertainty.ClusterCount(20, Uncertainty.Clustering.RECORDINGS), stated.clusters());
        assertEquals(19, stated.degreesOfFreedom());
        assertInterval(jackknife(twenty(), 0), STUDENT_19, stated.coefficients().getFirst());
        assertEquals(1 / Math.sqrt(20), stated.coefficients().getFirst().modelStandardError().orElseThrow(), 1e-12);
    }

    @Test
    void belowTwentyItStandsBesideTheModelsOwn() {
        double[] values = Arrays.copyOf(twenty(), 19);
        double mean = Arrays.stream(values).average().orElseThrow();
        Uncertainty.Stated stated = stated(mean, values(mean, _ -> "one", values));
        assertEquals(Uncertainty.IntervalMethod.LARGE_SAMPLE, stated.method());
        assertInterval(1 / Math.sqrt(19), NORMAL, stated.coefficients().getFirst());
        assertEquals(jackknife(values, mean), stated.coefficients().getFirst().robustStandardError().orElseThrow(), 1e-12);
        assertEquals(OptionalDouble.empty(), stated(0, values(0, _ -> "one", 1, -1, 2, -2, 3, -3, 4, -4, 0)).coefficients().getFirst()
                .robustStandardError());
    }

    @Test
    void fiveParametersTakeTwentyFiveClusters() {
        assertEquals(Uncertainty.IntervalMethod.LARGE_SAMPLE, fiveMeans(24).method());
        assertEquals(Uncertainty.IntervalMethod.CLUSTER_ROBUST, fiveMeans(25).method());
    }

    private static Uncertainty.Stated fiveMeans(int recordings) {
        RandomGenerator random = new Seed(3).generator();
        List<RecordingScore> scores = new ArrayList<>();
        for (int i = 0; i < recordings; i++) {
            double[] sign = random.doubles(5, -1, 1).toArray();
            double[][] information = IntStream.range(0, 5).mapToObj(j -> IntStream.range(0, 5).mapToDouble(k -> j == k ? 1 : 0).toArray())
                    .toArray(double[][]::new);
            scores.add(new RecordingScore("r" + i, "one", 1, 1, sign, information));
        }
        double[] sum = Sample.sumOfScores(scores);
        scores.forEach(each -> Arrays.setAll(each.score(), j -> each.score()[j] - sum[j] / recordings));
        return (Uncertainty.Stated) compute(new double[5], bounds(-INFINITE, INFINITE, 5), Uncertainty.Basis.LIKELIHOOD, scores, none(5));
    }

    @Test
    void recordingsOfASubjectAreOneClusterFromTwoSubjectsOn() {
        // Each subject's three recordings are equal, so there is as much to learn from one of them.
        double[] values = new double[60];
        Arrays.setAll(values, i -> twenty()[i / 3]);
        Uncertainty.Stated stated = stated(0, values(0, i -> "subject " + i / 3, values));
        assertEquals(new Uncertainty.ClusterCount(20, Uncertainty.Clustering.SUBJECTS), stated.clusters());
        assertInterval(jackknife(twenty(), 0), STUDENT_19, stated.coefficients().getFirst());
        assertEquals(1 / Math.sqrt(60), stated.coefficients().getFirst().modelStandardError().orElseThrow(), 1e-12);
        assertEquals(60, stated.recordings());
    }

    @Test
    void fewSubjectsWithManyRecordingsAreFewClusters() {
        double[] values = new double[60];
        Arrays.setAll(values, i -> twenty()[i / 3]);
        Uncertainty.Stated stated = stated(0, values(0, i -> i < 30 ? "left" : "right", values));
        assertEquals(new Uncertainty.ClusterCount(2, Uncertainty.Clustering.SUBJECTS), stated.clusters());
        assertEquals(Uncertainty.IntervalMethod.LARGE_SAMPLE, stated.method());
        assertEquals(OptionalDouble.empty(), stated.coefficients().getFirst().robustStandardError());
    }

    @Test
    void leavingOutAnUnequalClusterChangesWhatItsOwnInformationSays() {
        // Clusters of n_g values: without one the mean is (N mean - S_g) / (N - n_g), off by (S_g - n_g mean) / (N - n_g).
        double[] counts = new double[20];
        double[] sums = new double[20];
        List<RecordingScore> scores = new ArrayList<>();
        Arrays.setAll(counts, g -> 1 + g);
        Arrays.setAll(sums, g -> counts[g] * Math.sin(g));
        double total = Arrays.stream(counts).sum();
        double mean = Arrays.stream(sums).sum() / total;
        double squares = 0;
        for (int g = 0; g < 20; g++) {
            scores.add(new RecordingScore("r" + g, "one", counts[g], 1, new double[] {sums[g] - counts[g] * mean},
                    new double[][] {{counts[g]}}));
            squares += Math.pow((sums[g] - counts[g] * mean) / (total - counts[g]), 2);
        }
        assertInterval(Math.sqrt(squares), STUDENT_19, stated(mean, scores).coefficients().getFirst());
    }

    @Test
    void recordingsThatCountAlikeWhateverTheirLengthHaveTheVarianceOfAMeanOfMeans() {
        // Two recordings of 2 and 8 values, weighted by 5/2 and 5/8: the mean of two means.
        List<RecordingScore> scores = List.of(
                new RecordingScore("a", "one", 2, 2.5, new double[] {2}, new double[][] {{2}}),
                new RecordingScore("b", "one", 8, 0.625, new double[] {-8}, new double[][] {{8}}));
        assertInterval(Math.sqrt((1 / 2.0 + 1 / 8.0) / 4), NORMAL, stated(0, scores).coefficients().getFirst());
    }

    @Test
    void clusterWithoutWhichNothingIsKnownLeavesNoRobustError() {
        double[] values = twenty();
        List<RecordingScore> scores = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            // What the second coefficient does is seen in the first recording alone.
            double own = i == 0 ? 1 : 0;
            scores.add(new RecordingScore("r" + i, "one", 1, 1, new double[] {values[i], 0}, new double[][] {{1, 0}, {0, own}}));
        }
        Uncertainty.Stated stated = assertInstanceOf(Uncertainty.Stated.class, compute(
                new double[2], bounds(-INFINITE, INFINITE, 2), Uncertainty.Basis.LIKELIHOOD, scores, none(2)));
        assertEquals(Uncertainty.IntervalMethod.LARGE_SAMPLE, stated.method());
        stated.coefficients().forEach(each -> assertEquals(OptionalDouble.empty(), each.robustStandardError()));
    }

    @Test
    void priorAddsItsPrecision() {
        // 4 values of variance 1 and mean 3, a prior N(0, 1/2): the posterior is N(12 / 6, 1/6).
        Answer prior = new Answer(0, new double[] {2 * 2}, new double[] {2});
        Uncertainty.Stated stated = assertInstanceOf(Uncertainty.Stated.class, compute(new double[] {2}, bounds(-INFINITE, INFINITE, 1),
                Uncertainty.Basis.POSTERIOR, values(2, _ -> "one", 1, 2, 3, 6), prior));
        assertInterval(1 / Math.sqrt(6), NORMAL, stated.coefficients().getFirst());
        assertEquals(0, stated.distance().orElseThrow(), 1e-12);
        assertEquals(Optional.empty(), stated.information());
        assertEquals(OptionalDouble.empty(), stated.coefficients().getFirst().robustStandardError());
    }

    @Test
    void intervalEndsAtABound() {
        Uncertainty.Stated stated = assertInstanceOf(Uncertainty.Stated.class, compute(new double[] {0.5}, bounds(0, 2, 1),
                Uncertainty.Basis.LIKELIHOOD, values(0.5, _ -> "one", 0, 1, 0.5, 0.5), none(1)));
        Uncertainty.Interval interval = stated.coefficients().getFirst().interval().orElseThrow();
        assertEquals(0, interval.lower());
        assertEquals(Uncertainty.End.AT_BOUND, interval.lowerEnd());
        assertEquals(0.5 + NORMAL * 0.5, interval.upper(), 1e-9);
        assertEquals(Uncertainty.End.INSIDE, interval.upperEnd());
    }
}
