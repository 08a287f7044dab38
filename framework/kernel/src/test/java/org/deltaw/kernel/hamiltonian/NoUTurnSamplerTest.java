package org.deltaw.kernel.hamiltonian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.kernel.testing.ConjugateNormal;
import org.deltaw.kernel.testing.Moments;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoUTurnSamplerTest {
    private static final int CHAINS = 4;

    private static List<ChainState> sample(LogDensity density, int warmup, int draws, Blocks blocks, Seed seed) {
        NutsSettings settings = new NutsSettings(new NutsSettings.Length(warmup, draws), 0.8, 10, blocks);
        List<ChainState> starts = IntStream.range(0, CHAINS)
                .mapToObj(i -> ChainState.at(density.drawFromPrior(seed.child("start").child(i)), settings)).toList();
        return new NoUTurnSampler(density, settings, seed, starts).run();
    }

    @ParameterizedTest
    @CsvSource({"5, true", "5, false", "100, true", "100, false"})
    void momentsOfACorrelatedNormalAreExact(int size, boolean dense) {
        ConjugateNormal density = ConjugateNormal.drawn(size, new Seed(3));
        long t = System.nanoTime();
        List<ChainState> chains = sample(density, 500, 500, dense ? Blocks.dense(size) : Blocks.diagonal(size), new Seed(1));
        System.out.println(size + " " + dense + " " + (System.nanoTime() - t) / 1e6 + " ms " + density.evaluations());
        for (int i = 0; i < size; i++) {
            int index = i;
            double mean = density.mean(i);
            Moments first = Moments.of(chains, x -> x[index]);
            Moments second = Moments.of(chains, x -> (x[index] - mean) * (x[index] - mean));
            assertEquals(mean, first.mean(), 4 * first.error(), "mean " + i);
            assertEquals(density.covariance(i, i), second.mean(), 4 * second.error(), "variance " + i);
            assertTrue(second.error() < 0.1 * density.covariance(i, i), second + " is too uncertain");
        }
    }
}
