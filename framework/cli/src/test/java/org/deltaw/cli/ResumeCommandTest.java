package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deltaw.study.record.RunLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {
    private static final List<String> RESULTS = List.of(
            "history.csv", "parameters.json", "metrics.json", "checkpoint.json", "report.html", "spec.yaml");

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

    private void assertSameBits(String expected, String actual) {
        for (String file : RESULTS) {
            assertEquals(terminal.read(expected + "/" + file), terminal.read(actual + "/" + file), file);
        }
    }

    @Test
    void endsWithTheSameBitsAfterCtrlC() {
        terminal.run("fit", terminal.spec(), "-o", run("whole"));
        Terminal.Ran stopped = terminal.runAndStopAt("iteration  5/12", "fit", terminal.spec(), "-o", run("r"));
        assertEquals(ExitCode.INTERRUPTED, stopped.code());
        String said = stopped.out().replace('\n', ' ');
        assertTrue(said.contains("Interrupted after iteration 5 of 12; nothing is lost. Go on with: deltaw resume " + run("r")),
                stopped.out());
        assertFalse(Files.exists(terminal.path("r/report.html")));
        Terminal.Ran resumed = terminal.run("resume", run("r"));
        assertEquals(ExitCode.DONE, resumed.code(), resumed.err());
        assertTrue(resumed.out().contains("iteration  6/12"), resumed.out());
        assertSameBits("whole", "r");
    }

    @Test
    void endsWithTheSameBitsAfterBeingKilledAtAnyFile() throws IOException {
        terminal.run("fit", terminal.spec(), "-o", run("whole"));
        terminal.runAndStopAt("iteration  5/12", "fit", terminal.spec(), "-o", run("r"));
        Files.delete(terminal.path("r/checkpoint.json"));
        assertEquals(ExitCode.DONE, terminal.run("resume", run("r")).code());
        assertSameBits("whole", "r");
        Files.delete(terminal.path("r/report.html"));
        assertEquals(ExitCode.DONE, terminal.run("resume", run("r")).code());
        assertSameBits("whole", "r");
    }

    @Test
    void goesOnWithTheSubjectThatWasNotDone() {
        terminal.run("fit", terminal.spec(), "training.subjects=separate", "-o", run("whole"));
        Terminal.Ran stopped = terminal.runAndStopAt(
                "1/2  ada: finished", "fit", terminal.spec(), "training.subjects=separate", "-o", run("r"));
        assertEquals(ExitCode.INTERRUPTED, stopped.code());
        assertTrue(stopped.out().endsWith("\nInterrupted; nothing is lost. Go on with: deltaw resume " + run("r") + "\n"), stopped.out());
        assertTrue(stopped.out().contains("\nSubject ada\n") && !stopped.out().contains("\nSubject bob\n"), stopped.out());
        assertFalse(Files.exists(terminal.path("r/subjects/bob")));
        assertFalse(Files.exists(terminal.path("r/summary.csv")));
        assertEquals(ExitCode.DONE, terminal.run("resume", run("r")).code());
        assertEquals(terminal.read("whole/summary.csv"), terminal.read("r/summary.csv"));
        assertEquals(terminal.read("whole/subjects/bob/history.csv"), terminal.read("r/subjects/bob/history.csv"));
    }

    @Test
    void goesOnWithAllStarts() {
        String[] starts = {"training.starts=3", "rule.spread=1"};
        Terminal.Ran whole = terminal.run("fit", terminal.spec(), starts[0], starts[1], "-o", run("whole"));
        assertEquals(ExitCode.DONE, whole.code(), whole.err());
        String said = whole.out().replace('\n', ' ');
        assertTrue(said.matches("(?s).*This is start [123] of 3, with the lowest loss; losses of all: [^,]+, [^,]+, [^,]+\\. .*"),
                whole.out());
        assertTrue(whole.out().matches("(?s).*\niteration  1/12  loss [0-9.]+, lowest of 3 starts\niteration  2/12 .*"), whole.out());
        assertEquals(1 + 3 * 12, terminal.read("whole/history.csv").lines().count());
        assertEquals(12, terminal.read("whole/history.csv").lines().filter(line -> line.startsWith("3,")).count());
        assertTrue(terminal.read("whole/metrics.json").contains("\"lossesOfStarts\""));
        Terminal.Ran stopped =
                terminal.runAndStopAt("iteration  5/12", "fit", terminal.spec(), starts[0], starts[1], "-o", run("r"));
        assertEquals(ExitCode.INTERRUPTED, stopped.code());
        assertTrue(stopped.out().replace('\n', ' ').contains("Interrupted after iteration 5 of 12, with 3 starts side by side; nothing "
                + "is lost."), stopped.out());
        Terminal.Ran evaluated = terminal.run("evaluate", run("r"));
        assertTrue((evaluated.out() + evaluated.err()).replace('\n', ' ').matches("(?s).*these are its parameters after iteration 5 from "
                + "start [123] of 3, which has the lowest loss so far.*"), evaluated.out() + evaluated.err());
        Terminal.Ran resumed = terminal.run("resume", run("r"));
        assertFalse(resumed.out().contains("iteration  5/12"), resumed.out());
        assertSameBits("whole", "r");
    }

    @Test
    void saysThatAFinishedRunIsFinished() {
        terminal.run("fit", terminal.spec(), "-o", run("r"));
        Terminal.Ran ran = terminal.run("resume", run("r"));
        assertEquals(ExitCode.DONE, ran.code());
        assertEquals("The run in " + run("r") + " is finished; its results are there. To train longer, start a new one "
                + "with more training.epochs.\n", ran.out());
    }

    @Test
    void warnsIfAnotherVersionGoesOn() {
        terminal.runAndStopAt("iteration  5/12", "fit", terminal.spec(), "-o", run("r"));
        terminal.write("r/bundles.json", """
                {"java": "1.2", "bundles": [{"name": "gone", "version": "1", "file": "gone.jar", "sha256": ""}]}
                """);
        Terminal.Ran ran = terminal.run("resume", run("r"));
        assertEquals(ExitCode.DONE, ran.code());
        assertTrue(ran.err().startsWith("deltaw: warning: This is not the DeltaW with which the run began, so the result may differ "
                + "from that of a run that was never stopped: Java was 1.2 and is " + Runtime.version()
                + " and gone was there and is not.\n"), ran.err());
    }

    @Test
    void refusesADirectoryInWhichAnotherProcessWorks() throws IOException {
        terminal.runAndStopAt("iteration  5/12", "fit", terminal.spec(), "-o", run("r"));
        try (RunLock _ = RunLock.of(terminal.path("r"))) {
            Terminal.Ran ran = terminal.run("resume", run("r"));
            assertEquals(ExitCode.INPUT, ran.code());
            assertEquals("deltaw: Another deltaw process is at work in " + run("r") + "; wait until it is done, or stop "
                    + "it.\n", ran.err());
        }
        assertEquals(ExitCode.DONE, terminal.run("resume", run("r")).code());
    }

    @Test
    void refusesADirectoryWithoutARun() {
        Terminal.Ran ran = terminal.run("resume", run("nowhere"));
        assertEquals(ExitCode.INPUT, ran.code());
        assertTrue(ran.err().startsWith("deltaw: " + run("nowhere") + " holds no run"), ran.err());
    }
}
