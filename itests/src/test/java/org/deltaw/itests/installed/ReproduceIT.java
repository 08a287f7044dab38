package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paper's experiments, in their small size. */
class ReproduceIT {
    @TempDir
    private static Path folder;

    private static Deltaw deltaw;

    @BeforeAll
    static void prepare() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder).forLongRuns();
    }

    @Test
    void allExperimentsAreListed() throws Exception {
        deltaw.run("reproduce", "--list").succeeded().says("oja-from-activity", "gauss-newton-against-adam",
                "reward-rule-from-choices", "reward-rules-table", "trajectory-length-and-hidden-size", "sensitivity",
                "weights-behind-choices", "flies-forgetting", "flies-left-out", "flies-held-out", "(figure 2)");
    }

    @Tag("evidence")
    @ParameterizedTest
    @CsvSource({"oja-from-activity, 4, 6", "gauss-newton-against-adam, 2, 4", "reward-rule-from-choices, 2, 6",
        "reward-rules-table, 4, 4", "five-reward-rules, 4, 4", "trajectory-length-and-hidden-size, 8, 6", "sensitivity, 3, 4",
        "weights-behind-choices, 4, 4"})
    void experimentHasAllFitsAndFigures(String name, int fits, int files) throws Exception {
        deltaw.run("reproduce", name, "--quick", "-o", name).succeeded().says("What this shows");

        List<String[]> rows = rows(name);
        assertEquals(fits, rows.size() - 1);
        int outcome = Arrays.asList(rows.getFirst()).indexOf("outcome");
        for (String[] row : rows.subList(1, rows.size())) {
            assertTrue(row[outcome].startsWith("converged") || row[outcome].equals("finished"), String.join(",", row));
        }
        try (var drawn = Files.list(deltaw.work().resolve(name))) {
            assertEquals(files, drawn.filter(file -> file.toString().matches(".*\\.(svg|png)")).count());
        }
    }

    @Tag("evidence")
    @Test
    void ojaIsFoundWithoutNoise() throws Exception {
        deltaw.run("reproduce", "oja-from-activity", "--quick", "-o", "found").succeeded();

        List<String[]> rows = rows("found");
        int column = Arrays.asList(rows.getFirst()).indexOf("value.rule.x*y");
        assertEquals("0", rows.get(1)[0]);
        assertEquals(1, Double.parseDouble(rows.get(1)[column]), 1e-9);
    }

    @Test
    void ownExperimentIsRunTwiceWithTheSameTableAndGoesOn() throws Exception {
        Files.writeString(deltaw.work().resolve("my-experiment.yaml"), """
                title: Does it matter how long flies are watched?
                spec: example-foraging.yaml
                set: [data.trajectories=2, data.held-out=1, training.optimizer=automatic, training.epochs=10, training.starts=1,
                      training.intervals=none]
                vary:
                  - {name: trials, key: data.trials-per-block, values: [5, 10]}
                collect: [value.rule.x*r, heldOut.rSquared.weights.uniform]
                figures:
                  - {name: weights, title: Weights, kind: lines, show: [heldOut.rSquared.weights.uniform], across: trials}
                findings:
                  - {say: 'The coefficient is {mean} on average.', of: value.rule.x*r}
                """);
        deltaw.run("reproduce", "my-experiment.yaml", "-o", "mine").succeeded().says("The coefficient is");
        deltaw.run("reproduce", "my-experiment.yaml", "-o", "mine-again").succeeded();
        deltaw.run("reproduce", "my-experiment.yaml", "-o", "mine").succeeded().says("2/2 trials 10, seed 1 (done before)");

        for (String file : List.of("table.csv", "summary.csv", "weights.svg")) {
            assertEquals(-1, Files.mismatch(deltaw.work().resolve("mine").resolve(file),
                    deltaw.work().resolve("mine-again").resolve(file)), file);
        }
    }

    @Test
    void mistakesAreRefused() throws Exception {
        deltaw.refuses(List.of("reproduce", "oja-from-activty"), "did you mean 'oja-from-activity'?");
        deltaw.refuses(List.of("reproduce", "flies-forgetting"), "needs recordings", "--data DIR");
        deltaw.refuses(List.of("reproduce", "flies-forgetting", "--data", "nowhere"), "nowhere", "does not exist");
        deltaw.refuses(List.of("reproduce", "sensitivity", "trainig.epochs=2"), "trainig", "did you mean 'training'?");
    }

    @Test
    void withoutTheBundleThatDrawsThereAreTables() throws Exception {
        Deltaw minimal = Deltaw.of(Installation.minimal(), folder.resolve("minimal"));
        Files.writeString(minimal.work().resolve("own.yaml"), """
                title: One fit
                spec: example-fly.yaml
                set: [training.epochs=2, training.starts=1, training.intervals=none, data.resamplings=2]
                collect: [loss]
                figures:
                  - {name: loss, title: Loss, kind: points, show: [loss], across: seed}
                """);
        Outcome outcome = minimal.run("reproduce", "own.yaml", "-o", "own");
        assertEquals(0, outcome.exitCode(), outcome.toString());
        assertTrue(outcome.err().contains("the bundle org.deltaw.figure is not installed"), outcome.toString());
        assertTrue(Files.exists(minimal.work().resolve("own/table.csv")));
    }

    private static List<String[]> rows(String name) throws Exception {
        List<String[]> rows = Files.readAllLines(deltaw.work().resolve(name).resolve("table.csv")).stream()
                .map(line -> line.split(",", -1)).toList();
        IntStream.range(1, rows.size()).forEach(row ->
                assertTrue(rows.get(row).length >= rows.getFirst().length, String.join(",", rows.get(row))));
        return rows;
    }
}
