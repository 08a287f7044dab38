package org.deltaw.kernel.particles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import org.deltaw.kernel.testing.Json;
import org.deltaw.kernel.testing.RandomModeSearch;
import org.deltaw.kernel.testing.TwoTermFly;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with posteriors of real flies by quadrature, which are no part of this project. */
@Tag("evidence")
class SharedFliesTest {
    private static final Path SHARED = Path.of(System.getProperty("deltaw.shared", "../../../shared"));
    private static final int SEEDS = 3;

    @ParameterizedTest
    @CsvSource({"Fly36, expected", "Fly12, expected", "Fly16, raw"})
    void posteriorsWithNeedlesAreExact(String fly, String reward) throws IOException {
        Json exact = Json.parse(Files.readString(SHARED.resolve("golden-posterior/two-term.json"))).get(fly).get(reward);
        TwoTermFly density = new TwoTermFly(SHARED.resolve("data/arena-golden/" + fly + ".json"), reward.equals("raw"));
        ParticleSettings settings = new ParticleSettings(2000, 3, ParticleSettings.Tolerance.USUAL);
        for (int i = 1; i <= SEEDS; i++) {
            Seed seed = new Seed(i);
            List<Mode> modes = new RandomModeSearch(density, seed.child("modes")).modes();
            ParticleResult result = new ParticleSampler(density, modes, settings, seed, ParticlesState.begin(settings)).run();
            assertTrue(result.resolved());
            assertEquals(exact.get("log_evidence").number(), result.logEvidence().value(), 0.05);
            Json masses = exact.get("mass");
            assertEquals(masses.get("w>0").number(), mass(result, w -> w > 0), 0.02);
            assertEquals(masses.get("-2<w<0").number(), mass(result, w -> w > -2 && w < 0), 0.02);
            assertEquals(masses.get("w<-2").number(), mass(result, w -> w < -2), 0.02);
        }
    }

    private static double mass(ParticleResult result, DoublePredicate region) {
        return result.expectation(result.runs().stream().mapToDouble(run -> Arrays.stream(run.particles().points())
                .mapToDouble(point -> region.test(point[0]) ? 1 : 0).average().orElseThrow()).toArray()).value();
    }
}
