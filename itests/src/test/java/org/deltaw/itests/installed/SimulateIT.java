package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deltaw.spec.json.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments are simulated, fitted, written into files and fitted again. */
class SimulateIT {
    private static final String[] SMALL = {"data.trajectories=3", "data.held-out=2"};
    private static final String[] BRIEFLY = {"training.epochs=2", "training.starts=1", "training.intervals=none"};

    @TempDir
    private static Path folder;

    private static Deltaw deltaw;

    @BeforeAll
    static void prepare() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder);
    }

    private static Outcome run(String... arguments) throws Exception {
        return deltaw.run(arguments);
    }

    @Tag("evidence")
    @Test
    void dataWrittenAsTablesAreFittedToTheSameBits() throws Exception {
        for (String example : List.of("foraging", "oja")) {
            String spec = "example-" + example + ".yaml";
            String tables = example + "-tables";
            run("simulate", spec, SMALL[0], SMALL[1], "-o", tables).succeeded()
                    .says("5 trajectories (2 held out)", "spec.yaml");

            run("fit", spec, SMALL[0], SMALL[1], "training.epochs=5", "-o", example + "-direct").succeeded();
            run("fit", tables + "/spec.yaml", "training.epochs=5", "-o", example + "-read").succeeded();

            new RunFiles(deltaw.work().resolve(example + "-read"))
                    .assertSameAs(new RunFiles(deltaw.work().resolve(example + "-direct")));
        }
    }

    @Test
    void examplesFindTheTruth() throws Exception {
        // With the JVM's better compiler: this one takes long enough to gain from it.
        deltaw.with("DELTAW_OPTS", "").run("fit", "example-foraging.yaml", "-o", "foraging").succeeded()
                .says("held out  7 trajectories", "How well it describes what was held out (7 trajectories",
                        "of the weights under the true rule");

        Map<?, ?> metrics = (Map<?, ?>) JsonFile.read(
                "metrics.json", Files.readString(deltaw.work().resolve("foraging/metrics.json")));
        Map<?, ?> heldOut = (Map<?, ?>) metrics.get("heldOut");
        assertTrue(weights(heldOut) > 0.99, heldOut.get("rSquared").toString());
        assertTrue(weights(metrics) > 0.99, metrics.get("rSquared").toString());
        assertEquals(7, ((List<?>) heldOut.get("trajectories")).size());
        assertEquals(18, ((List<?>) metrics.get("trajectories")).size());
        String report = Files.readString(deltaw.work().resolve("foraging/report.html"));
        assertTrue(report.contains("Description of what was held out") && report.contains("held-out/7"), report);
        assertEquals(1, new RunFiles(deltaw.work().resolve("foraging")).last().get("rule.x*r"), 0.1);
    }

    @Test
    void formulaFindsItsTruth() throws Exception {
        deltaw.with("DELTAW_OPTS", "").run("fit", "example-formula.yaml", "-o", "formula").succeeded()
                .says("dw = x*where(r > 0, 0.9", "rule     forget",
                "rule     worse");

        Map<String, Double> fitted = new RunFiles(deltaw.work().resolve("formula")).last();
        assertEquals(1, fitted.get("rule.better"), 0.1);
        assertEquals(0.4, fitted.get("rule.worse"), 0.05);
        assertEquals(0.05, fitted.get("rule.forget"), 0.01);
    }

    private static double weights(Map<?, ?> figures) {
        Map<?, ?> weights = (Map<?, ?>) ((Map<?, ?>) figures.get("rSquared")).get("weights");
        return ((Number) weights.get("uniform")).doubleValue();
    }

    @Test
    void exampleTableIsWhatTheSimulatorWrites() throws Exception {
        run("simulate", "example-foraging.yaml", "seed=3", "data.trajectories=4", "data.held-out=0",
                "data.trials-per-block=40", "-o", "table").succeeded();

        assertEquals(-1, Files.mismatch(deltaw.work().resolve("table/trajectories.csv"),
                deltaw.work().resolve("example-table.csv")));
        run("fit", "example-table.yaml", BRIEFLY[0], BRIEFLY[1], BRIEFLY[2], "-o", "table-run").succeeded()
                .says("4 trajectories, wholly or in their last trials", "How well it describes what was held out");
    }

    @Test
    void evaluationHasWhatWasHeldOutToo() throws Exception {
        run("fit", "example-oja.yaml", SMALL[0], SMALL[1], BRIEFLY[0], BRIEFLY[1], BRIEFLY[2], "-o", "evaluated").succeeded();

        run("evaluate", "evaluated").succeeded()
                .says("How well it describes what was held out (2 trajectories, 100 steps)");
        try (ZipFile activity = new ZipFile(deltaw.work().resolve("evaluated/activity.npz").toFile())) {
            List<String> names = activity.stream().map(ZipEntry::getName).toList();
            assertEquals(5 * 3, names.size(), names.toString());
            assertTrue(names.containsAll(List.of("training/1/observed.npy", "training/1/predicted.npy",
                    "held-out/2/held_out.npy")), names.toString());
        }
    }

    @Test
    void wrongTruthsAreRefused() throws Exception {
        deltaw.refuses(List.of("fit", "example-foraging.yaml", "data.truth={family: tayler}"),
                "data.truth.family", "did you mean 'taylor'?");
        deltaw.refuses(List.of("fit", "example-foraging.yaml", "data.truth={family: taylor, terms: [x], values: {y: 1}}"),
                "data.truth.values", "'y' is no parameter of this rule; its parameters are x.");
        deltaw.refuses(List.of("fit", "example-foraging.yaml", "data.held-out=-1"), "data.held-out");
        deltaw.refuses(List.of("simulate", "example-fly.yaml", "-o", "none"), "simulates nothing");
        deltaw.refuses(List.of("fit", "example-table.yaml", "data.inputs=[input.1, inptu.2]"),
                "data.inputs", "example-table.csv: there is no column 'inptu.2'; the nearest is 'input.2'");
    }
}
