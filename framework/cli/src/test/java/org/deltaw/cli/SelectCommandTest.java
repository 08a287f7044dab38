package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deltaw.study.record.JsonTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectCommandTest {
    private static final String METHOD = "training.optimizer=automatic";
    private static final String ONE_START = "training.starts=1";

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
    void dataThatSupportNothingLeaveNoRun() {
        Terminal.Ran ran = terminal.run("select", terminal.spec(), METHOD, ONE_START, "--folds", "2", "--lambdas", "5", "-o", out("s"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        List<String> csv = terminal.read("s/selection.csv").lines().toList();
        assertEquals("lambda,held_out_loss,standard_error,terms,taken,held_out_loss.fold1,held_out_loss.fold2,rule.grow,rule.decay,"
                        + "warnings",
                csv.getFirst());
        assertEquals(6, csv.size());
        assertTrue(csv.get(1).contains(",0,true,") && csv.get(1).endsWith(",0.0,0.0,not-converged"), csv.get(1));
        JsonTree json = JsonTree.read(terminal.path("s/selection.json"));
        assertEquals(List.of("rule.grow", "rule.decay"), json.texts("candidates"));
        assertEquals(List.of(), json.texts("selected"));
        assertTrue(terminal.read("s/selection.html").contains("Coefficients along the path"));
        assertTrue(ran.out().contains("Selected: none of 2 terms.") && ran.out().contains("There is nothing to fit."), ran.out());
        assertFalse(Files.exists(terminal.path("s/spec.yaml")));
    }

    @Test
    void whatIsNoCandidateIsInTheRunOfTheShortRule() {
        Terminal.Ran ran = terminal.run("select", terminal.spec(), METHOD, ONE_START, "rule.bounds={grow: [0.1, 5]}", "--folds", "2",
                "--lambdas", "5", "-o", out("s"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertEquals(List.of("rule.decay"), JsonTree.read(terminal.path("s/selection.json")).texts("candidates"));
        assertTrue(JsonTree.read(terminal.path("s/parameters.json")).in("rule").number("grow").getAsDouble() >= 0.1);
        assertEquals(ExitCode.DONE, terminal.run("evaluate", out("s")).code());
    }

    private String[] select(String name) {
        return new String[] {"select", terminal.spec(), METHOD, ONE_START, "rule.bounds={grow: [0.1, 5]}", "--folds", "2", "--lambdas", "5",
            "--rule", "best", "-o", out(name)};
    }

    @ParameterizedTest
    @ValueSource(strings = {"Choosing terms", "penalty 2 of 5", "penalty 5 of 5", "Selected:", "iteration"})
    void endsWithTheSameBitsAfterCtrlC(String where) {
        assertEquals(ExitCode.DONE, terminal.run(select("whole")).code());
        Terminal.Ran stopped = terminal.runAndStopAt(where, select("s"));
        assertEquals(ExitCode.INTERRUPTED, stopped.code(), stopped.out());
        assertTrue(stopped.out().replace('\n', ' ').contains("Go on with: deltaw resume " + out("s")), stopped.out());
        Terminal.Ran resumed = terminal.run("resume", out("s"));
        assertEquals(ExitCode.DONE, resumed.code(), resumed.err());
        for (String file : List.of("selection.csv", "selection.json", "selection.html", "parameters.json", "metrics.json",
                "spec.yaml", "report.html", "selection/steps/start/all-data.json", "selection/steps/penalty-5/without-fold-2.json",
                "selection/steps/elimination-1/without-fold-1.json", "selection/spec.yaml")) {
            assertEquals(terminal.read("whole/" + file), terminal.read("s/" + file), file);
        }
        Terminal.Ran again = terminal.run("resume", out("s"));
        assertTrue(again.out().startsWith("The run in " + out("s") + " is finished"), again.out());
    }

    @Test
    void stoppedChoiceHasNoRunYet() {
        Terminal.Ran stopped = terminal.runAndStopAt("penalty 2 of 5", select("s"));
        assertTrue(stopped.out().endsWith("Interrupted before the terms were chosen; what is done is kept. Go on with: deltaw "
                + "resume " + out("s") + "\n"), stopped.out());
        assertFalse(Files.exists(terminal.path("s/spec.yaml")) || Files.exists(terminal.path("s/selection.csv")));
        assertTrue(terminal.run("fit", terminal.spec(), "-o", out("s")).err().contains("deltaw resume " + out("s")));
        Terminal.Ran inner = terminal.run("resume", out("s/selection"));
        assertEquals(ExitCode.INPUT, inner.code());
        assertEquals("deltaw: " + out("s/selection") + " holds a part of what is in the directory around it. Go on with that: "
                + "deltaw resume " + out("s") + "\n", inner.err());
    }

    @Test
    void otherDataAreRefused() {
        terminal.runAndStopAt("penalty 2 of 5", select("s"));
        terminal.write("ada.txt", "7");
        assertEquals("deltaw: Since the run in " + out("s") + " began, what the data hold has changed. Bring back what was there then, or "
                + "start anew in another directory.\n", terminal.run("resume", out("s")).err());
        terminal.write("ada.txt", "1");
        assertEquals(ExitCode.DONE, terminal.run("resume", out("s")).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"result\": {}}", "changed"})
    void stepWhoseFileWasDamagedIsDoneAgain(String content) {
        terminal.run(select("whole"));
        terminal.runAndStopAt("penalty 4 of 5", select("s"));
        String file = "s/selection/steps/penalty-2/without-fold-1.json";
        String whole = terminal.read(file);
        terminal.write(file, content.equals("changed") ? whole.replaceFirst("\"path\": \\[", "$00.5, ") : content);
        assertNotEquals(whole, terminal.read(file));
        assertEquals(ExitCode.DONE, terminal.run("resume", out("s")).code());
        assertEquals(whole, terminal.read(file));
        assertEquals(terminal.read("whole/selection.json"), terminal.read("s/selection.json"));
    }

    @Test
    void wrongInputIsOneSentence() {
        assertTrue(terminal.run("select", terminal.spec(), "--folds", "2").err()
                .contains("Terms are chosen with an optimizer that leaves coefficients at exactly 0, as gauss-newton does, "
                        + "but the optimizer is adam"));
        assertEquals("deltaw: '--rule worst' is not known; expected best or one-standard-error.\n",
                terminal.run("select", terminal.spec(), "--rule", "worst").err());
        assertEquals("deltaw: There are to be 1 penalties on the path; expected at least 2.\n",
                terminal.run("select", terminal.spec(), "--lambdas", "1").err());
        assertEquals("deltaw: The least penalty is to be 2.0 of the largest; expected more than 0 and less than 1, as in 0.001.\n",
                terminal.run("select", terminal.spec(), "--range", "2").err());
    }
}
