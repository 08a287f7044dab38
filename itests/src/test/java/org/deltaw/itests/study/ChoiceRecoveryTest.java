package org.deltaw.itests.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 500 trials say of a learner with perseveration, side bias and lapses: 50 subjects, each simulated and fitted alone. */
@Tag("evidence")
class ChoiceRecoveryTest {
    private static final int SUBJECTS = 50;
    private static final Map<String, Double> TRUTH = Map.of("rule.alpha", 0.4, "network.scale", 5.0, "network.perseveration", 0.15,
            "network.bias", 0.3, "network.lapse", 0.06);
    private static final String SPEC = """
            name: recovery
            data:
              source: synthetic-foraging
              truth: {family: formula, parameters: {alpha: 0.4}, change: x*chosen*alpha*(r - w)}
              trajectories: 1
              held-out: 0
              blocks: [[0.7, 0.1], [0.1, 0.7]]
              trials-per-block: 40
              trials: 500
              options: {baited: false, variation: 15}
            network:
              architecture: options
              scale: 5
              perseveration: 0.15
              bias: 0.3
              lapse: 0.06
              fitted: [scale, bias, perseveration, lapse]
              initial: {scale: 3, bias: 0, perseveration: 0, lapse: 0.02}
              bounds: {scale: [0, 30], lapse: [0, 0.5], perseveration: [-2, 2]}
            rule: {family: formula, parameters: {alpha: {initial: 0.5, bounds: [0, 1]}}, change: x*chosen*alpha*(r - w)}
            loss: [{function: choice-cross-entropy}]
            """;

    @TempDir
    private Path folder;

    /** Returns the errors of each parameter, one for each subject. */
    private Map<String, List<Double>> errors() throws IOException {
        Path spec = Files.writeString(folder.resolve("spec.yaml"), SPEC);
        ExtensionRegistry registry = ExtensionRegistry.ofClassPath(ChoiceRecoveryTest.class.getClassLoader());
        Map<String, List<Double>> errors = new LinkedHashMap<>();
        for (int subject = 1; subject <= SUBJECTS; subject++) {
            try (OpenFit opened = OpenFit.open(SpecFile.read(spec, List.of("seed=" + subject)).fit(registry))) {
                Problem problem = opened.problems().getFirst();
                FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
                assertTrue(result.outcome() instanceof Outcome.Converged, result.outcome()::toString);
                double[] fitted = result.best().parameters();
                double[] truth = problem.names().stream().mapToDouble(TRUTH::get).toArray();
                assertTrue(problem.gradient(fitted).loss() < problem.gradient(truth).loss(), "the truth of subject " + subject
                        + " is more probable than what was fitted");
                for (int i = 0; i < fitted.length; i++) {
                    errors.computeIfAbsent(problem.names().get(i), _ -> new ArrayList<>()).add(fitted[i] - truth[i]);
                }
            }
        }
        return errors;
    }

    private static double median(List<Double> values) {
        return Metrics.median(values.stream().mapToDouble(Double::doubleValue).toArray()).orElseThrow();
    }

    @Test
    void parametersAreFoundAgain() throws IOException {
        Map<String, List<Double>> errors = errors();
        assertEquals(TRUTH.keySet(), errors.keySet());
        // Of these the median of 50 has a standard error of about a sixth.
        Map<String, Double> spread = Map.of("rule.alpha", 0.05, "network.scale", 1.2, "network.perseveration", 0.05, "network.bias", 0.25,
                "network.lapse", 0.03);
        errors.forEach((name, each) -> {
            assertEquals(0, median(each), spread.get(name) / 2, "median error of " + name);
            double usual = median(each.stream().map(Math::abs).toList());
            assertTrue(usual < spread.get(name), "median absolute error of " + name + " " + usual);
        });
    }
}
