package org.deltaw.kernel.loo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;

/** The numbers that log-likelihoods are to give are ArviZ 0.23.4's. */
class LooTest {
    /** Log-likelihoods that any program can make, of sums of twelve uniform numbers of a congruential generator. */
    private static double[][] logLikelihoods(int draws, int observations, double weight) {
        double[][] logs = new double[observations][draws];
        long state = 99;
        for (int i = 0; i < observations; i++) {
            for (int draw = 0; draw < draws; draw++) {
                double sum = 0;
                for (int k = 0; k < 12; k++) {
                    state = (1103515245 * state + 12345) % 2147483648L;
                    sum += state / 2147483648.0;
                }
                logs[i][draw] = -0.5 * Math.pow(i / 3.0 - (sum - 6), 2) * weight;
            }
        }
        return logs;
    }

    private static Loo loo(double[][] logLikelihoods, double efficiency) {
        return new Loo(Arrays.stream(logLikelihoods).map(each -> LeftOut.of(each, efficiency)).toList(), logLikelihoods[0].length);
    }

    private static void assertPoint(double elpd, double lpd, double shape, LeftOut found) {
        assertEquals(elpd, found.elpd(), 1e-10);
        assertEquals(lpd, found.lpd(), 1e-10);
        assertEquals(shape, found.shape(), 1e-10);
    }

    @Test
    void figuresAreThoseOfArviZ() {
        Loo loo = loo(logLikelihoods(200, 4, 0.5), 1);
        assertPoint(-0.3023202409175401, -0.19728044327190683, 0.4215844273562705, loo.points().get(0));
        assertPoint(-0.3611319909954589, -0.21111211390259813, 0.4673241677710587, loo.points().get(1));
        assertPoint(-0.6563776794829427, -0.28972186739063, 0.9815262420579323, loo.points().get(2));
        assertEquals(-1.9260310788199242, loo.elpd().value(), 1e-10);
        assertEquals(0.3045101432683899, loo.elpd().standardError(), 1e-10);
        assertEquals(0.8747482976415424, loo.effectiveParameters(), 1e-10);
    }

    @Test
    void fewerEffectiveDrawsHaveALongerTail() {
        Loo loo = loo(logLikelihoods(200, 4, 2), 0.4);
        assertPoint(-8.705536206288558, -0.7155822435400035, 2.7799786881956514, loo.points().get(2));
        assertEquals(-19.277728934752062, loo.elpd().value(), 1e-9);
        assertEquals(4, loo.unreliable());
        assertTrue(loo.warning().orElseThrow().message().contains("4 of 4 observations"), loo::toString);
    }

    @Test
    void aTailOfFiveIsEnough() {
        assertPoint(-1.1660411438701554, -0.4545835551004136, 0.5582789638179118, LeftOut.of(logLikelihoods(25, 3, 1)[2], 1));
        double[] fewer = logLikelihoods(20, 1, 1)[0];
        assertEquals(Double.POSITIVE_INFINITY, LeftOut.of(fewer, 1).shape());
    }

    @Test
    void observationThatNoDrawDoubtsIsExact() {
        double[] equal = new double[500];
        Arrays.fill(equal, -0.7);
        LeftOut point = LeftOut.of(equal, 1);
        assertEquals(-0.7, point.elpd(), 1e-12);
        assertEquals(0, point.optimism(), 1e-12);
        assertEquals(0, new Loo(List.of(point), 500).unreliable());
    }

    @Test
    void theThresholdGrowsWithTheDraws() {
        assertEquals(0.5, new Loo(List.of(), 100).threshold(), 1e-12);
        assertEquals(0.7, new Loo(List.of(), 4000).threshold(), 1e-12);
    }

    /** A mean of normal numbers with known variances has a predictive density in closed form. */
    @Test
    void estimateIsNearTheExactPredictiveDensity() {
        RandomGenerator random = new Seed(2).generator();
        double[] data = IntStream.range(0, 30).mapToDouble(i -> 0.4 + random.nextGaussian()).toArray();
        double sum = Arrays.stream(data).sum();
        double[] draws = IntStream.range(0, 4000)
                .mapToDouble(i -> sum / (data.length + 1) + random.nextGaussian() / Math.sqrt(data.length + 1)).toArray();
        double[][] logs = Arrays.stream(data)
                .mapToObj(y -> Arrays.stream(draws).map(mean -> logNormal(y, mean, 1)).toArray()).toArray(double[][]::new);
        Loo loo = loo(logs, 1);
        double exact = Arrays.stream(data).map(y -> logNormal(y, (sum - y) / data.length, 1 + 1.0 / data.length)).sum();
        assertEquals(exact, loo.elpd().value(), 0.02);
        assertEquals(0, loo.unreliable());
        assertEquals(1, loo.effectiveParameters(), 0.5);
    }

    private static double logNormal(double y, double mean, double variance) {
        return -0.5 * (Math.log(2 * Math.PI * variance) + (y - mean) * (y - mean) / variance);
    }

    @Test
    void differencesArePairedByObservation() {
        Loo one = loo(logLikelihoods(200, 4, 0.5), 1);
        Loo other = new Loo(one.points().stream().map(each -> new LeftOut(each.elpd() - 0.25, each.lpd(), each.shape())).toList(), 200);
        assertEquals(1, one.minus(other).value(), 1e-12);
        assertEquals(0, one.minus(other).standardError(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> one.minus(new Loo(one.points().subList(0, 3), 200)));
    }

    @Test
    void logLikelihoodsThatAreNotFiniteAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> LeftOut.of(new double[] {-1, Double.NaN}, 1));
        assertThrows(IllegalArgumentException.class, () -> LeftOut.of(new double[] {-1, Double.NEGATIVE_INFINITY}, 1));
        assertThrows(IllegalArgumentException.class, () -> LeftOut.of(new double[] {-1, -2}, 0));
    }
}
