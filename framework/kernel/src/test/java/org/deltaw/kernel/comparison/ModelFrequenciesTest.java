package org.deltaw.kernel.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.Seed;
import org.hipparchus.special.Beta;
import org.junit.jupiter.api.Test;

class ModelFrequenciesTest {
    /** The exact posterior of two models' frequencies, on a fine grid. */
    private record Exact(double logProbability, double mean, double exceedance) {
        static Exact of(double[][] logEvidences) {
            int points = 200_000;
            double[] logs = IntStream.range(0, points).mapToDouble(i -> {
                double frequency = (i + 0.5) / points;
                return Arrays.stream(logEvidences).mapToDouble(each -> {
                    double largest = Math.max(each[0], each[1]);
                    return largest + Math.log(frequency * Math.exp(each[0] - largest) + (1 - frequency) * Math.exp(each[1] - largest));
                }).sum();
            }).toArray();
            double largest = Arrays.stream(logs).max().orElseThrow();
            double sum = 0;
            double first = 0;
            double above = 0;
            for (int i = 0; i < points; i++) {
                double density = Math.exp(logs[i] - largest);
                sum += density;
                first += density * (i + 0.5) / points;
                above += i >= points / 2 ? density : 0;
            }
            return new Exact(largest + Math.log(sum / points), first / sum, above / sum);
        }
    }

    private static double[][] evidences(int subjects, double share, double spread) {
        RandomGenerator random = new Seed(3).generator();
        return IntStream.range(0, subjects).mapToObj(i -> {
            double difference = (i < share * subjects ? 1 : -1) * 3 + spread * random.nextGaussian();
            return new double[] {-100 + difference, -100};
        }).toArray(double[][]::new);
    }

    private static double equal(double[][] logEvidences) {
        return Arrays.stream(logEvidences)
                .mapToDouble(each -> -100 + Math.log((Math.exp(each[0] + 100) + Math.exp(each[1] + 100)) / 2)).sum();
    }

    @Test
    void frequenciesAndRiskAreNearlyTheExactOnes() {
        for (double share : new double[] {0.5, 0.7, 0.9}) {
            double[][] logEvidences = evidences(20, share, 1);
            Exact exact = Exact.of(logEvidences);
            ModelFrequencies found = ModelFrequencies.of(logEvidences);
            assertEquals(exact.mean(), found.means()[0], 0.01);
            assertEquals(exact.exceedance(), found.exceedance()[0], 0.02);
            double risk = 1 / (1 + Math.exp(exact.logProbability() - equal(logEvidences)));
            // The free energy is a bound from below, so that the risk is never less.
            assertTrue(found.omnibusRisk() >= risk, found::toString);
            assertEquals(risk, found.omnibusRisk(), 0.06);
        }
    }

    @Test
    void certainEvidencesAreCounted() {
        double[][] logEvidences = new double[10][];
        Arrays.setAll(logEvidences, i -> i < 7 ? new double[] {0, -500, -900} : new double[] {-500, 0, -900});
        ModelFrequencies found = ModelFrequencies.of(logEvidences);
        assertArrayEquals(new double[] {8, 4, 1}, found.concentrations(), 1e-9);
        assertArrayEquals(new double[] {1, 0, 0}, found.memberships()[0], 1e-12);
        // The exact log probability of these memberships under equal frequencies and under all: Dirichlet-multinomial.
        double differ = Math.log(2) + logFactorial(7) + logFactorial(3) - logFactorial(12);
        double risk = 1 / (1 + Math.exp(differ + 10 * Math.log(3)));
        assertEquals(risk, found.omnibusRisk(), 1e-9);
        double[] guarded = found.protectedExceedance();
        assertEquals((1 - risk) * found.exceedance()[0] + risk / 3, guarded[0], 1e-12);
        assertEquals(1, Arrays.stream(guarded).sum(), 1e-12);
    }

    private static double logFactorial(int n) {
        return IntStream.rangeClosed(2, n).mapToDouble(Math::log).sum();
    }

    @Test
    void equalEvidencesPreferNoModel() {
        double[][] logEvidences = new double[15][4];
        ModelFrequencies found = ModelFrequencies.of(logEvidences);
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, found.means(), 1e-9);
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, found.protectedExceedance(), 1e-9);
        assertTrue(found.omnibusRisk() > 0.5, found::toString);
    }

    @Test
    void exceedanceOfTwoIsTheBetaDistributions() {
        for (double[] each : new double[][] {{1, 1}, {1, 40}, {3.5, 2.25}, {120, 100}, {3000, 2900}}) {
            double expected = 1 - Beta.regularizedBeta(0.5, each[0], each[1]);
            double[] found = new DirichletExceedance(each).probabilities();
            assertEquals(expected, found[0], 1e-11, Arrays.toString(each));
            assertEquals(1 - expected, found[1], 1e-11);
        }
    }

    @Test
    void exceedanceOfThreeIsTheShareOfDraws() {
        double[] concentrations = {4, 3, 1.5};
        double[] found = new DirichletExceedance(concentrations).probabilities();
        RandomGenerator random = new Seed(8).generator();
        int[] greatest = new int[3];
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            // Sums of exponential numbers are gamma-distributed; half of a squared normal number has the concentration 1/2.
            double first = -Math.log(product(random, 4));
            double second = -Math.log(product(random, 3));
            double normal = random.nextGaussian();
            double third = -Math.log(product(random, 1)) + normal * normal / 2;
            greatest[first > second ? first > third ? 0 : 2 : second > third ? 1 : 2]++;
        }
        for (int k = 0; k < 3; k++) {
            assertEquals((double) greatest[k] / draws, found[k], 0.005);
        }
    }

    private static double product(RandomGenerator random, int factors) {
        double product = 1;
        for (int i = 0; i < factors; i++) {
            product *= 1 - random.nextDouble();
        }
        return product;
    }

    @Test
    void evidencesThatAreMissingAreRefusedByTheSubject() {
        assertEquals("Subject 2 has the log evidences [1.0, NaN]; expected a finite one for each of 2 models.",
                assertThrows(IllegalArgumentException.class,
                        () -> ModelFrequencies.of(new double[][] {{1, 2}, {1, Double.NaN}})).getMessage());
        assertThrows(IllegalArgumentException.class, () -> ModelFrequencies.of(new double[][] {{1}, {2}}));
        assertThrows(IllegalArgumentException.class, () -> ModelFrequencies.of(new double[0][]));
    }
}
