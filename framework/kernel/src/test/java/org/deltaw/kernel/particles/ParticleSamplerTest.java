package org.deltaw.kernel.particles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.kernel.testing.ConjugateNormal;
import org.deltaw.kernel.testing.NormalMixture;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticleSamplerTest {
    private static ParticleResult sample(LogDensity density, List<Mode> modes, int particles, long seed) {
        ParticleSettings settings = new ParticleSettings(particles, 3, ParticleSettings.Tolerance.USUAL);
        long t = System.nanoTime();
        ParticleResult r = new ParticleSampler(density, modes, settings, new Seed(seed), ParticlesState.begin(settings)).run();
        System.out.printf("%d %s %s n=%d temps %d evals %d %.0f ms%n", particles, r.resolved(), r.logEvidence(), r.runs().getFirst().particles().count(),
                r.runs().getFirst().temperatures(), r.evaluations(), (System.nanoTime() - t) / 1e6);
        return r;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void evidenceOfAConjugateModelIsWithinItsError(int size) {
        ConjugateNormal density = ConjugateNormal.drawn(size, new Seed(3));
        ParticleResult result = sample(density, List.of(), 1000, 1);
        assertTrue(result.resolved());
        assertEquals(density.logEvidence(), result.logEvidence().value(), 4 * result.logEvidence().error());
    }

    @Test
    void aNeedleHasItsMass() {
        NormalMixture.Peak broad = new NormalMixture.Peak(new double[] {-1, 0.5}, 0.5, -3);
        NormalMixture.Peak needle = new NormalMixture.Peak(new double[] {0.2, 0.1}, 0.005, -3);
        NormalMixture density = new NormalMixture(List.of(broad, needle));
        ParticleResult result = sample(density, List.of(broad.mode(), needle.mode()), 1000, 1);
        assertTrue(result.resolved());
        assertEquals(0.5, result.mass(1).value(), 0.02);
        assertEquals(Math.log(2) - 3, result.logEvidence().value(), 4 * result.logEvidence().error());
    }
}
