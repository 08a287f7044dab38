package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deltaw.itests.Shared;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of real flies are fitted; they are no part of this project. */
@Tag("evidence")
class RealFlyIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"example-fly.yaml", "example-fly-mlp.yaml"})
    void everyFlyIsFittedAloneAndItsLossFalls(String spec) throws Exception {
        Path recordings = Shared.path("data/flies");
        Deltaw deltaw = Deltaw.of(Installation.standard(), folder);

        Outcome fit = deltaw.run("fit", spec, "data.files=[" + recordings + "/*.mat]", "data.resamplings=2",
                "training.subjects=separate", "training.epochs=8", "-o", "run");

        assertEquals(0, fit.exitCode(), fit.toString());
        fit.says("All subjects", "median");
        assertTrue(fit.err().lines().allMatch(line -> line.startsWith("deltaw: warning: ")), fit.toString());
        List<String> flies = flies(recordings);
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
