package org.deltaw.itests.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltaw.itests.Shared;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.json.JsonFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits of a mouse's session that others have fitted, from a spec alone: the same log-likelihoods. */
@Tag("evidence")
class QLearningReferenceTest {
    /** In nats; the references are rounded to as many digits. */
    private static final double NATS = 1e-4;
    private static final String FORGETTING = "x*(chosen*alpha*(r - w) - (1 - chosen)*forget*w)";

    @TempDir
    private Path folder;

    private static Map<?, ?> references() {
        return (Map<?, ?>) JsonFile.read(Shared.path("golden-options/689514.json"));
    }

    private static double logLikelihood(String model) {
        return ((Number) ((Map<?, ?>) references().get(model)).get("logLikelihood")).doubleValue();
    }

    /** Fits a rule, with bounds from 0 to 1 for each of its parameters. */
    private FitResult fit(List<String> fitted, String bounds, List<String> parameters, String change) throws IOException {
        Path spec = folder.resolve("spec.yaml");
        Files.writeString(spec, """
                name: mouse
                data:
                  source: table
                  files: ['%s']
                  table: /intervals/trials
                  choice: {column: animal_response, options: {0: left, 1: right}, missing: [2]}
                  signals: {r: rewarded_historyL | rewarded_historyR}
                network: {architecture: options, update: all-options, fitted: %s, bounds: {scale: [0, 30]%s}}
                rule: {family: formula, parameters: {%s}, change: '%s'}
                loss: [{function: choice-cross-entropy}]
                """.formatted(Shared.path("data/nwb/689514_2024-02-01_18-06-43.nwb"), fitted, bounds,
                parameters.stream().map(name -> name + ": {initial: 0.5, bounds: [0, 1]}").collect(Collectors.joining(", ")), change));
        ExtensionRegistry registry = ExtensionRegistry.ofClassPath(QLearningReferenceTest.class.getClassLoader());
        try (OpenFit opened = OpenFit.open(SpecFile.read(spec, List.of()).fit(registry))) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
        }
    }

    private static double logLikelihood(FitResult result) {
        assertEquals(432, result.metrics().total().steps());
        return result.metrics().total().logLikelihood().orElseThrow();
    }

    @Test
    void oneLearningRate() throws IOException {
        assertEquals(logLikelihood("Q1"), logLikelihood(
                fit(List.of("scale", "bias"), "", List.of("alpha"), "x*chosen*alpha*(r - w)")), NATS);
    }

    @Test
    void twoLearningRatesAndForgetting() throws IOException {
        assertEquals(logLikelihood("Hattori2019"), logLikelihood(
                fit(List.of("scale", "bias"), "", List.of("a_rew", "a_unrew", "forget"),
                        "x*(chosen*(a_rew*r + a_unrew*(1 - r))*(r - w) - (1 - chosen)*forget*w)")), NATS);
    }

    @Test
    void choiceKernelWhoseWeightIsNegative() throws IOException {
        assertEquals(logLikelihood("Bari2019-unbounded-kappa"), logLikelihood(fit(List.of("scale", "bias", "perseveration"),
                ", perseveration: [-2, 2]", List.of("alpha", "forget"), FORGETTING)), NATS);
    }

    @Test
    void choiceKernelWhoseWeightIsAtItsBoundIsSaidToBe() throws IOException {
        FitResult result = fit(List.of("scale", "bias", "perseveration"), ", perseveration: [0, 1]", List.of("alpha", "forget"),
                FORGETTING);
        assertEquals(logLikelihood("Bari2019"), logLikelihood(result), NATS);
        Uncertainty.Stated stated = (Uncertainty.Stated) result.uncertainty();
        assertTrue(stated.coefficients().stream().anyMatch(each -> each.name().equals("network.perseveration")
                && each.status() == Uncertainty.Status.AT_LOWER_BOUND), () -> stated.coefficients().toString());
    }
}
