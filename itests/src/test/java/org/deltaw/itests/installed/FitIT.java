package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.deltaw.spec.json.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing a user does: fit the example. Each test looks at one side of what came out. */
class FitIT {
    private static final String[] TERMS = {"1", "w", "x", "r", "x*r"};
    private static final int EPOCHS = 5;

    @TempDir
    private static Path folder;

    private static Deltaw deltaw;
    private static Outcome fit;
    private static Path run;

    @BeforeAll
    static void fit() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder).forLongRuns();
        fit = deltaw.run("fit", "example-fly.yaml", "training.epochs=" + EPOCHS, "training.starts=1", "data.resamplings=2");
        run = deltaw.work().resolve("runs/fly-forgetting");
    }

    @Test
    void fittedRuleIsPrinted() {
        fit.succeeded().says("Fitted rule", "dw = ", "*x*r", "iteration " + EPOCHS + "/" + EPOCHS,
                "percent deviance explained", "runs/fly-forgetting");
        assertFalse(fit.out().contains("\u001B") || fit.out().contains("\r"), "signs for terminals: " + fit);
    }

    @Test
    void coefficientsAreListedByTerm() {
        for (String term : TERMS) {
            assertTrue(fit.out().lines().anyMatch(line -> line.matches("\\s+rule\\s+\\Q" + term + "\\E\\s+-?[\\d.e-]+(\\s.*)?")),
                    term + " is missing. " + fit);
        }
    }

    @Test
    void allFilesAreWrittenAndNoOther() throws Exception {
        assertEquals(new TreeSet<>(Set.of("runs/fly-forgetting/spec.yaml",
                        "runs/fly-forgetting/bundles.json", "runs/fly-forgetting/data.json",
                        "runs/fly-forgetting/history.csv", "runs/fly-forgetting/parameters.json",
                        "runs/fly-forgetting/identity.json", "runs/fly-forgetting/predictions.csv",
                        "runs/fly-forgetting/metrics.json", "runs/fly-forgetting/checkpoint.json",
                        "runs/fly-forgetting/report.html", "runs/fly-forgetting/.lock")),
                new TreeSet<>(deltaw.files().stream().filter(file -> file.startsWith("runs/fly-forgetting/")
                        && !file.endsWith("evaluation.json")).toList()));
    }

    @Test
    void parametersAreNamedByTerms() {
        Map<?, ?> parameters = object("parameters.json");
        Map<?, ?> rule = assertInstanceOf(Map.class, parameters.get("rule"), "no object 'rule' in " + parameters);
        assertEquals(List.of(TERMS), List.copyOf(rule.keySet()));
        rule.values().forEach(value -> assertTrue(value instanceof BigDecimal, "not a number: " + value));
    }

    @Test
    void metricsAreThereForEachTrajectoryAndOverAll() {
        Map<?, ?> metrics = object("metrics.json");
        List<Map<?, ?>> complete = new ArrayList<>();
        collect(metrics, complete);
        assertEquals(3, complete.size(), "not two trajectories and the whole: " + metrics);
    }

    @Test
    void historyHasALineForEachEpochAndFalls() throws Exception {
        List<String> history = Files.readAllLines(run.resolve("history.csv"));
        assertEquals("start,epoch,loss,rule.1,rule.w,rule.x,rule.r,rule.x*r", history.getFirst());
        assertEquals(1 + EPOCHS, history.size());
        assertTrue(loss(history.get(EPOCHS)) < loss(history.get(1)), history.toString());
    }

    @Test
    void keptSpecGivesTheSameRun() throws Exception {
        deltaw.run("fit", run.resolve("spec.yaml").toString(), "training.epochs=" + EPOCHS, "-o", "again").succeeded();
        assertEquals(-1, Files.mismatch(run.resolve("history.csv"), deltaw.work().resolve("again/history.csv")));
    }

    @Test
    void bundlesAreRecordedWithVersionAndHash() {
        Map<?, ?> record = object("bundles.json");
        List<?> bundles = (List<?>) record.get("bundles");
        assertTrue(bundles.size() >= Installation.standard().plugins().toFile().list().length, record.toString());
        for (Object bundle : bundles) {
            assertTrue(String.valueOf(((Map<?, ?>) bundle).get("sha256")).matches("[0-9a-f]{64}"), bundle.toString());
            assertFalse(String.valueOf(((Map<?, ?>) bundle).get("version")).isEmpty(), bundle.toString());
        }
    }

    @Test
    void evaluationAgreesWithTheFit() throws Exception {
        deltaw.run("evaluate", "runs/fly-forgetting").succeeded().says("percent deviance explained");
        assertTrue(Files.exists(run.resolve("evaluation.json")));
    }

    @Test
    void finishedRunIsNotResumed() throws Exception {
        deltaw.run("resume", "runs/fly-forgetting").succeeded().says("is finished");
    }

    @Test
    void reportIsOneFileThatNeedsNoOther() throws Exception {
        String report = Files.readString(run.resolve("report.html"));
        assertTrue(report.contains("x*r") && report.contains("<svg"), report);
        assertFalse(report.matches("(?s).*(src|href)=[\"']https?:.*"), "loads from elsewhere");
    }

    private static double loss(String line) {
        return Double.parseDouble(line.split(",")[2]);
    }

    private static Map<?, ?> object(String file) {
        return (Map<?, ?>) JsonFile.read(run.resolve(file));
    }

    /** Gathers the objects that have all four figures. */
    private static void collect(Object json, List<Map<?, ?>> complete) {
        if (json instanceof Map<?, ?> object) {
            if (object.get("loss") instanceof BigDecimal && object.get("logLikelihood") instanceof BigDecimal
                    && object.get("percentDevianceExplained") instanceof Map<?, ?> explained
                    && explained.get("noPlasticity") instanceof BigDecimal
                    && explained.get("constantChoice") instanceof BigDecimal) {
                complete.add(object);
            }
            object.values().forEach(value -> collect(value, complete));
        } else if (json instanceof Collection<?> list) {
            list.forEach(value -> collect(value, complete));
        }
    }
}
