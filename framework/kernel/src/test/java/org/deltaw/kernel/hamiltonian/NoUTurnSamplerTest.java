package org.deltaw.kernel.hamiltonian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.deltaw.kernel.hamiltonian.NutsSettings.Length;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.kernel.testing.Banana;
import org.deltaw.kernel.testing.ConjugateNormal;
import org.deltaw.kernel.testing.Funnel;
import org.deltaw.kernel.testing.Moments;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoUTurnSamplerTest {
    private static final int CHAINS = 4;
    private static final Seed SEED = new Seed(1);

    private static NutsSettings settings(Length length, Blocks blocks) {
        return new NutsSettings(length, 0.9, 10, blocks);
    }

    private static List<ChainState> starts(LogDensity density, NutsSettings settings) {
        return IntStream.range(0, CHAINS)
                .mapToObj(i -> ChainState.at(density.drawFromPrior(SEED.child("start").child(i)), settings)).toList();
    }

    private static List<ChainState> sample(LogDensity density, Length length, Blocks blocks) {
        NutsSettings settings = settings(length, blocks);
        return new NoUTurnSampler(density, settings, SEED, starts(density, settings)).run();
    }

    private static void assertExpectation(double expected, List<ChainState> chains, ToDoubleFunction<double[]> quantity) {
        Moments moments = Moments.of(chains, quantity);
        assertEquals(expected, moments.mean(), 4 * moments.error());
        double deviation = Math.sqrt(Moments.of(chains, x -> Math.pow(quantity.applyAsDouble(x) - expected, 2)).mean());
        assertTrue(moments.error() < 0.1 * deviation, moments + " is too uncertain beside " + deviation);
    }

    private static long divergences(List<ChainState> chains) {
        return chains.stream().flatMap(chain -> chain.draws().stream()).filter(draw -> draw.transition().tree().divergent()).count();
    }

    @ParameterizedTest
    @CsvSource({"5, 5, 300", "5, 1, 300", "100, 5, 100"})
    void momentsOfACorrelatedNormalAreExact(int size, int block, int draws) {
        ConjugateNormal density = ConjugateNormal.drawn(size, new Seed(3));
        Blocks blocks = new Blocks(IntStream.range(0, size / block)
                .mapToObj(i -> IntStream.range(i * block, (i + 1) * block).toArray()).toList());
        List<ChainState> chains = sample(density, new Length(draws, draws), blocks);
        for (int i = 0; i < size; i++) {
            int index = i;
            double mean = density.mean(i);
            assertExpectation(mean, chains, x -> x[index]);
            assertExpectation(density.covariance(i, i), chains, x -> (x[index] - mean) * (x[index] - mean));
        }
        assertExpectation(density.covariance(0, 1), chains, x -> (x[0] - density.mean(0)) * (x[1] - density.mean(1)));
        assertEquals(0, divergences(chains));
    }

    /**
     * With large steps, and many of them since the warm-up is too short to learn of the long side, points of a trajectory are of very
     * different energies, for which their weights must make up.
     */
    @Test
    void theShortSideIsExactWithLargeSteps() {
        ConjugateNormal density = new ConjugateNormal(new double[] {0.5, -0.2}, new double[][] {{10, 0}, {0, 0.01}});
        NutsSettings settings = new NutsSettings(new Length(19, 2000), 0.4, 10, Blocks.dense(2));
        List<ChainState> chains = new NoUTurnSampler(density, settings, SEED, starts(density, settings)).run();
        assertExpectation(density.mean(1), chains, x -> x[1]);
        assertExpectation(density.covariance(1, 1), chains, x -> Math.pow(x[1] - density.mean(1), 2));
    }

    @Test
    void acceptanceIsWhatWasAskedFor() {
        List<ChainState> chains = sample(ConjugateNormal.drawn(20, new Seed(3)), new Length(500, 200), Blocks.dense(20));
        double acceptance = chains.stream().flatMap(chain -> chain.draws().stream())
                .mapToDouble(draw -> draw.transition().acceptance()).average().orElseThrow();
        assertEquals(0.9, acceptance, 0.04);
    }

    @Test
    void aCurvedRidgeIsFollowedToBothEnds() {
        Banana density = new Banana();
        List<ChainState> chains = sample(density, new Length(500, 1000), Blocks.dense(2));
        assertExpectation(0, chains, x -> x[0]);
        assertExpectation(density.expectation(x -> x[0] * x[0]), chains, x -> x[0] * x[0]);
        assertExpectation(density.expectation(x -> x[1]), chains, x -> x[1]);
    }

    @Test
    void aFunnelDivergesIfCenteredAndIsRightIfNot() {
        Length length = new Length(500, 500);
        assertTrue(divergences(sample(new Funnel(10, true), length, Blocks.diagonal(10))) > 0);
        Funnel density = new Funnel(10, false);
        List<ChainState> chains = sample(density, length, Blocks.diagonal(10));
        assertEquals(0, divergences(chains));
        assertExpectation(0, chains, density::top);
        assertExpectation(9, chains, x -> density.top(x) * density.top(x));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300, 1111, 3000})
    void aKilledChainGoesOnWithTheSameBits(int calls) {
        LogDensity density = new Banana();
        NutsSettings settings = settings(new Length(160, 40), Blocks.dense(2));
        NoUTurnSampler killed = new NoUTurnSampler(density, settings, SEED, starts(density, settings));
        for (int i = 0; i < calls && !killed.isDone(); i++) {
            killed.advance();
        }
        List<ChainState> whole = new NoUTurnSampler(density, settings, SEED, starts(density, settings)).run();
        assertSame(whole, new NoUTurnSampler(density, settings, SEED, killed.states()).run());
    }

    @Test
    void aChainDoesNotDependOnOthers() {
        LogDensity density = new Banana();
        NutsSettings settings = settings(new Length(100, 20), Blocks.dense(2));
        List<ChainState> starts = starts(density, settings);
        List<ChainState> all = new NoUTurnSampler(density, settings, SEED, starts).run();
        assertSame(all.subList(0, 1), new NoUTurnSampler(density, settings, SEED, starts.subList(0, 1)).run());
    }

    private static void assertSame(List<ChainState> expected, List<ChainState> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            ChainState one = expected.get(i);
            ChainState other = found.get(i);
            assertEquals(one.iterations(), other.iterations());
            assertArrayEquals(one.position(), other.position(), 0);
            assertArrayEquals(one.adaptation().inverseMass(), other.adaptation().inverseMass(), 0);
            assertEquals(one.draws().stream().map(Draw::transition).toList(), other.draws().stream().map(Draw::transition).toList());
            assertTrue(Arrays.deepEquals(one.draws().stream().map(Draw::point).toArray(),
                    other.draws().stream().map(Draw::point).toArray()));
        }
    }

    @Test
    void warmupIsNotKeptAndAdaptationEndsWithIt() {
        List<ChainState> chains = sample(new Banana(), new Length(60, 30), Blocks.dense(2));
        for (ChainState chain : chains) {
            assertEquals(30, chain.draws().size());
            assertEquals(1, chain.draws().stream().map(draw -> draw.transition().stepSize()).distinct().count());
        }
    }

    @Test
    void aDrawHasTheDensityAtItsPoint() {
        ConjugateNormal density = ConjugateNormal.drawn(3, new Seed(3));
        Draw draw = sample(density, new Length(30, 5), Blocks.dense(3)).getFirst().draws().getLast();
        LogDensity.Values values = density.values(new double[][] {draw.point()});
        assertEquals(values.prior()[0], draw.logPrior());
        assertEquals(values.likelihood()[0], draw.logLikelihood());
        assertEquals(values.posterior(0), draw.logPosterior());
        assertTrue(draw.transition().energy() > -draw.logPosterior());
    }

    @Test
    void aStartWhereTheDensityIsZeroIsRefused() {
        LogDensity density = ConjugateNormal.drawn(2, new Seed(3));
        NutsSettings settings = settings(new Length(10, 10), Blocks.diagonal(2));
        NoUTurnSampler sampler = new NoUTurnSampler(density, settings, SEED,
                List.of(ChainState.at(new double[] {Double.MAX_VALUE, 0}, settings)));
        String message = assertThrows(IllegalArgumentException.class, sampler::advance).getMessage();
        assertTrue(message.contains("cannot start where the logarithm of the density is"), message);
    }

    @Test
    void blocksHaveEachCoordinateOnce() {
        assertThrows(IllegalArgumentException.class, () -> new Blocks(List.of(new int[] {0, 1}, new int[] {1})));
        assertThrows(IllegalArgumentException.class, () -> new Blocks(List.of(new int[] {0, 2})));
        assertThrows(IllegalArgumentException.class, () -> new NoUTurnSampler(new Banana(),
                settings(new Length(1, 1), Blocks.dense(3)), SEED, List.of()));
    }
}
