package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of real flies, where they are at hand. */
class RealFlyIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"example-fly.yaml", "example-fly-mlp.yaml"})
    void everyFlyIsFittedAloneAndItsLossFalls(String spec) throws Exception {
        Optional<Path> recordings = Project.shared("data/flies").map(path -> path.toAbsolutePath().normalize());
        assumeTrue(recordings.isPresent(), "no recordings beside the project");
        Deltaw deltaw = Deltaw.of(Installation.standard(), folder);

        Outcome fit = deltaw.run("fit", spec, "data.files=[" + recordings.get() + "/*.mat]", "data.resamplings=2",
                "training.subjects=separate", "training.epochs=8", "-o", "run");

        assertEquals(0, fit.exitCode(), fit.toString());
        fit.says("All subjects", "median");
        assertTrue(fit.err().lines().allMatch(line -> line.startsWith("deltaw: warning: ")), fit.toString());
        List<String> flies = flies(recordings.get());
        assertTrue(flies.size() >= 6, flies.toString());
        for (String fly : flies) {
            double[] losses = new RunFiles(deltaw.work().resolve("run/subjects").resolve(fly)).losses();
            double last = losses[losses.length - 1];
            assertTrue(last < losses[0], fly + " went from " + losses[0] + " to " + last);
        }
    }

    private static List<String> flies(Path recordings) throws Exception {
        try (Stream<Path> files = Files.list(recordings)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".mat"))
                    .map(name -> name.replaceFirst("\\.mat$", "")).sorted().toList();
        }
    }
}
