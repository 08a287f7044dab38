package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.validate.MeanOverFolds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateCommandTest {
    @TempDir
    Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
    }

    private String out(String name) {
        return terminal.path(name).toString();
    }

    @Test
    void showsMeansAndStandardErrorsOverFolds() {
        Terminal.Ran ran = terminal.run("validate", terminal.spec(), "--folds", "4", "-o", out("v"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        List<String> csv = terminal.read("v/validation.csv").lines().toList();
        assertEquals("subject,fold,held_out,trajectories,outcome,loss,log_likelihood,log_likelihood_per_observation,"
                + "percent_deviance_explained.no_plasticity,percent_deviance_explained.constant_choice,warnings", csv.getFirst());
        double[] losses = csv.stream().skip(1).mapToDouble(line -> Double.parseDouble(line.split(",")[5])).toArray();
        assertEquals(4, losses.length);
        double mean = Arrays.stream(losses).average().orElseThrow();
        String row = ran.out().lines().filter(line -> line.strip().startsWith("mean ")).findFirst().orElseThrow();
        assertEquals(Numbers.rounded(mean), row.strip().split(" +")[1]);
        assertTrue(terminal.read("v/validation.html").contains("cross-validation by 4 folds over recordings"));
        assertTrue(terminal.read("v/validation.json").contains("\"trained\": ["));
        assertFalse(Files.exists(terminal.path("v/spec.yaml")), "it is no run");
    }

    @Test
    void samenessIsThatOfTheSeed() {
        terminal.run("validate", terminal.spec(), "--folds", "2", "-o", out("a"));
        terminal.run("validate", terminal.spec(), "--folds", "2", "-o", out("b"));
        assertEquals(terminal.read("a/validation.json"), terminal.read("b/validation.json"));
    }

    @Test
    void subjectsCanBeHeldOutOrValidatedAlone() {
        Terminal.Ran over = terminal.run("validate", terminal.spec(), "--folds", "2", "--over", "subjects", "-o", out("s"));
        assertEquals(ExitCode.DONE, over.code(), over.err());
        String json = terminal.read("s/validation.json");
        assertTrue(json.contains("\"trained\": [\"ada/1\", \"ada/2\"]") && json.contains("\"trained\": [\"bob/1\", \"bob/2\"]"),
                json);
        assertEquals(List.of("ada", "bob"),
                terminal.read("s/validation.csv").lines().skip(1).map(line -> line.split(",")[2]).sorted().toList());
        assertTrue(json.contains("\"subjects\": [{\"subject\": \"ada\"") || json.contains("\"subject\": \"ada\","), json);
        assertTrue(over.out().lines().anyMatch(line -> line.matches(" +1 +(ada|bob) +2 .*")), over.out());
        Terminal.Ran alone = terminal.run("validate", terminal.spec(), "training.subjects=separate", "--folds", "2", "-o",
                out("t"));
        assertEquals(ExitCode.DONE, alone.code(), alone.err());
        assertTrue(alone.out().contains("over 2 subjects, of the means over the folds of each"), alone.out());
        Terminal.Ran refused = terminal.run("validate", terminal.spec(), "training.subjects=separate", "--over", "subjects",
                "--folds", "2");
        assertEquals(ExitCode.INPUT, refused.code());
        assertTrue(refused.err().contains("Each subject has parameters of its own"), refused.err());
    }

    @Test
    void foldsThatDivergedAreLeftOutAndNamed() {
        Terminal.Ran ran = terminal.run("validate", terminal.spec(), "data.size=1e200", "training.optimizer.learning-rate=1e200",
                "--folds", "2", "-o", out("d"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.out().contains("Training diverged in 1 and 2, which means and standard errors leave"), ran.out());
        assertTrue(ran.out().lines().anyMatch(line -> line.strip().matches("mean +-( +-)*")), ran.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 folds", "1/2  Fold 1", "2/4  ada, fold 2", "3/4  bob, fold 1"})
    void endsWithTheSameBitsAfterCtrlC(String where) {
        String subjects = where.contains("/4") ? "training.subjects=separate" : "training.subjects=pooled";
        terminal.run("validate", terminal.spec(), subjects, "--folds", "2", "-o", out("whole"));
        Terminal.Ran stopped =
                terminal.runAndStopAt(where, "validate", terminal.spec(), subjects, "--folds", "2", "-o", out("c"));
        assertEquals(ExitCode.INTERRUPTED, stopped.code());
        assertTrue(stopped.out().endsWith("Interrupted; what is done is kept. Go on with: deltaw resume " + out("c") + "\n"),
                stopped.out());
        assertFalse(Files.exists(terminal.path("c/validation.csv")));
        Terminal.Ran resumed = terminal.run("resume", out("c"));
        assertEquals(ExitCode.DONE, resumed.code(), resumed.err());
        for (String file : List.of("validation.csv", "validation.json", "validation.html")) {
            assertEquals(terminal.read("whole/" + file), terminal.read("c/" + file), file);
        }
        assertEquals("The cross-validation in " + out("c") + " is finished; its results are there.\n",
                terminal.run("resume", out("c")).out());
    }

    @Test
    void foldsThatAreDoneAreNotTrainedAgain() {
        terminal.runAndStopAt("1/2  Fold 1", "validate", terminal.spec(), "--folds", "2", "-o", out("c"));
        Terminal.Ran resumed = terminal.run("resume", out("c"));
        assertTrue(resumed.out().contains("\n  1/2  Fold 1: finished  (done before)\n  2/2  Fold 2: finished\n"), resumed.out());
    }

    @Test
    void wrongInputIsOneSentence() {
        assertEquals("deltaw: '--over flies' is not known; expected recordings, sessions, subjects or trials.\n",
                terminal.run("validate", terminal.spec(), "--over", "flies").err());
        assertEquals("deltaw: " + terminal.spec() + ": The data have 4 recordings, too few for 5 folds over recordings; use "
                + "fewer folds, or blocks of trials (--over trials).\n", terminal.run("validate", terminal.spec()).err());
    }

    private String[] selecting(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("validate", terminal.spec(), "training.optimizer=automatic", "--folds", "2",
                "--select", "--select-folds", "2", "--select-over", "trials", "--lambdas", "4", "-o", out(name)));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** The lab's choices are made by no rule, and where nothing is left to be fitted the rule still predicts. */
    @Test
    void termsAreChosenInEachFold() {
        Terminal.Ran ran = terminal.run(selecting("s"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        JsonTree json = JsonTree.read(terminal.path("s/validation.json"));
        assertEquals("trials", json.in("selection").text("over"));
        List<List<String>> selected = json.list("results").stream().map(fold -> fold.texts("selected")).toList();
        assertEquals(2, selected.size());
        JsonTree counts = json.in("termCounts");
        for (String term : List.of("rule.grow", "rule.decay")) {
            assertEquals(selected.stream().filter(each -> each.contains(term)).count(), (long) counts.number(term).orElseThrow(), term);
        }
        assertTrue(ran.out().replaceAll("\\s+", " ").contains(
                "Terms were chosen anew in each fold, from what it does not hold out. Of 2 folds"), ran.out());
        assertTrue(terminal.read("s/validation.csv").lines().findFirst().orElseThrow().endsWith(",terms,warnings"));
        assertEquals(terminal.read("s/validation.json"), read(terminal.run(selecting("t", "backend.threads=3")), "t/validation.json"));
    }

    private String read(Terminal.Ran ran, String file) {
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        return terminal.read(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 folds", "1/2  Fold"})
    void selectionsEndWithTheSameBitsAfterCtrlC(String where) {
        String whole = read(terminal.run(selecting("whole", "rule.bounds={grow: [0.1, 5]}")), "whole/validation.json");
        Terminal.Ran stopped = terminal.runAndStopAt(where, selecting("c", "rule.bounds={grow: [0.1, 5]}"));
        assertEquals(ExitCode.INTERRUPTED, stopped.code());
        assertEquals(whole, read(terminal.run("resume", out("c")), "c/validation.json"));
    }

    @Test
    void selectionsThatCannotBeMadeAreRefused() {
        assertEquals("deltaw: --rule says how terms are chosen, but none are; add --select, or leave it out.\n",
                terminal.run("validate", terminal.spec(), "--rule", "best").err());
        assertTrue(terminal.run("validate", terminal.spec(), "training.optimizer=automatic", "--folds", "2", "--select", "--select-folds",
                "3", "-o", out("n")).err().contains(": To choose terms without fold 1: The data have 2 recordings, too few for 3 folds "
                        + "over recordings; use fewer folds, or blocks of trials (--over trials). These are said by --select-folds and "
                        + "--select-over."));
        assertFalse(Files.exists(terminal.path("n")));
    }

    @Test
    void standardErrorsAreThoseOfMeans() {
        MeanOverFolds three = MeanOverFolds.of(List.of(OptionalDouble.of(1), OptionalDouble.of(2), OptionalDouble.empty(),
                OptionalDouble.of(Double.NaN), OptionalDouble.of(6)));
        assertEquals(3, three.mean().getAsDouble(), 1e-15);
        // Variance (4 + 1 + 9) / 2 = 7.
        assertEquals(Math.sqrt(7 / 3.0), three.standardError().getAsDouble(), 1e-15);
        assertEquals(OptionalDouble.empty(), MeanOverFolds.of(List.of(OptionalDouble.of(1))).standardError());
        assertEquals(OptionalDouble.empty(), MeanOverFolds.of(List.of()).mean());
    }
}
