package org.deltaw.kernel.particles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.deltaw.kernel.hamiltonian.Blocks;
import org.deltaw.kernel.hamiltonian.ChainState;
import org.deltaw.kernel.hamiltonian.NoUTurnSampler;
import org.deltaw.kernel.hamiltonian.NutsSettings;
import org.deltaw.kernel.particles.ParticleSettings.Tolerance;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.kernel.testing.Banana;
import org.deltaw.kernel.testing.ConjugateNormal;
import org.deltaw.kernel.testing.NormalMixture;
import org.deltaw.kernel.testing.PointwiseDensity;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParticleSamplerTest {
    private static final Seed SEED = new Seed(1);
    private static final NormalMixture.Peak BROAD = new NormalMixture.Peak(new double[] {-1, 0.5}, 0.5, -3);
    /** Two of ten thousand draws from the prior are in it. */
    private static final NormalMixture.Peak NEEDLE = new NormalMixture.Peak(new double[] {0.2, 0.1}, 0.005, -3);
    private static final NormalMixture TWO_MODES = new NormalMixture(List.of(BROAD, NEEDLE));

    private static ParticleResult sample(LogDensity density, List<Mode> modes, ParticleSettings settings) {
        return new ParticleSampler(density, modes, settings, SEED, ParticlesState.begin(settings)).run();
    }

    private static ParticleSettings particles(int particles) {
        return new ParticleSettings(particles, 3, Tolerance.USUAL);
    }

    private static void assertExpectation(double expected, ParticleResult result, ToDoubleFunction<double[]> quantity) {
        Estimate found = result.expectation(result.runs().stream().mapToDouble(
                run -> Arrays.stream(run.particles().points()).mapToDouble(quantity).average().orElseThrow()).toArray());
        assertEquals(expected, found.value(), 4 * found.error());
    }

    private static void assertLogEvidence(double expected, ParticleResult result) {
        assertTrue(result.resolved());
        assertTrue(result.logEvidence().error() <= 0.025);
        assertEquals(expected, result.logEvidence().value(), 4 * result.logEvidence().error());
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "5, 1000"})
    void evidenceAndMomentsOfAConjugateModelAreExact(int size, int particles) {
        ConjugateNormal density = ConjugateNormal.drawn(size, new Seed(3));
        ParticleResult result = sample(density, List.of(), particles(particles));
        assertLogEvidence(density.logEvidence(), result);
        for (int i = 0; i < size; i++) {
            int index = i;
            assertExpectation(density.mean(i), result, x -> x[index]);
            assertExpectation(density.covariance(i, i), result, x -> Math.pow(x[index] - density.mean(index), 2));
        }
    }

    @Test
    void aKnownModeSavesEvaluations() {
        ConjugateNormal density = ConjugateNormal.drawn(5, new Seed(3));
        Mode mode = new Mode(IntStream.range(0, 5).mapToDouble(density::mean).toArray(), IntStream.range(0, 5)
                .mapToObj(i -> IntStream.range(0, 5).mapToDouble(j -> density.covariance(i, j)).toArray()).toArray(double[][]::new));
        ParticleResult known = sample(density, List.of(mode), particles(500));
        assertLogEvidence(density.logEvidence(), known);
        assertTrue(2 * known.evaluations() < sample(density, List.of(), particles(500)).evaluations());
    }

    @Test
    void aCurvedRidgeHasItsEvidence() {
        Banana density = new Banana();
        ParticleResult result = sample(density, List.of(), particles(1000));
        assertLogEvidence(Math.log(density.integral(_ -> 1)), result);
        assertExpectation(density.expectation(x -> x[0] * x[0]), result, x -> x[0] * x[0]);
        assertExpectation(density.expectation(x -> x[1]), result, x -> x[1]);
    }

    @Test
    void aNeedleHasItsMass() {
        ParticleResult result = sample(TWO_MODES, List.of(BROAD.mode(), NEEDLE.mode()), particles(1000));
        assertLogEvidence(Math.log(2) - 3, result);
        assertEquals(0.5, result.mass(1).value(), 0.02);
        assertEquals(0.5, result.mass(1).value(), 4 * result.mass(1).error());
        assertExpectation((BROAD.mean(0) + NEEDLE.mean(0)) / 2, result, x -> x[0]);
    }

    @Test
    void particlesAreDrawnByModeForChainsThatThenDisagree() {
        ParticleResult result = sample(TWO_MODES, List.of(BROAD.mode(), NEEDLE.mode()), particles(1000));
        Particles starts = result.resampled(4, SEED);
        assertEquals(List.of(false, false, true, true), Arrays.stream(starts.points()).map(ParticleSamplerTest::isInNeedle).toList());
        assertEquals(starts.logPosterior(3), TWO_MODES.values(starts.points()).posterior(3));
        NutsSettings settings = new NutsSettings(new NutsSettings.Length(200, 200), 0.8, 10, Blocks.dense(2));
        List<ChainState> chains = new NoUTurnSampler(TWO_MODES, settings, SEED,
                Arrays.stream(starts.points()).map(start -> ChainState.at(start, settings)).toList()).run();
        List<Long> inNeedle = chains.stream()
                .map(chain -> chain.draws().stream().filter(draw -> isInNeedle(draw.point())).count()).toList();
        assertTrue(inNeedle.get(0) < 20 && inNeedle.get(1) < 20 && inNeedle.get(2) == 200 && inNeedle.get(3) == 200,
                inNeedle + " draws of each chain are in the needle.");
    }

    private static boolean isInNeedle(double[] point) {
        return Math.hypot(point[0] - NEEDLE.mean(0), point[1] - NEEDLE.mean(1)) < 6 * NEEDLE.deviation();
    }

    @Test
    void resampledParticlesHaveTheMassesOfModes() {
        ParticleResult result = sample(TWO_MODES, List.of(BROAD.mode(), NEEDLE.mode()), particles(1000));
        Particles drawn = result.resampled(1000, SEED);
        assertEquals(1000, drawn.count());
        assertEquals(result.mass(1).value(), Arrays.stream(drawn.points()).filter(ParticleSamplerTest::isInNeedle).count() / 1000.0, 0.01);
    }

    @Test
    void particlesAreDoubledUntilRunsAgreeOrNothingIsResolved() {
        ConjugateNormal density = ConjugateNormal.drawn(5, new Seed(3));
        ParticleResult doubled = sample(density, List.of(), new ParticleSettings(200, 4, Tolerance.USUAL));
        assertTrue(doubled.resolved());
        assertTrue(doubled.runs().getFirst().particles().count() > 200);
        ParticleResult unresolved = sample(density, List.of(), new ParticleSettings(100, 0, new Tolerance(0.001, 0.001)));
        assertFalse(unresolved.resolved());
        assertEquals(8, unresolved.runs().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 60})
    void aKilledRunGoesOnWithTheSameBits(int calls) {
        ParticleSettings settings = new ParticleSettings(100, 2, new Tolerance(0.2, 0.1));
        List<Mode> modes = List.of(BROAD.mode(), NEEDLE.mode());
        ParticleSampler killed = new ParticleSampler(TWO_MODES, modes, settings, SEED, ParticlesState.begin(settings));
        for (int i = 0; i < calls && !killed.isDone(); i++) {
            killed.advance();
        }
        ParticleResult expected = sample(TWO_MODES, modes, settings);
        ParticleResult found = new ParticleSampler(TWO_MODES, modes, settings, SEED, killed.state()).run();
        assertEquals(expected.logEvidence(), found.logEvidence());
        assertEquals(expected.evaluations(), found.evaluations());
        assertEquals(expected.runs().size(), found.runs().size());
        for (int i = 0; i < expected.runs().size(); i++) {
            assertTrue(Arrays.deepEquals(expected.runs().get(i).particles().points(), found.runs().get(i).particles().points()));
            assertArrayEquals(expected.runs().get(i).particles().logPrior(), found.runs().get(i).particles().logPrior(), 0);
        }
    }

    @Test
    void wherePartOfThePriorIsImpossibleItHasNoParticles() {
        LogDensity half = new PointwiseDensity(2) {
            @Override
            protected double logLikelihood(double[] x) {
                return x[0] > 1 ? 0 : Double.NEGATIVE_INFINITY;
            }

            @Override
            protected void addLikelihoodSlope(double[] x, double[] slope) {}
        };
        ParticleResult result = sample(half, List.of(), particles(1000));
        assertEquals(Math.log(0.15865525393145707), result.logEvidence().value(), 4 * result.logEvidence().error());
        assertExpectation(1.5251352761609807, result, x -> x[0]);
    }

    @Test
    void fewParticlesForManyParametersAreRefused() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> sample(ConjugateNormal.drawn(20, SEED), List.of(), particles(399))).getMessage();
        assertTrue(message.contains("For 20 parameters there are at least 400 particles, not 399."), message);
    }

    @Test
    void aPosteriorThatIsZeroWhereverParticlesStartIsRefused() {
        LogDensity nowhere = new PointwiseDensity(1) {
            @Override
            protected double logLikelihood(double[] x) {
                return Double.NEGATIVE_INFINITY;
            }

            @Override
            protected void addLikelihoodSlope(double[] x, double[] slope) {}
        };
        String message = assertThrows(IllegalArgumentException.class, () -> sample(nowhere, List.of(), particles(50))).getMessage();
        assertTrue(message.contains("At none of 50 points"), message);
    }

    @Test
    void aModeThatIsNoPeakIsRefused() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> new Mode(new double[2], new double[][] {{1, 2}, {2, 1}})).getMessage();
        assertTrue(message.contains("positive definite, unlike [[1.0, 2.0], [2.0, 1.0]]"), message);
    }
}
