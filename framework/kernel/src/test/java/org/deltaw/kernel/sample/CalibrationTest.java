package org.deltaw.kernel.sample;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.deltaw.kernel.hamiltonian.Blocks;
import org.deltaw.kernel.hamiltonian.ChainState;
import org.deltaw.kernel.hamiltonian.NoUTurnSampler;
import org.deltaw.kernel.hamiltonian.NutsSettings;
import org.deltaw.kernel.particles.ParticleSampler;
import org.deltaw.kernel.particles.ParticleSettings;
import org.deltaw.kernel.particles.ParticlesState;
import org.deltaw.kernel.testing.PointwiseDensity;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman, arXiv:1804.06788): among draws from the posterior of data
 * that were simulated with a draw from the prior, that draw has any rank with equal probability.
 */
@Tag("evidence")
class CalibrationTest {
    private static final int SIMULATIONS = 400;
    private static final int DRAWS = 19;
    /** One of ten thousand right samplers has less. */
    private static final double LEAST = 1e-4;

    /** Five observations of a curve, for which nothing is normal: the rate of an exponential, and where it begins. */
    private static final class Curve extends PointwiseDensity {
        private static final double ERROR = 0.5;
        private final double[] observed;
        private final double priorDeviation;

        Curve(double[] truth, double priorDeviation, Seed seed) {
            super(2);
            RandomGenerator random = seed.generator();
            this.observed = IntStream.range(0, 5).mapToDouble(t -> at(truth, t) + ERROR * random.nextGaussian()).toArray();
            this.priorDeviation = priorDeviation;
        }

        private static double at(double[] x, int t) {
            return x[0] * Math.exp(x[1] * t / 4.0);
        }

        @Override
        protected double logPrior(double[] x) {
            return super.logPrior(new double[] {x[0] / priorDeviation, x[1]}) - Math.log(priorDeviation);
        }

        @Override
        protected void addPriorSlope(double[] x, double[] slope) {
            slope[0] -= x[0] / (priorDeviation * priorDeviation);
            slope[1] -= x[1];
        }

        @Override
        public double[] drawFromPrior(Seed seed) {
            double[] drawn = super.drawFromPrior(seed);
            drawn[0] *= priorDeviation;
            return drawn;
        }

        @Override
        protected double logLikelihood(double[] x) {
            return -IntStream.range(0, observed.length).mapToDouble(t -> Math.pow((observed[t] - at(x, t)) / ERROR, 2)).sum() / 2;
        }

        @Override
        protected void addLikelihoodSlope(double[] x, double[] slope) {
            for (int t = 0; t < observed.length; t++) {
                double miss = (observed[t] - at(x, t)) / (ERROR * ERROR);
                slope[0] += miss * Math.exp(x[1] * t / 4.0);
                slope[1] += miss * at(x, t) * t / 4.0;
            }
        }
    }

    /** Draws as good as independent. */
    private static Stream<double[]> chains(LogDensity density, Seed seed) {
        NutsSettings settings = new NutsSettings(new NutsSettings.Length(150, 10 * DRAWS), 0.9, 10, Blocks.dense(2));
        return new NoUTurnSampler(density, settings, seed, List.of(ChainState.at(density.drawFromPrior(seed.child("start")), settings)))
                .run().getFirst().draws().stream().map(draw -> draw.point());
    }

    private static Stream<double[]> particles(LogDensity density, Seed seed) {
        ParticleSettings settings = new ParticleSettings(200, 0, ParticleSettings.Tolerance.USUAL);
        return Arrays.stream(new ParticleSampler(density, List.of(), settings, seed, ParticlesState.begin(settings)).run()
                .resampled(10 * DRAWS, seed).points());
    }

    /** The smallest p-value of uniform ranks of both parameters and of the likelihood. */
    private static double leastProbability(BiFunction<LogDensity, Seed, Stream<double[]>> sampler, double priorDeviation) {
        long[][] ranks = new long[3][DRAWS + 1];
        for (int simulation = 0; simulation < SIMULATIONS; simulation++) {
            Seed seed = new Seed(1).child(simulation);
            double[] truth = new Curve(new double[2], 1, seed).drawFromPrior(seed.child("truth"));
            Curve density = new Curve(truth, priorDeviation, seed.child("data"));
            double[][] all = sampler.apply(density, seed.child("sampler")).toArray(double[][]::new);
            double[][] draws = IntStream.range(0, DRAWS).mapToObj(i -> all[10 * i + 9]).toArray(double[][]::new);
            ranks[0][(int) Arrays.stream(draws).filter(draw -> draw[0] < truth[0]).count()]++;
            ranks[1][(int) Arrays.stream(draws).filter(draw -> draw[1] < truth[1]).count()]++;
            double likelihood = density.logLikelihood(truth);
            ranks[2][(int) Arrays.stream(draws).filter(draw -> density.logLikelihood(draw) < likelihood).count()]++;
        }
        return Arrays.stream(ranks).mapToDouble(counts -> ChiSquareTest.withDefaults().test(counts).getPValue()).min().orElseThrow();
    }

    @Test
    void ranksAreUniformWithBothSamplers() {
        double ofChains = leastProbability(CalibrationTest::chains, 1);
        double ofParticles = leastProbability(CalibrationTest::particles, 1);
        assertTrue(ofChains > LEAST && ofParticles > LEAST, ofChains + " and " + ofParticles);
    }

    @Test
    void aWrongPriorIsFound() {
        double found = leastProbability(CalibrationTest::chains, 0.5);
        assertTrue(found < LEAST, found + " is the least p");
    }
}
