package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.itests.Shared;
import org.deltaw.spec.json.JsonFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw records of real flies are fitted; they are no part of this project. */
@Tag("evidence")
class RealFlyIT {
    private static final int FLIES = 18;

    @TempDir
    private Path folder;

    private static String arena(String flies, String others) {
        return "data={source: arena, folders: ['" + Shared.path("data/arena") + "/" + flies + "']" + others + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"example-fly.yaml", "example-fly-mlp.yaml"})
    void everyFlyIsFittedAloneAndItsLossFalls(String spec) throws Exception {
        Deltaw deltaw = Deltaw.of(Installation.standard(), folder).forLongRuns();

        Outcome fit = deltaw.run("fit", spec, arena("*Fly*", ", resamplings: 2, input-noise: 0.05"), "training.subjects=separate",
                "training.epochs=30", "-o", "run");

        assertEquals(0, fit.exitCode(), fit.toString());
        fit.says("All subjects", "median");
        assertTrue(fit.err().lines().allMatch(line -> line.startsWith("deltaw: warning: ")), fit.toString());
        List<Path> flies;
        try (var found = Files.list(deltaw.work().resolve("run/subjects"))) {
            flies = found.toList();
        }
        assertEquals(FLIES, flies.size());
        for (Path fly : flies) {
            double[] losses = new RunFiles(fly).losses();
            double last = losses[losses.length - 1];
            assertTrue(last < losses[0], fly + " went from " + losses[0] + " to " + last);
        }
    }

    /** The figures of this fly in the experiment flies-forgetting, as the findings have them, from its record and from a table of it. */
    @Test
    void figureOfOneFlyIsTheOneThatIsPublished() throws Exception {
        Deltaw deltaw = Deltaw.of(Installation.standard(), folder).forLongRuns();
        Path spec = Installation.standard().home().resolve("experiments/specs/flies.yaml");
        deltaw.run("fit", spec.toString(), arena("*Fly4", ""), "training.intervals=none", "-o", "record").succeeded();
        Outcome converted = deltaw.run("convert", spec.toString(), arena("*Fly4", ""), "-o", "fly4.csv").succeeded();
        String section = converted.out().substring(0, converted.out().indexOf("\n\n")).strip();
        Files.writeString(deltaw.work().resolve("fly4.yaml"), Files.readString(spec)
                .replaceFirst("(?s)\ndata:.*?\n\n", "\n" + section + "\n"));
        deltaw.run("fit", "fly4.yaml", "training.intervals=none", "-o", "table").succeeded();

        for (String run : List.of("record", "table")) {
            Map<?, ?> metrics = (Map<?, ?>) JsonFile.read("metrics.json", Files.readString(deltaw.work().resolve(run + "/metrics.json")));
            assertEquals(-257.4127, ((Number) metrics.get("logLikelihood")).doubleValue(), 1e-3, run);
            assertEquals(398, ((Number) metrics.get("steps")).intValue());
        }
        new RunFiles(deltaw.work().resolve("table")).assertSameAs(new RunFiles(deltaw.work().resolve("record")));
    }

    @Test
    void fliesAreFittedAloneAndTogether() throws Exception {
        Deltaw deltaw = Deltaw.of(Installation.standard(), folder).forLongRuns();
        Path flies = Files.createDirectories(folder.resolve("flies"));
        for (String fly : List.of("20200617T114331_Y-Arena1_Cam0BR_V2_64f_Fly4", "20200617T142343_Y-Arena1_Cam0BR_V2_64f_Fly5")) {
            Files.createSymbolicLink(flies.resolve(fly), Shared.path("data/arena").resolve(fly));
        }
        deltaw.run("reproduce", "flies-forgetting", "--quick", "--data", flies.toString(), "-o", "forgetting").succeeded()
                .says("of 2 flies", "One rule for all flies");
        // With any weight term, a stable one and none, two rewards: two flies alone, and both together.
        assertEquals(1 + 3 * 2 * 3, lines(deltaw, "forgetting"));

        deltaw.run("reproduce", "flies-held-out", "--quick", "--data", flies.toString(), "-o", "held-out").succeeded();
        assertEquals(1 + 2 * 2 * 3, lines(deltaw, "held-out"));

        deltaw.run("reproduce", "flies-left-out", "--quick", "--data", flies.toString(), "-o", "left-out").succeeded()
                .says("of 1 flies are described better");
        assertEquals(1 + 2 * 2, lines(deltaw, "left-out"));
    }

    /** Counts the lines of a table of results, the header included. */
    private static int lines(Deltaw deltaw, String results) throws Exception {
        return Files.readAllLines(deltaw.work().resolve(results).resolve("table.csv")).size();
    }
}
