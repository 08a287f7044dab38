package org.deltaw.study.record;

import static org.deltaw.spec.testing.Specs.EXAMPLE;
import static org.deltaw.spec.testing.Specs.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.Starts;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.minimise.SearchStand;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.model.Unit;
import org.deltaw.kernel.stability.Stability;
import org.deltaw.spec.testing.FakeCatalog;
import org.deltaw.spec.testing.FakeExtensions;
import org.deltaw.spec.testing.Specs;
import org.deltaw.spi.Configured;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Warning;
import org.deltaw.spi.optimizer.OptimizerState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    private static final List<String> NAMES = List.of("rule.x*r", "rule.a,b");
    private static final Checkpoint CHECKPOINT = new Checkpoint(List.of(
            new Checkpoint.Start(new SearchStand(new ExtensionId("adam"), new double[] {0.1, -0.0},
                    new OptimizerState(1, Map.of("mean", new double[] {1e-300, 2}, "square", new double[] {3, 4}))),
                    List.of(new Epoch(1, 0.7, new double[] {0.05, 1e-9}), new Epoch(2, 0.6, new double[] {0.1, -0.0})), 0.6, 0),
            new Checkpoint.Start(new SearchStand(new ExtensionId("adam"), new double[] {3, 4}, new OptimizerState(1, Map.of())),
                    List.of(new Epoch(1, 0.65, new double[] {3, 4})), 0.65, 0)));

    private static final List<BundleInfo> SPI = List.of(new BundleInfo("org.deltaw.spi", "0.1.0", "spi.jar", "abc"));
    private static final DataRecord DATA = new DataRecord(false, 2, List.of("choice-cross-entropy"),
            List.of(new DataRecord.Recorded("Fly1-1", "Fly1", "Fly1", "aa", "bb", List.of())), List.of());

    @TempDir
    Path directory;

    private Path runs = Path.of("");
    private Fit fit = Specs.read(Path.of(System.getProperty("java.io.tmpdir")), EXAMPLE);

    @BeforeEach
    void prepare() {
        runs = directory.resolve("runs/x");
        fit = Specs.read(directory, EXAMPLE);
    }

    private RunDirectory create() {
        return RunDirectory.create(runs, fit, SPI, DATA, identity(fit, DATA, NAMES));
    }

    private static Identity identity(Fit fit, DataRecord data, List<String> names) {
        return Identity.of(fit, data, names, Platform.of(fit, SPI, 8));
    }

    private static FitResult result(String subject, Outcome outcome) {
        return result(subject, outcome, new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "training diverged"));
    }

    private static FitResult result(String subject, Outcome outcome, Uncertainty uncertainty) {
        Metrics.Fitness all = new Metrics.Fitness(300, 0.6, OptionalDouble.of(-180), OptionalDouble.of(1.2),
                OptionalDouble.of(12.5), OptionalDouble.empty());
        Metrics.Fitness one = new Metrics.Fitness(300, Double.NaN, OptionalDouble.empty(), OptionalDouble.empty(),
                OptionalDouble.of(Double.NEGATIVE_INFINITY), OptionalDouble.empty());
        Method method = new Method(new Configured<>(
                new FakeExtensions.Method<>("gauss-newton", NoSettings.class), new NoSettings()), "the spec says so");
        return new FitResult(subject, method, outcome, List.of(
                new ParameterValue("rule", "x*r", List.of(), true, new double[] {0.1}),
                new ParameterValue("network", "b", List.of(new Axis("pre", 1), new Axis("post", 2)), false,
                        new double[] {1, Double.NaN})),
                new TargetMeans(Map.of("decision", new double[] {0.75}, "activity", new double[] {1, 2})),
                Map.of("rule", "0.1*x*r"),
                new Metrics(all, List.of(new Metrics.TrajectoryFitness("Fly1-1", "Fly1", one))), Optional.empty(), uncertainty,
                List.of(new Stability("weights", 0.25, 0.125, new Stability.Steps(80, 60, 20))),
                List.of(new Warning("on-bound", "The fit is on a bound.", "rule.x*r")), new Starts(CHECKPOINT, 1, List.of()), "cpu");
    }

    private String text(String file) throws IOException {
        return Files.readString(runs.resolve(file));
    }

    /** What a file says, without what it says about itself. */
    private String content(String file) throws IOException {
        return text(file).replaceFirst(",\n  \"about\": \\{[^}]*\\}\n\\}\n$", "\n}\n");
    }

    private void edit(String file, UnaryOperator<String> change) throws IOException {
        Files.writeString(runs.resolve(file), change.apply(text(file)));
    }

    private static String fault(Executable action) {
        return assertThrows(InvalidSpecException.class, action).getMessage();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(Files::isRegularFile).map(file -> runs.relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void theSpecGivesTheSameFitAgain() {
        create();
        assertEquals(fit, RunDirectory.open(runs).spec(List.of()).fit(FakeCatalog.standard()));
        assertEquals(500, RunDirectory.open(runs).spec(List.of("training.epochs=500"))
                .fit(FakeCatalog.standard()).training().epochs());
    }

    @Test
    void aRunIsNotOverwritten() throws IOException {
        create();
        assertFault(directory, "runs/x holds a run already; choose another directory, or go on with that run by: "
                + "deltaw resume runs/x", this::create);
        assertEquals(List.of("bundles.json", "data.json", "identity.json", "spec.yaml"), files());
    }

    @Test
    void aDirectoryWithoutRunCannotBeOpened() {
        assertFault(directory, "runs/x holds no run; expected a directory that 'deltaw fit' has made, with the file "
                + "spec.yaml.", () -> RunDirectory.open(runs));
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(directory.resolve("runs"), "a file");
        UncheckedIOException fault = assertThrows(UncheckedIOException.class, this::create);
        assertTrue(fault.getMessage().startsWith("The directory " + runs + " could not be made: "), fault.getMessage());
    }

    @Test
    void bundlesAreRecorded() throws IOException {
        create();
        assertEquals("""
                {
                  "java": "JAVA",
                  "system": "SYSTEM",
                  "bundles": [{
                    "name": "org.deltaw.spi",
                    "version": "0.1.0",
                    "file": "spi.jar",
                    "sha256": "abc"
                  }]
                }
                """.replace("JAVA", Runtime.version().toString()).replace("SYSTEM",
                        System.getProperty("os.name") + " " + System.getProperty("os.arch")),
                text("bundles.json"));
    }

    @Test
    void aCheckpointKeepsEveryBit() throws IOException {
        RunResults results = create().results("");
        assertEquals(Optional.empty(), results.checkpoint());
        results.write(CHECKPOINT, NAMES);
        CheckpointJsonTest.assertSame(CHECKPOINT, RunDirectory.open(runs).results("").checkpoint().orElseThrow());
        assertEquals("""
                start,epoch,loss,rule.x*r,"rule.a,b"
                1,1,0.7,0.05,1.0E-9
                1,2,0.6,0.1,-0.0
                2,1,0.65,3.0,4.0
                """, text("history.csv"));
        assertEquals(List.of("bundles.json", "checkpoint.json", "data.json", "history.csv", "identity.json", "spec.yaml"), files());
    }

    @Test
    void warningsAreReadAsTheyWereWritten() {
        RunResults results = create().results("");
        FitResult result = result("", new Outcome.Finished());
        results.write(result, NAMES);
        assertEquals(result.warnings(), WarningsJson.read(results.metrics().orElseThrow()));
        assertEquals(List.of(), WarningsJson.read(JsonTree.of(Map.of("steps", 3))), "an earlier DeltaW wrote none");
        assertEquals("A record of a run is damaged: A warning needs a code of lower-case words with hyphens, and a message, found '' and "
                + "'Hm.'.", fault(() -> WarningsJson.read(JsonTree.of(Map.of("warnings", List.of(Map.of("message", "Hm.")))))));
    }

    @Test
    void resultsAreKept() throws IOException {
        RunResults results = create().results("");
        assertEquals(Optional.empty(), results.parameters());
        results.write(result("", new Outcome.Finished()), NAMES);
        assertEquals(List.of("bundles.json", "checkpoint.json", "data.json", "history.csv", "identity.json", "metrics.json",
                "parameters.json", "spec.yaml"), files());
        assertEquals("""
                {
                  "rule": {
                    "x*r": 0.1
                  },
                  "network": {
                    "status": {
                      "b[0][1]": "not-a-number"
                    },
                    "b": [[1.0, null]]
                  },
                  "means": {
                    "activity": [1.0, 2.0],
                    "decision": 0.75
                  }
                }
                """, content("parameters.json"));
        assertEquals("""
                {
                  "subject": "",
                  "outcome": {
                    "kind": "finished"
                  },
                  "epochs": 2,
                  "optimizer": {
                    "name": "gauss-newton",
                    "because": "the spec says so"
                  },
                  "warnings": [{
                    "code": "on-bound",
                    "message": "The fit is on a bound.",
                    "where": "rule.x*r"
                  }],
                  "formulas": {
                    "rule": "0.1*x*r"
                  },
                  "steps": 300,
                  "loss": 0.6,
                  "logLikelihood": -180.0,
                  "deviance": 1.2,
                  "percentDevianceExplained": {
                    "status": {
                      "constantChoice": "not-stated"
                    },
                    "noPlasticity": 12.5,
                    "constantChoice": null
                  },
                  "recordings": [],
                  "trajectories": [{
                    "status": {
                      "loss": "not-a-number",
                      "logLikelihood": "not-stated",
                      "deviance": "not-stated"
                    },
                    "id": "Fly1-1",
                    "subject": "Fly1",
                    "steps": 300,
                    "loss": null,
                    "logLikelihood": null,
                    "deviance": null,
                    "percentDevianceExplained": {
                      "status": {
                        "noPlasticity": "negative-infinite",
                        "constantChoice": "not-stated"
                      },
                      "noPlasticity": null,
                      "constantChoice": null
                    }
                  }],
                  "stability": [{
                    "group": "weights",
                    "stable": false,
                    "kind": "grow",
                    "meanLogFactor": 0.25,
                    "negativeShare": 0.125,
                    "plasticSteps": 80,
                    "examinedSteps": 60
                  }],
                  "uncertainty": {
                    "schema": "deltaw-uncertainty/2",
                    "notStated": "not-converged",
                    "notStatedBecause": "training diverged",
                    "coefficients": [],
                    "confounded": []
                  }
                }
                """, content("metrics.json"));
        Map<String, Map<String, double[]>> parameters = results.parameters().orElseThrow();
        assertEquals(List.of("rule", "network", "means"), List.copyOf(parameters.keySet()));
        assertArrayEquals(new double[] {1, 2}, parameters.get("means").get("activity"));
        assertArrayEquals(new double[] {0.1}, parameters.get("rule").get("x*r"));
        assertArrayEquals(new double[] {1, Double.NaN}, parameters.get("network").get("b"));
    }

    @Test
    void uncertaintyIsWritten() throws IOException {
        Uncertainty.Stated stated = new Uncertainty.Stated(Uncertainty.Basis.SQUARED_ERROR,
                Uncertainty.IntervalMethod.PROFILE, 300, 2, new Uncertainty.ClusterCount(2, Uncertainty.Clustering.SUBJECTS), 1,
                OptionalDouble.of(0.25), 299, Optional.of(new Uncertainty.Information(-10, 2, 24, 31.5)), List.of(
                        new Uncertainty.Coefficient("rule.x*r", 0.1, Uncertainty.Status.DETERMINED,
                                Optional.of(new Uncertainty.Interval(Uncertainty.IntervalMethod.PROFILE, 0.05, 0,
                                        Double.POSITIVE_INFINITY, Uncertainty.End.AT_BOUND, Uncertainty.End.INFINITE)),
                                OptionalDouble.of(0.05), OptionalDouble.of(0.06)),
                        new Uncertainty.Coefficient("rule.a,b", 0, Uncertainty.Status.AT_LOWER_BOUND)),
                List.of(new Uncertainty.Confounded(List.of("rule.x*r", "rule.a,b"), 1, List.of(1.0, 0.5))),
                OptionalDouble.of(1e-6));
        create().results("").write(result("", new Outcome.Finished(), stated), NAMES);
        String metrics = content("metrics.json");
        assertEquals("""
                  "uncertainty": {
                    "schema": "deltaw-uncertainty/2",
                    "basis": "squared-error",
                    "intervals": "profile",
                    "confidence": 0.95,
                    "observations": 300.0,
                    "recordings": 2,
                    "clusters": 2,
                    "clusteredBy": "subjects",
                    "determined": 1,
                    "residualVariance": 0.25,
                    "degreesOfFreedom": 299.0,
                    "distanceInStandardErrors": 1.0E-6,
                    "logLikelihood": -10.0,
                    "informationParameters": 2,
                    "aic": 24.0,
                    "bic": 31.5,
                    "coefficients": [{
                      "name": "rule.x*r",
                      "value": 0.1,
                      "status": "determined",
                      "intervalMethod": "profile",
                      "standardError": 0.05,
                      "lower": 0.0,
                      "upper": null,
                      "lowerEnd": "at-bound",
                      "upperEnd": "infinite",
                      "modelStandardError": 0.05,
                      "robustStandardError": 0.06
                    }, {
                      "name": "rule.a,b",
                      "value": 0.0,
                      "status": "at-lower-bound",
                      "intervalMethod": null,
                      "standardError": null,
                      "lower": null,
                      "upper": null,
                      "lowerEnd": null,
                      "upperEnd": null,
                      "modelStandardError": null,
                      "robustStandardError": null
                    }],
                    "confounded": [{
                      "names": ["rule.x*r", "rule.a,b"],
                      "combinations": 1,
                      "weights": [1.0, 0.5]
                    }]
                  }
                }
                """, metrics.substring(metrics.indexOf("  \"uncertainty\"")));
    }

    @Test
    void everyOutcomeIsWritten() throws IOException {
        RunResults results = create().results("");
        results.write(result("", new Outcome.Diverged(3, "Fly1-1", 17, "state 'weights'")), NAMES);
        assertTrue(text("metrics.json").contains("""
                  "outcome": {
                    "kind": "diverged",
                    "epoch": 3,
                    "trajectory": "Fly1-1",
                    "step": 17,
                    "expression": "state 'weights'"
                  },
                """), text("metrics.json"));
        results.write(result("", new Outcome.Converged(3, "reduction", "no step would lower the loss")), NAMES);
        assertTrue(text("metrics.json")
                .contains("\"kind\": \"converged\",\n    \"epoch\": 3,\n    \"criterion\": \"reduction\"\n"));
        results.write(result("", new Outcome.Interrupted(4)), NAMES);
        assertTrue(text("metrics.json").contains("\"kind\": \"interrupted\",\n    \"epoch\": 4\n"));
    }

    @Test
    void subjectsHaveDirectoriesOfTheirOwn() throws IOException {
        RunDirectory run = create();
        for (String subject : List.of("Fly 1", "../../etc", "..", "a/b", "a%2Fb", "日本", ".x")) {
            run.results(subject).write(result(subject, new Outcome.Finished()), NAMES);
            assertTrue(text("subjects/" + run.results(subject).directory().getFileName() + "/metrics.json")
                    .contains("\"subject\": \"" + subject + "\""), subject);
        }
        try (Stream<Path> subjects = Files.list(runs.resolve("subjects"))) {
            assertEquals(List.of("%2E.", "%2E.%2F..%2Fetc", "%2Ex", "Fly 1", "a%252Fb",
                    "a%2Fb", "日本"), subjects.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aKilledRunLeavesNoHalfFile() throws IOException {
        RunResults results = create().results("");
        results.write(CHECKPOINT, NAMES);
        Files.writeString(runs.resolve(".checkpoint.json.part"), "{\"parameters\": [0.1, ");
        CheckpointJsonTest.assertSame(CHECKPOINT, results.checkpoint().orElseThrow());
        results.write(CHECKPOINT, NAMES);
        assertEquals(List.of("bundles.json", "checkpoint.json", "data.json", "history.csv", "identity.json", "spec.yaml"), files());
    }

    @Test
    void whoeverReadsWhileARunGoesOnFindsWholeFiles() throws InterruptedException {
        RunResults results = create().results("");
        results.write(CHECKPOINT, NAMES);
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 100; i++) {
                results.write(CHECKPOINT, NAMES);
            }
        });
        while (writer.isAlive()) {
            CheckpointJsonTest.assertSame(CHECKPOINT, results.checkpoint().orElseThrow());
        }
        writer.join();
    }

    @Test
    void otherFilesAreWrittenInTheSameWay() throws IOException {
        create().results("Fly1").write("report.html", "<p>é</p>");
        assertEquals("<p>é</p>", text("subjects/Fly1/report.html"));
    }

    @Test
    void anEditedResultIsRefused() throws IOException {
        create().results("").write(result("", new Outcome.Finished()), NAMES);
        edit("parameters.json", text -> text.replace("0.1", "0.2"));
        RunResults results = RunDirectory.open(runs).results("");
        assertEquals(runs.resolve("parameters.json") + " was changed after DeltaW wrote it: its checksum does not match. Bring back "
                + "the file as it was, or start anew in another directory.", fault(results::parameters));
        edit("metrics.json", text -> text.replace("finished", "converged"));
        assertTrue(fault(results::metrics).contains("metrics.json was changed after DeltaW wrote it"));
    }

    @Test
    void aCheckpointThatWasCutOrEmptiedIsRefused() throws IOException {
        create().results("").write(CHECKPOINT, NAMES);
        String whole = text("checkpoint.json");
        for (int length : new int[] {0, 1, whole.length() / 2, whole.length() - 3}) {
            edit("checkpoint.json", _ -> whole.substring(0, length));
            assertEquals(runs.resolve("checkpoint.json") + " is damaged: it was cut, or its end was changed. Bring back the file as "
                    + "DeltaW wrote it, or start anew in another directory.", fault(RunDirectory.open(runs).results("")::checkpoint));
        }
        edit("checkpoint.json", _ -> "{}\n");
        assertTrue(fault(RunDirectory.open(runs).results("")::checkpoint).contains("is damaged"));
        edit("checkpoint.json", _ -> whole);
        CheckpointJsonTest.assertSame(CHECKPOINT, RunDirectory.open(runs).results("").checkpoint().orElseThrow());
    }

    @Test
    void aCheckpointOfAnotherFormatIsRefusedByThatName() {
        RunResults results = create().results("");
        About first = new About("deltaw-checkpoint/1", RunDirectory.open(runs).digest(), "");
        results.write("checkpoint.json", first.write(Map.of("parameters", List.of(1))));
        assertEquals(runs.resolve("checkpoint.json") + " was written by another version of DeltaW: it is of the format "
                + "'deltaw-checkpoint/1', and this one reads 'deltaw-checkpoint/2'. Go on with that version, or start anew in another "
                + "directory.", fault(results::checkpoint));
        results.write("checkpoint.json", new About("deltaw-metrics/1", RunDirectory.open(runs).digest(), "").write(Map.of()));
        assertTrue(fault(results::checkpoint).contains("it is a file of the format 'deltaw-metrics/1', expected 'deltaw-checkpoint/2'"));
    }

    @Test
    void aFileOfAnotherRunOrSubjectIsRefused() throws IOException {
        RunDirectory run = create();
        run.results("Fly1").write(CHECKPOINT, NAMES);
        run.results("Fly2").write(CHECKPOINT, NAMES);
        edit("subjects/Fly2/checkpoint.json", _ -> read("subjects/Fly1/checkpoint.json"));
        assertEquals(runs.resolve("subjects/Fly2/checkpoint.json") + " does not belong there: it is of the subject 'Fly1', expected "
                + "'Fly2'. Bring back the file that was there.", fault(run.results("Fly2")::checkpoint));
        String first = text("subjects/Fly1/checkpoint.json");
        runs = directory.resolve("runs/y");
        fit = Specs.read(directory, EXAMPLE, "seed=7");
        RunDirectory other = create();
        other.results("Fly1").write(CHECKPOINT, NAMES);
        edit("subjects/Fly1/checkpoint.json", _ -> first);
        assertTrue(fault(other.results("Fly1")::checkpoint).contains("it is of the run '"));
    }

    @Test
    void whatHasChangedSinceARunBeganIsNamed() {
        RunDirectory run = create();
        run.requireSame(identity(fit, DATA, NAMES));
        assertEquals("Since the run in " + runs + " began, the list of fitted numbers has changed. Bring back what was there "
                + "then, or start anew in another directory.",
                fault(() -> run.requireSame(identity(fit, DATA, NAMES.reversed()))));
        DataRecord otherData = new DataRecord(false, 2, DATA.misfits(),
                List.of(new DataRecord.Recorded("Fly1-1", "Fly1", "Fly1", "aa", "cc", List.of())), List.of());
        Fit otherSeed = Specs.read(directory, EXAMPLE, "seed=7");
        assertEquals("Since the run in " + runs + " began, the section 'seed' of the spec and what the data hold have changed. Bring "
                + "back what was there then, or start anew in another directory.",
                fault(() -> run.requireSame(identity(otherSeed, otherData, NAMES))));
        run.requireSameModel(identity(otherSeed, otherData, NAMES), false);
        assertTrue(fault(() -> run.requireSameModel(identity(fit, otherData, NAMES), true)).contains("what the data hold has changed"));
    }

    /** Other data have other subjects, but the same parameters. */
    @Test
    void aRunWithNumbersOfEachSubjectIsPutToOtherSubjects() {
        List<String> names = List.of("network.b@Fly1", "rule.x*r");
        RunDirectory run = RunDirectory.create(runs, fit, SPI, DATA, identity(fit, DATA, names));
        List<String> other = List.of("network.b@Fly2", "network.b@Fly3", "rule.x*r");
        run.requireSameModel(identity(fit, DATA, other), false);
        assertTrue(run.hasNumbers(names));
        assertFalse(run.hasNumbers(other));
        assertTrue(fault(() -> run.requireSameModel(identity(fit, DATA, other), true)).contains("the list of fitted numbers"));
        assertTrue(fault(() -> run.requireSameModel(identity(fit, DATA, List.of("network.c@Fly2", "rule.x*r")), false))
                .contains("the list of fitted numbers"));
    }

    @Test
    void valuesOfSubjectsAndSessionsAreWrittenAndRead() throws IOException {
        Unit status = new Unit("status", Optional.empty());
        Unit monday = new Unit("a", Optional.of("Monday"));
        Unit tuesday = new Unit("a", Optional.of("Tuesday"));
        List<Axis> axes = List.of(new Axis("post", 2));
        FitResult plain = result("", new Outcome.Finished());
        RunResults results = create().results("");
        results.write(new FitResult("", plain.method(), plain.outcome(), List.of(
                new ParameterValue("rule", "w", Optional.of(status), List.of(), true, new double[] {Double.NaN}),
                new ParameterValue("rule", "w", Optional.of(new Unit("b", Optional.empty())), List.of(), true, new double[] {3}),
                new ParameterValue("network", "b", Optional.of(monday), axes, true, new double[] {1, 2}),
                new ParameterValue("network", "b", Optional.of(tuesday), axes, true, new double[] {4, 5})),
                plain.means(), plain.formulas(), plain.metrics(), plain.heldOut(), plain.uncertainty(), plain.stability(), plain.warnings(),
                plain.starts(), plain.device()), NAMES);
        assertEquals("""
                {
                  "rule": {
                    "w": [{
                      "status": {
                        "value": "not-a-number"
                      },
                      "subject": "status",
                      "value": null
                    }, {
                      "subject": "b",
                      "value": 3.0
                    }]
                  },
                  "network": {
                    "b": [{
                      "subject": "a",
                      "session": "Monday",
                      "value": [1.0, 2.0]
                    }, {
                      "subject": "a",
                      "session": "Tuesday",
                      "value": [4.0, 5.0]
                    }]
                  },
                """, text("parameters.json").substring(0, text("parameters.json").indexOf("  \"means\"")));
        Map<String, Map<String, double[]>> read = results.parameters().orElseThrow();
        assertArrayEquals(new double[] {Double.NaN}, read.get("rule").get("w@status"));
        assertArrayEquals(new double[] {3}, read.get("rule").get("w@b"));
        assertArrayEquals(new double[] {1, 2}, read.get("network").get("b@a/Monday"));
        assertArrayEquals(new double[] {4, 5}, read.get("network").get("b@a/Tuesday"));
    }

    private static Identity on(Fit fit, int vectorWidth, BundleInfo... bundles) {
        return Identity.of(fit, DATA, NAMES, Platform.of(fit, List.of(bundles), vectorWidth));
    }

    @Test
    void bundlesThatHaveChangedAreNamedAndRefused() {
        RunDirectory run = create();
        BundleInfo same = SPI.getFirst();
        run.requireSame(on(fit, 8, same, new BundleInfo("org.lab.more", "1", "more.jar", "ff")));
        String begin = "Since the run in " + runs + " began, ";
        assertTrue(fault(() -> run.requireSame(on(fit, 8, new BundleInfo("org.deltaw.spi", "0.2.0", "spi.jar", "abd"))))
                .startsWith(begin + "the bundle org.deltaw.spi (0.1.0, now 0.2.0) has changed."));
        assertTrue(fault(() -> run.requireSame(on(fit, 8, new BundleInfo("org.deltaw.spi", "0.1.0", "spi.jar", "abd"))))
                .startsWith(begin + "the bundle org.deltaw.spi (0.1.0, now with another content) has changed."));
        assertTrue(fault(() -> run.requireSame(on(fit, 4)))
                .startsWith(begin + "the bundle org.deltaw.spi (0.1.0, now missing) and the width of vectors (8, now 4) have"));
        run.requireSameModel(on(fit, 4), true);
    }

    @Test
    void theBackendChangesOnlyWhereTheUserSaysSoAndThatIsWrittenDown() throws IOException {
        RunDirectory run = RunDirectory.create(runs, fit, SPI, DATA, identity(fit, DATA, NAMES).withBackend(fit, "first"));
        run.results("").write(CHECKPOINT, NAMES);
        Identity now = on(fit, 4, SPI.getFirst());
        String name = now.platform().backend();
        assertTrue(fault(() -> run.requireSame(fit, now, false)).contains("the section 'backend' of the spec has changed"));
        Fit precision = Specs.read(directory, EXAMPLE, "backend.threads=3");
        assertTrue(fault(() -> run.requireSame(precision, on(precision, 4, SPI.getFirst()), true)).contains("the section 'backend'"));
        run.requireSame(fit, now, true);
        run.goOnWith(name);
        run.goOnWith(name);
        assertEquals(List.of(name), run.backends());
        RunDirectory again = RunDirectory.open(runs);
        again.requireSame(fit, now, false);
        CheckpointJsonTest.assertSame(CHECKPOINT, again.results("").checkpoint().orElseThrow());
        edit("backends.json", text -> text.replace("[\"", "[\"x"));
        assertTrue(fault(again::backends).contains("its checksum does not match"));
    }

    @Test
    void aRunOfAnEarlierDeltawCanBeReadAndNotGoneOnWith() throws IOException {
        create().results("").write(result("", new Outcome.Finished()), NAMES);
        Files.delete(runs.resolve("identity.json"));
        RunDirectory old = RunDirectory.open(runs);
        assertTrue(old.isOfFirstFormat());
        assertArrayEquals(new double[] {0.1}, old.results("").parameters().orElseThrow().get("rule").get("x*r"));
        assertTrue(fault(() -> old.requireSame(identity(fit, DATA, NAMES))).contains("was begun by an earlier DeltaW"));
    }

    @Test
    void subjectsThatWouldShareADirectoryAreRefused() {
        RunDirectory.requireDistinct(List.of("Fly1", "Fly2", "Fly1"));
        assertEquals("The subjects 'Fly1' and 'fly1' would share a directory on file systems that do not tell upper from lower case; "
                + "rename one of them in the data.", fault(() -> RunDirectory.requireDistinct(List.of("Fly1", "fly1"))));
    }

    @Test
    void aBeginningThatWasKilledIsBegunAnew() throws IOException {
        create();
        Files.delete(runs.resolve("spec.yaml"));
        Files.writeString(runs.resolve(".spec.yaml.part"), "name: ");
        RunFolders.claim(runs);
        assertEquals(List.of(), files());
        create();
        assertTrue(fault(() -> RunFolders.claim(runs)).contains("exists and is not empty"));
    }

    private String read(String file) {
        try {
            return text(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
