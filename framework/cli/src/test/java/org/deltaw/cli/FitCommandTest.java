package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deltaw.spi.Warning;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.record.WarningsJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitCommandTest {
    private static final String NOT_REACHED = "deltaw: warning: Training has not reached the minimum: from here a step to it would move a "
            + "coefficient by ... standard errors, so use training.optimizer=gauss-newton, or train longer.\n";

    @TempDir
    Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
    }

    private String run(String name) {
        return terminal.path(name).toString();
    }

    @Test
    void showsWhatAPersonWantsToRead() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "-o", run("r"));
        assertEquals(NOT_REACHED, ran.err().replaceFirst("by [0-9.]+ standard", "by ... standard"));
        assertEquals(ExitCode.DONE, ran.code());
        List<String> inOrder = List.of(
                "  fit      lab, seed 3\n", "  data     lab-data: 4 trajectories of 2 subjects, 48 steps\n",
                "  rule     lab-rule, 2 fitted numbers\n", "  loss     lab-loss\n",
                "  backend  lab-backend, f64, lab bench\n", "  method   adam, because the spec says so\n",
                "iteration  1/12  loss ", "iteration 12/12  loss ",
                "\nFinished: all 12 iterations are done. (", "\nFitted rule", "  dw = ", "\nCoefficients\n",
                "  of       name    ", "  rule     grow    ", "  rule     decay   ",
                "  network  offset         0 ", "fixed\n", "No standard errors, intervals, AIC and BIC: training has not reached the",
                "  loss in training  ", "  log-likelihood    -", "percent deviance explained",
                "median of 4 trajectories", "over the same network without plasticity", "over the best constant prediction",
                "report.html (to read)");
        int at = 0;
        for (String part : inOrder) {
            int found = ran.out().indexOf(part, at);
            assertTrue(found >= 0, () -> "'" + part + "' is missing, or not where it should be, in\n" + ran.out());
            at = found;
        }
    }

    @Test
    void addsProgressLinesAtGrowingIntervals() {
        String out = terminal.run("fit", terminal.spec(), "-o", run("r")).out();
        List<String> epochs = out.lines().filter(line -> line.startsWith("iteration"))
                .map(line -> line.substring(10, 12).strip()).toList();
        assertEquals(List.of("1", "2", "5", "10", "12"), epochs);
        assertFalse(out.contains("\r") || out.contains("\u001B"), "control characters in a log");
    }

    @Test
    void writesOverOneLineOnATerminal() {
        String out = terminal.runOnTerminal("fit", terminal.spec(), "-o", run("r")).out();
        assertTrue(out.contains("\r[##"), out);
        assertTrue(out.contains("iteration 12/12"), out);
    }

    @Test
    void leavesAllFilesOfARun() throws IOException {
        terminal.run("fit", terminal.spec(), "seed=7", "-o", run("r"));
        try (Stream<Path> files = Files.list(terminal.path("r"))) {
            assertEquals(List.of(".lock", "bundles.json", "checkpoint.json", "data.json", "history.csv", "identity.json",
                    "metrics.json", "parameters.json", "predictions.csv", "report.html", "spec.yaml"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertTrue(terminal.read("r/spec.yaml").contains("seed: 7"));
        assertEquals(13, terminal.read("r/history.csv").lines().count());
        assertTrue(terminal.read("r/report.html").contains("<svg "));
    }

    @Test
    void refusesADirectoryThatIsNotEmpty() {
        terminal.run("fit", terminal.spec(), "-o", run("r"));
        Terminal.Ran again = terminal.run("fit", terminal.spec(), "-o", run("r"));
        assertEquals(ExitCode.INPUT, again.code());
        assertEquals("deltaw: The directory " + run("r") + " exists and is not empty. Name another one with -o DIR, or "
                + "remove it; to go on with the run in it: deltaw resume " + run("r") + "\n", again.err());
        assertEquals("", again.out());
    }

    @Test
    void warnsOfWhatTheDataSourceWarnsOf() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "data.warning=Ada sleeps.", "-o", run("r"));
        assertTrue(ran.err().startsWith("deltaw: warning: Ada sleeps.\ndeltaw: warning: Training has not reached"), ran.err());
        assertEquals(1, ran.err().split("Ada sleeps", -1).length - 1, "it is told with the result as well, but not printed again");
        assertEquals(ExitCode.DONE, ran.code());
        List<Warning> kept = WarningsJson.read(JsonTree.read(terminal.path("r/metrics.json")));
        assertEquals(new Warning("lab", "Ada sleeps.", "ada"), kept.getFirst());
        assertEquals(List.of("lab", "not-converged"), kept.stream().map(Warning::code).toList());
        String report = terminal.read("r/report.html");
        int at = report.indexOf("<li class=\"lab\">Ada sleeps.</li>");
        assertTrue(at > 0 && at < report.indexOf("Fitted rule"), report);
    }

    @Test
    void tableOfSubjectsHasTheCodesOfTheirWarnings() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "data.warning=Ada sleeps.",
                "training={epochs: 50, starts: 1, intervals: none}",
                "training.subjects=separate", "-o", run("r"));
        List<String> csv = terminal.read("r/summary.csv").lines().toList();
        assertTrue(csv.get(0).startsWith("subject,outcome,epochs,optima,optimum_weight,warnings,"), csv.get(0));
        assertTrue(csv.get(1).matches("ada,converged in \\d+,\\d+,,,lab( unstable-weights)?,.*"), csv.get(1));
        assertTrue(csv.get(2).matches("bob,converged in \\d+,\\d+,,,(unstable-weights)?,.*"), csv.get(2));
        assertTrue(ran.out().lines().anyMatch(line -> line.matches("  ada  .*  lab")), ran.out());
        assertTrue(ran.out().lines().anyMatch(line -> line.matches("  bob  .*  -")), ran.out());
        assertTrue(ran.out().contains("\n  warnings: lab\n"), ran.out());
        assertFalse(terminal.read("r/subjects/bob/report.html").contains("<h2>Warnings"));
    }

    @Test
    void fitsEachSubjectAlone() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "training.subjects=separate", "-o", run("r"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("\n2 subjects:\n  1/2  "), ran.out());
        assertTrue(ran.out().indexOf("\nSubject ada\n") < ran.out().indexOf("\nSubject bob\n"), ran.out());
        assertTrue(ran.out().contains("\nAll subjects\n  subject  training "), ran.out());
        assertTrue(ran.out().contains("\n  median "), ran.out());
        List<String> csv = terminal.read("r/summary.csv").lines().toList();
        assertTrue(csv.getFirst().startsWith("subject,outcome,epochs,optima,optimum_weight,warnings,steps,loss,log_likelihood,deviance,"
                + "percent_deviance_explained.no_plasticity,percent_deviance_explained.constant_choice,"), csv.getFirst());
        assertTrue(csv.getFirst().endsWith(",rule.grow,rule.decay,rule.grow.standard_error,rule.decay.standard_error,"
                + "rule.grow.status,rule.decay.status"), csv.getFirst());
        assertTrue(csv.get(1).startsWith("ada,finished,12,,,not-converged,"), csv.get(1));
        assertEquals(3, csv.size());
        for (String file : List.of("history.csv", "parameters.json", "metrics.json", "checkpoint.json", "report.html")) {
            assertTrue(Files.exists(terminal.path("r/subjects/bob/" + file)), file);
        }
    }

    @Test
    void reportsADivergenceAsAResult() {
        Terminal.Ran ran = terminal.run(
                "fit", terminal.spec(), "data.size=1e200", "rule.start=10", "data.steps=9", "-o", run("r"));
        assertEquals(ExitCode.NOT_CONVERGED, ran.code(), ran.err());
        String words = ran.out().replace('\n', ' ');
        assertTrue(words.contains("Diverged in iteration 1: in trajectory 'ada/1' the "), ran.out());
        assertTrue(words.contains("Try a smaller training.optimizer.learning-rate"), ran.out());
        assertTrue(Files.exists(terminal.path("r/report.html")));
    }

    @Test
    void gaussNewtonEndsWhenNothingIsLeftToGain() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "training={epochs: 50}", "-o", run("r"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        String words = ran.out().replaceAll("\\s+", " ");
        assertTrue(words.contains("method gauss-newton, because the rule has named coefficients"), ran.out());
        assertTrue(words.contains("so training ended after iteration "), ran.out());
        assertTrue(words.contains("standard error profile 95 % interval"), ran.out());
        assertTrue(words.contains("From the likelihood of 48 observations in 4 recordings"), ran.out());
        assertTrue(words.contains("AIC "), ran.out());
        assertTrue(words.contains("Weights grow from nothing: on average a step multiplies a small difference of a weight by 1."),
                ran.out());
        assertTrue(ran.err().startsWith("deltaw: warning: With the fitted values weights grow from nothing: "), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        String metrics = terminal.read("r/metrics.json");
        assertTrue(metrics.contains("\"name\": \"gauss-newton\"") && metrics.contains("\"basis\": \"likelihood\""), metrics);
        String evaluated = terminal.run("evaluate", run("r")).out();
        String interval = ran.out().lines().filter(line -> line.contains("  grow ")).findFirst().orElseThrow();
        assertTrue(evaluated.contains(interval), evaluated);
        assertTrue(terminal.read("r/evaluation.json").contains("\"schema\": \"deltaw-uncertainty/2\""));
        assertTrue(terminal.read("r/report.html").contains("95 % interval"));
    }

    @Test
    void profilesAreShownWhereTheyAreAskedFor() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "training={epochs: 50, intervals: profile}", "-o", run("r"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("profile 95 % interval"), ran.out());
        assertTrue(terminal.read("r/metrics.json").contains("\"intervals\": \"profile\""));
    }

    @Test
    void withoutIntervalsNothingIsClaimed() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "training={epochs: 50, intervals: none}", "-o", run("r"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertFalse(ran.out().contains("standard error  "), ran.out());
        assertTrue(ran.out().contains("No standard errors, intervals, AIC and BIC: training.intervals is none."), ran.out());
    }

    @Test
    void gradientClipIsRefusedWhereNothingClips() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "training={optimizer: {name: gauss-newton, gradient-clip: 1}}");
        assertEquals(ExitCode.INPUT, ran.code());
        assertTrue(ran.err().contains("training.optimizer.gradient-clip is not known."), ran.err());
    }

    @Test
    void settingsOfAnOptimizerThatStandInTheirFormerPlaceAreRefusedNamingTheNewOne() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "training.learning-rate=0.1");
        assertEquals(ExitCode.INPUT, ran.code());
        assertTrue(ran.err().contains("training.learning-rate is a setting of the optimizer, of adam and gradient-descent; expected "
                + "it at training.optimizer.learning-rate, as in training: {optimizer: {name: adam, learning-rate: ...}}."),
                ran.err());
    }

    @Test
    void leavesNothingIfTheSpecIsWrong() {
        assertEquals(ExitCode.INPUT, terminal.run("fit", terminal.spec(), "rule.family=none", "-o", run("r")).code());
        assertEquals(ExitCode.INPUT, terminal.run("fit", terminal.spec(), "data.files=[eve.txt]", "-o", run("r")).code());
        assertFalse(Files.exists(terminal.path("r")));
    }
}
