package org.deltaw.itests.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deltaw.kernel.evaluation.Proportion;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.study.recover.CoefficientRecovery;
import org.deltaw.study.recover.RecoveryOptions;
import org.deltaw.study.recover.RecoveryOrigin;
import org.deltaw.study.recover.RecoveryResult;
import org.deltaw.study.recover.RecoveryStudy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a recovery says what is known: large experiments of a regular model have intervals that hold the truth as often as they claim. */
@Tag("evidence")
class RecoveryTest {
    private static final double NOMINAL = 0.95;
    private static final String LEARNER = """
            name: learner
            data:
              source: synthetic-foraging
              truth: {family: formula, parameters: {alpha: 0.4}, change: x*chosen*alpha*(r - w)}
              trajectories: 1
              held-out: 0
              blocks: [[0.7, 0.1], [0.1, 0.7]]
              trials-per-block: 40
              options: {baited: false, variation: 15}
            network: {architecture: options, scale: 5, fitted: [scale], initial: {scale: 3}, bounds: {scale: [0, 30]}}
            rule: {family: formula, parameters: {alpha: {initial: 0.5, bounds: [0, 1]}}, change: x*chosen*alpha*(r - w)}
            loss: [{function: choice-cross-entropy}]
            """;

    @TempDir
    private Path folder;

    private RecoveryResult recover(String text, RecoveryOptions options) throws IOException {
        Path spec = Files.writeString(folder.resolve("spec.yaml"), text);
        try (ExtensionRegistry extensions = ExtensionRegistry.ofClassPath(RecoveryTest.class.getClassLoader());
                RecoveryStudy study = RecoveryStudy.open(
                        folder.resolve("results"), RecoveryOrigin.of(SpecFile.read(spec, List.of())), List.of(), options, extensions)) {
            return study.run(RecoveryStudy.Listener.SILENT).orElseThrow();
        }
    }

    private static Map<String, CoefficientRecovery> byName(List<CoefficientRecovery> rows) {
        return rows.stream().collect(Collectors.toMap(CoefficientRecovery::parameter, Function.identity()));
    }

    private static void assertHolds(Proportion proportion, double probability) {
        assertTrue(proportion.lower() <= probability && probability <= proportion.upper(), proportion.toString());
    }

    @Test
    void intervalsOfManyTrialsHoldTheTruthAndMoreTrialsMakeThemNarrower() throws IOException {
        RecoveryResult result = recover(LEARNER, new RecoveryOptions(150, List.of(100, 500), List.of(), Set.of(), Optional.empty()));
        Map<String, CoefficientRecovery> few = byName(result.of(result.sizes().getFirst()));
        Map<String, CoefficientRecovery> many = byName(result.of(result.sizes().getLast()));
        assertEquals(Set.of("rule.alpha", "network.scale"), many.keySet());
        assertEquals(0.4, many.get("rule.alpha").truth().orElseThrow());
        assertEquals(5, many.get("network.scale").truth().orElseThrow());
        many.forEach((name, row) -> {
            assertHolds(row.coverage().orElseThrow(), NOMINAL);
            double standardError = row.deviation().getAsDouble() / Math.sqrt(row.replicates());
            // The maximum of a likelihood has a bias of the order of 1 / trials beside that of chance.
            assertTrue(Math.abs(row.bias().getAsDouble()) < 4 * standardError, name + ": " + row.bias());
            // A standard deviation of 150 numbers is known to 6 %, and the standard errors vary, too.
            assertEquals(1, row.deviation().getAsDouble() / row.meanStandardError().getAsDouble(), 0.25, name);
        });
        double ratio = few.get("rule.alpha").meanWidth().getAsDouble() / many.get("rule.alpha").meanWidth().getAsDouble();
        assertEquals(Math.sqrt(5), ratio, 0.4, "a width goes with one over the root of the number of trials");
    }

    @Test
    void powerForATermThatIsNotThereIsTheRateOfFalsePositives() throws IOException {
        String useless = LEARNER.replace("fitted: [scale]", "fitted: [scale, perseveration]");
        RecoveryResult result = recover(useless, new RecoveryOptions(150, List.of(500), List.of(), Set.of(), Optional.empty()));
        CoefficientRecovery perseveration = byName(result.coefficients()).get("network.perseveration");
        assertEquals(0, perseveration.truth().orElseThrow());
        assertHolds(perseveration.power().orElseThrow(), 1 - NOMINAL);
        assertHolds(perseveration.coverage().orElseThrow(), NOMINAL);
    }
}
