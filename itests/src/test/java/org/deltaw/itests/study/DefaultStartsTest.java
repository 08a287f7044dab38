package org.deltaw.itests.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltaw.itests.Project;
import org.deltaw.itests.Shared;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fit finds from as many starts as the program chooses, of what 100 other starts find: for 40 simulated subjects and 8 flies. */
@Tag("evidence")
class DefaultStartsTest {
    private static final System.Logger LOG = System.getLogger(DefaultStartsTest.class.getName());
    private static final int FLIES = 8;
    /** In nats; two log-likelihoods that differ by less are of one optimum. */
    private static final double SAME = 0.05;

    @TempDir
    private Path folder;

    /** Fits each subject alone. */
    private static Map<String, FitResult> fit(Path spec, List<String> overrides) {
        ExtensionRegistry registry = ExtensionRegistry.ofClassPath(DefaultStartsTest.class.getClassLoader());
        Map<String, FitResult> results = new LinkedHashMap<>();
        try (OpenFit opened = OpenFit.open(SpecFile.read(spec, overrides).fit(registry))) {
            for (Problem problem : opened.problems()) {
                results.put(problem.subject(), problem.train(Optional.empty(), FitListener.SILENT));
                problem.close();
            }
        }
        return results;
    }

    private Path simulated() throws IOException {
        Path spec = folder.resolve("simulated.yaml");
        Files.writeString(spec, """
                name: simulated
                data:
                  source: table
                  files: ['%s']
                  trajectory: su
                  subject: su
                  inputs: [x]
                  signals: {reward: r}
                  targets: {decision: [decision]}
                network: {architecture: feedforward, layers: [1, 10, 1]}
                rule: {family: taylor, terms: [w, x*r]}
                loss: [{function: choice-cross-entropy}]
                training: {subjects: separate}
                """.formatted(Shared.path("cases/local-minimum/sim40.csv")));
        return spec;
    }

    private static List<String> flies() throws IOException {
        try (Stream<Path> folders = Files.list(Shared.path("data/arena"))) {
            return List.of("training.subjects=separate", "data.folders=" + folders.filter(Files::isDirectory).sorted().limit(FLIES)
                    .map(Path::toString).collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private static List<String> with(List<String> overrides, String... more) {
        return Stream.concat(overrides.stream(), Stream.of(more)).toList();
    }

    private static OptionalDouble best(FitResult result, boolean stable) {
        return result.starts().optima().listed().stream().filter(each -> !stable || each.stable().orElseThrow())
                .mapToDouble(each -> each.logLikelihood().orElseThrow()).max();
    }

    @Test
    void theBestStableOptimumIsAlwaysFoundAndTheBestOfAllMostly() throws IOException {
        Path spec = Project.root().resolve("distributions/standard/src/main/experiments/specs/flies.yaml");
        Map<String, FitResult> found = new HashMap<>(fit(simulated(), List.of()));
        found.putAll(fit(spec, with(flies(), "training.starts=automatic", "rule.initial-scale=0")));
        String[] other = {"training.starts=100", "rule.initial-scale=0.3", "seed=2"};
        Map<String, FitResult> sought = new HashMap<>(fit(simulated(), List.of(other)));
        sought.putAll(fit(spec, with(flies(), other)));
        assertEquals(40 + FLIES, found.size());
        List<String> missed = new ArrayList<>();
        List<String> missedStable = new ArrayList<>();
        sought.forEach((subject, result) -> {
            FitResult own = found.get(subject);
            if (best(own, false).orElseThrow() < best(result, false).orElseThrow() - SAME) {
                missed.add(subject);
            }
            if (best(own, true).orElse(Double.NEGATIVE_INFINITY) < best(result, true).orElse(Double.NEGATIVE_INFINITY) - SAME) {
                missedStable.add(subject);
            }
        });
        LOG.log(System.Logger.Level.INFO, "best optimum missed of {0}; best stable optimum missed of {1}", missed, missedStable);
        assertEquals(List.of(), missedStable);
        assertTrue(missed.size() <= 5, () -> "missed: " + missed);
        assertTrue(found.values().stream().allMatch(result -> result.starts().losses().size() == 32));
    }
}
