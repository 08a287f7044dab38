package org.deltaw.spec;

import static org.deltaw.spec.testing.Specs.EXAMPLE;
import static org.deltaw.spec.testing.Specs.file;
import static org.deltaw.spec.testing.Specs.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.kernel.Fit;
import org.deltaw.spec.testing.FakeCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecWriterTest {
    @TempDir
    Path directory;

    private Fit again(Fit fit) {
        return SpecReader.read(file(directory, "spec.yaml", SpecWriter.write(fit)), List.of(), FakeCatalog.standard());
    }

    @Test
    void writesEverySetting() {
        assertEquals("""
                name: fly-forgetting
                seed: 1
                directory: DIRECTORY
                data:
                  source: fly
                  files: [Fly1.mat]
                  resamplings: 20
                  reward: expected
                  noise: 0.05
                  training-fraction: 1.0
                network:
                  architecture: feedforward
                  layers: [2, 10, 1]
                  scale: 5.0
                  initial: {}
                  fixed: []
                  fitted: []
                  bounds: {}
                  scope: {}
                rule:
                  family: taylor
                  terms: [1, w, x, r, x*r]
                  initial: {x*r: 0.2}
                  fixed: []
                  fitted: []
                  bounds: {w: [-.inf, 0.0]}
                  scope: {}
                  weights: any
                loss:
                  - function: choice-cross-entropy
                    weight: 1.0
                    initial: {}
                    fixed: []
                    fitted: []
                    bounds: {}
                    scope: {}
                  - function: l1
                    weight: 0.01
                    initial: {}
                    fixed: []
                    fitted: []
                    bounds: {}
                    scope: {}
                likelihood: marginal
                weighting: observation
                priors: {}
                posterior:
                  sampler: automatic
                  chains: 4
                  warmup: 1000
                  draws: 1000
                  target-acceptance: 0.9
                  particles: 4000
                backend:
                  name: jvm
                  precision: f64
                  threads: 0
                  memory: 1024
                training:
                  optimizer:
                    name: adam
                    learning-rate: 0.003
                    update: per-trajectory
                    beta1: 0.9
                    gradient-clip: null
                  epochs: 250
                  starts: automatic
                  subjects: pooled
                  patience: 0
                  tolerance: 1.0e-6
                  intervals: large-sample
                  checkpoint-interval: 10.0
                """.replace("DIRECTORY", directory.toString()),
                SpecWriter.write(read(directory, EXAMPLE, "rule.initial.x*r=0.2", "rule.bounds.w=[-.inf, 0]")));
    }

    @Test
    void readingAgainGivesTheSameFit() {
        Fit fit = read(directory, EXAMPLE);
        assertEquals(fit, again(fit));
        assertEquals(SpecWriter.write(fit), SpecWriter.write(again(fit)));
    }

    @Test
    void whatIsChosenAutomaticallyIsLeftToTheKernelAgain() {
        Fit fit = read(directory, EXAMPLE, "training.optimizer=automatic");
        assertTrue(SpecWriter.write(fit).contains("\ntraining:\n  optimizer: automatic\n  epochs: 250\n"), SpecWriter.write(fit));
        assertEquals(fit, again(fit));
    }

    @Test
    void groupsStayGroups() {
        Fit fit = read(directory, EXAMPLE.replaceAll("(?m)^rule:.*$",
                "rules: {left: {family: oja}, 'right half': {family: taylor, initial: {w: 1}}}"));
        assertEquals(fit, again(fit));
    }

    @Test
    void relativePathsGoOnStartingAtTheSameDirectory() {
        Fit fit = read(directory, EXAMPLE + "directory: data");
        Fit resolved = SpecReader.read(file(directory, "elsewhere.yaml", SpecWriter.write(fit)),
                List.of("training.epochs=250"), FakeCatalog.standard());
        assertEquals(directory.resolve("data"), resolved.directory());
        assertEquals(fit, resolved);
    }

    @Test
    void longTextsAreNoTrouble() {
        Fit fit = read(directory, EXAMPLE, "name=" + "fly ".repeat(50_000) + "fly");
        assertEquals(fit, again(fit));
    }

    @Test
    void mapsWithoutOrderAreSorted() {
        String text = SpecWriter.write(read(directory, EXAMPLE, "rule.initial={z: 1, a: 2, m: 3}"));
        assertEquals(true, text.contains("  initial: {a: 2.0, m: 3.0, z: 1.0}\n"), text);
    }

    @Test
    void longListsStandOnLinesOfTheirOwn() {
        List<String> files = IntStream.range(0, 20).mapToObj(i -> "Fly number " + i + ".mat").toList();
        Fit fit = read(directory, EXAMPLE, "data.files=" + files);
        String text = SpecWriter.write(fit);
        assertEquals(true, text.contains("  files:\n    - Fly number 0.mat\n    - Fly number 1.mat\n"), text);
        assertEquals(fit, again(fit));
    }
}
