package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectCommandTest {
    private static final String METHOD = "training.optimizer=automatic";

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
        Terminal.Ran ran = terminal.run("select", terminal.spec(), METHOD, "--folds", "2", "--prices", "5", "-o", out("s"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        List<String> csv = terminal.read("s/selection.csv").lines().toList();
        assertEquals("price,heldOutLoss,standardError,terms,taken,heldOutLoss.fold1,heldOutLoss.fold2,rule.grow,rule.decay",
                csv.getFirst());
        assertEquals(6, csv.size());
        assertTrue(csv.get(1).contains(",0,true,") && csv.get(1).endsWith(",0.0,0.0"), csv.get(1));
        JsonTree json = JsonTree.read(terminal.path("s/selection.json"));
        assertEquals(List.of("rule.grow", "rule.decay"), json.texts("candidates"));
        assertEquals(List.of(), json.texts("selected"));
        assertTrue(terminal.read("s/selection.html").contains("Coefficients along the path"));
        assertTrue(ran.out().contains("Selected: none of 2 terms.") && ran.out().contains("There is nothing to fit."), ran.out());
        assertFalse(Files.exists(terminal.path("s/spec.yaml")));
    }

    @Test
    void whatIsNoCandidateIsInTheRunOfTheShortRule() {
        Terminal.Ran ran = terminal.run("select", terminal.spec(), METHOD, "rule.bounds={grow: [0.1, 5]}", "--folds", "2",
                "--prices", "5", "-o", out("s"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertEquals(List.of("rule.decay"), JsonTree.read(terminal.path("s/selection.json")).texts("candidates"));
        assertTrue(JsonTree.read(terminal.path("s/parameters.json")).in("rule").number("grow").getAsDouble() >= 0.1);
        assertEquals(ExitCode.DONE, terminal.run("evaluate", out("s")).code());
    }

    @Test
    void ctrlCSaysThatNothingWasKept() {
        Terminal.Ran ran = terminal.runAndStopAt("price 2 of 5", "select", terminal.spec(), METHOD, "--folds", "2", "--prices",
                "5", "-o", out("s"));
        assertEquals(ExitCode.INTERRUPTED, ran.code());
        assertTrue(ran.out().contains("Interrupted before the terms were chosen; nothing was kept."), ran.out());
        assertFalse(Files.exists(terminal.path("s/spec.yaml")));
    }

    @Test
    void wrongInputIsOneSentence() {
        assertTrue(terminal.run("select", terminal.spec(), "--folds", "2").err()
                .contains("Terms are chosen with gauss-newton, but the optimizer is adam"));
        assertEquals("deltaw: '--rule worst' is not known; expected best or one-standard-error.\n",
                terminal.run("select", terminal.spec(), "--rule", "worst").err());
        assertEquals("deltaw: There are to be 1 prices on the path; expected at least 2.\n",
                terminal.run("select", terminal.spec(), "--prices", "1").err());
        assertEquals("deltaw: The least price is to be 2.0 of the largest; expected more than 0 and less than 1, as in 0.001.\n",
                terminal.run("select", terminal.spec(), "--range", "2").err());
    }
}
