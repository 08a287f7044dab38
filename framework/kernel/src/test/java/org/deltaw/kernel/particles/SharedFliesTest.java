package org.deltaw.kernel.particles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
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

    @ParameterizedTest
    @CsvSource({"Fly36, expected", "Fly12, expected", "Fly16, raw"})
    void posteriorsWithNeedlesAreExact(String fly, String reward) throws IOException {
        Json exact = Json.parse(Files.readString(SHARED.resolve("golden-posterior/two-term.json"))).get(fly).get(reward);
        for (int seed = 1; seed <= 3; seed++) {
            TwoTermFly density = new TwoTermFly(SHARED.resolve("data/arena-golden/" + fly + ".json"), reward.equals("raw"));
            RandomModeSearch search = new RandomModeSearch(density, new Seed(seed).child("search"));
            List<Mode> modes = search.modes();
            ParticleSettings settings = new ParticleSettings(2000, 4, ParticleSettings.Tolerance.USUAL);
            long t = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long t0 = System.nanoTime();
            ParticleResult result =
                    new ParticleSampler(density, modes, settings, new Seed(seed), ParticlesState.begin(settings)).run();
            System.out.println(fly + " " + reward + " " + seed + " modes " + modes.size() + " search " + search.evaluations()
                    + " " + result.resolved() + " N " + result.runs().getFirst().particles().count() + " temps " + result.runs().getFirst().temperatures()
                    + " evals " + result.evaluations() + " " + result.logEvidence() + " (" + exact.get("log_evidence").number() + ") pos " + mass(result, w -> w > 0)
                    + " (" + exact.get("mass").get("w>0").number() + ") low " + mass(result, w -> w < -2) + " (" + exact.get("mass").get("w<-2").number() + ") "
                    + " wall " + (System.nanoTime() - t0) / 1e9 + " cpu " + (java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - t) / 1e9);
            assertTrue(result.resolved());
            assertEquals(exact.get("log_evidence").number(), result.logEvidence().value(), 0.05);
            assertEquals(exact.get("mass").get("w>0").number(), mass(result, w -> w > 0).value(), 0.02);
            assertEquals(exact.get("mass").get("w<-2").number(), mass(result, w -> w < -2).value(), 0.02);
            assertEquals(exact.get("mass").get("-2<w<0").number(), mass(result, w -> w > -2 && w < 0).value(), 0.02);
        }
    }

    private static Estimate mass(ParticleResult result, Predicate<Double> region) {
        return result.expectation(result.runs().stream().mapToDouble(run -> java.util.Arrays.stream(run.particles().points())
                .filter(point -> region.test(point[0])).count() / (double) run.particles().count()).toArray());
    }
}
