package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.deltaw.study.record.JsonTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
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

    private static String lineWith(String text, String lines) {
        return lines.lines().filter(line -> line.contains(text)).findFirst().orElse("no line with " + text);
    }

    @Test
    void findsTheFiguresThatTheFitFound() {
        Terminal.Ran fit = terminal.run("fit", terminal.spec(), "-o", run("r"));
        Terminal.Ran ran = terminal.run("evaluate", run("r"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        for (String figure : new String[] {" nats over ", "without plasticity", "constant prediction"}) {
            assertEquals(lineWith(figure, fit.out()).strip().replaceAll(" +", " "),
                    lineWith(figure, ran.out()).strip().replaceAll(" +", " "));
        }
        assertTrue(terminal.read("r/evaluation.json").contains("\"noPlasticity\": "));
    }

    @Test
    void takesOtherRecordings() {
        terminal.run("fit", terminal.spec(), "-o", run("r"));
        terminal.write("eve [1].txt", "5");
        Terminal.Ran ran = terminal.run("evaluate", run("r"), "--data", run("eve [1].txt"), run("ada.txt"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        String json = terminal.read("r/evaluation.json");
        assertTrue(json.contains("\"id\": \"eve [1]/1\"") && json.contains("\"id\": \"ada/2\""), json);
        assertFalse(json.contains("bob"), json);
    }

    /** Returns what stands after a key in what a file says of a trajectory. */
    private String figure(String file, String trajectory, String key) {
        String text = terminal.read(file);
        int from = text.indexOf("\"" + key + "\": ", text.indexOf("\"id\": \"" + trajectory + "\""));
        return text.substring(from, text.indexOf('\n', from));
    }

    @Test
    void theConstantPredictionIsThatOfTheDataThatWereFitted() {
        terminal.run("fit", terminal.spec(), "-o", run("r"));
        assertEquals(ExitCode.DONE, terminal.run("evaluate", run("r"), "--data", run("ada.txt")).code());
        String known = figure("r/metrics.json", "ada/2", "constantChoice");
        assertTrue(known.matches("\"constantChoice\": -?[0-9.]+"), known);
        assertEquals(known, figure("r/evaluation.json", "ada/2", "constantChoice"));
    }

    @Test
    void aRunThatDoesNotKnowItsMeansSaysSo() {
        terminal.runAndStopAt("iteration  5/12", "fit", terminal.spec(), "-o", run("r"));
        Terminal.Ran ran = terminal.run("evaluate", run("r"), "--data", run("ada.txt"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertTrue(ran.err().contains("did not write down the means of the data it was fitted to"), ran.err());
    }

    @Test
    void takesTheParametersOfOneSubjectForOtherData() {
        terminal.run("fit", terminal.spec(), "training.subjects=separate", "-o", run("r"));
        Terminal.Ran vague = terminal.run("evaluate", run("r"), "--data", run("ada.txt"));
        assertEquals(ExitCode.INPUT, vague.code());
        assertEquals("deltaw: Each subject of the run in " + run("r") + " has parameters of its own; say whose to use for "
                + "other data by --subject NAME.\n", vague.err());
        assertEquals(ExitCode.DONE,
                terminal.run("evaluate", run("r"), "--subject", "bob", "--data", run("ada.txt")).code());
        assertTrue(terminal.read("r/subjects/bob/evaluation.json").contains("\"id\": \"ada/1\""));
        assertFalse(Files.exists(terminal.path("r/subjects/ada/evaluation.json")));
        assertEquals(ExitCode.DONE, terminal.run("evaluate", run("r")).code());
        assertTrue(terminal.read("r/subjects/ada/evaluation.json").contains("\"id\": \"ada/1\""));
        assertEquals("deltaw: The run in " + run("r") + " has no subject 'eve'; its subjects are ada and bob.\n",
                terminal.run("evaluate", run("r"), "--subject", "eve").err());
    }

    @Test
    void takesTheLastCheckpointOfATrainingThatHasNotEnded() {
        terminal.runAndStopAt("iteration  5/12", "fit", terminal.spec(), "-o", run("r"));
        Terminal.Ran ran = terminal.run("evaluate", run("r"));
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertEquals("deltaw: warning: The training in " + run("r") + " has not ended; these are its parameters after iteration 5.\n",
                ran.err());
        assertEquals("unfinished-training", JsonTree.read(terminal.path("r/evaluation.json")).list("warnings").getFirst().text("code"));
    }
}
