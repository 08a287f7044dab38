package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    private static final String TRIALS = """
            subject,session,choice,reward,note
            m1,1,left,1,
            m1,1,right,0,sleepy
            m1,2,left,NA,
            m1,2,right,1,
            """;

    @TempDir
    Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
        terminal.write("trials.csv", TRIALS);
    }

    private String path(String name) {
        return terminal.path(name).toString();
    }

    @Test
    void whatIsInAFileIsShownWithAGuess() {
        Terminal.Ran ran = terminal.run("inspect", path("trials.csv"));
        assertEquals(new Terminal.Ran(ExitCode.DONE, """
                <file>: CSV
                  5 variables, 4 steps
                  name     holds          first values              missing  different
                  subject  text           m1, m1, m1, m1                             1
                  session  whole numbers  1, 1, 2, 2                                 2
                  choice   text           left, right, left, right                   2
                  reward   numbers        1, 0, NA, 1               1                2
                  note     text           -, sleepy, -, -           3                1

                Guess
                  choice   choice   its name; left (2), right (2)
                  reward   reward   its name; 0 (1), 1 (2), 1 missing
                  subject  subject  its name; m1 (4)
                  session  session  its name; 1 (2), 2 (2)

                'deltaw inspect ... -o spec.yaml' writes a spec of this.
                """.replace("<file>", path("trials.csv")), ""), ran);
    }

    @Test
    void specIsWrittenThatNamesItsFilesFromWhereItLies() {
        Terminal.Ran ran = terminal.run("inspect", path("trials.csv"), "-o", path("t.yaml"), "-q");
        assertTrue(ran.out().endsWith("Wrote " + path("t.yaml") + ".\n'deltaw fit " + path("t.yaml") + "' fits it.\n"), ran.out());
        assertEquals("""
                name: trials
                seed: 1
                data:
                  source: table
                  files: [trials.csv]
                  choice: choice    # left (2), right (2)
                  signals: {r: reward}    # its name; 0 (1), 1 (2), 1 missing
                  subject: subject    # its name; m1 (4)
                  session: session    # its name; 1 (2), 2 (2)
                network:
                  architecture: options
                  fitted: [scale]             # how sure choices are
                  bounds: {scale: [0, 30]}
                rule:
                  family: formula
                  parameters: {alpha: {initial: 0.3, bounds: [0, 1]}}
                  change: x*chosen*alpha*(r - w)    # Q-learning
                loss: [{function: choice-cross-entropy}]
                """, terminal.read("t.yaml"));
        assertEquals(ExitCode.INPUT, terminal.run("inspect", path("trials.csv"), "-o", path("t.yaml")).code());
    }

    @Test
    void whatOnlyTheUserKnowsIsAskedWithItsLine() {
        terminal.write("trials.csv", TRIALS.replace("reward", "liquid"));
        Terminal.Ran ran = terminal.run("inspect", path("trials.csv"), "-o", path("t.yaml"), "-q");
        assertTrue(ran.out().contains("\nComplete line 7: Which column says what the animal got? It may be liquid.\n"), ran.out());
        assertTrue(terminal.read("t.yaml").contains("  signals: {r: COMPLETE_THIS}"), terminal.read("t.yaml"));
    }

    @Test
    void dataInPlaceOfASpecAreRecognised() {
        Terminal.Ran ran = terminal.run("fit", path("trials.csv"));
        assertEquals(ExitCode.INPUT, ran.code());
        assertTrue(ran.out().contains("\nGuess\n  choice   choice "), ran.out());
        assertEquals("deltaw: " + path("trials.csv") + " is no spec but data (CSV); 'deltaw inspect " + path("trials.csv")
                + " -o spec.yaml' writes a spec for it.\n", ran.err());
    }

    @Test
    void textThatIsNoSpecIsNotTakenForData() {
        terminal.write("notes", "nothing of interest\nat all\n");
        assertTrue(terminal.run("fit", path("notes")).err().contains("expected keys and values"));
        terminal.write("wrong.yaml", "a,b\n1,2\n");
        assertTrue(terminal.run("fit", path("wrong.yaml")).err().contains("expected keys and values"));
        assertTrue(terminal.run("fit", directory.toString()).err().contains("is a directory; expected a spec file."));
        assertTrue(terminal.run("fit", path("absent.csv")).err().contains("does not exist."));
    }

    @Test
    void filesOfOneKindAreShownOnce() {
        terminal.write("other.csv", TRIALS);
        terminal.write("notes.csv", "");
        terminal.delete("spec.yaml");
        terminal.delete("ada.txt");
        terminal.delete("bob.txt");
        Terminal.Ran ran = terminal.run("inspect", directory.toString());
        assertEquals(ExitCode.DONE, ran.code());
        assertTrue(ran.out().contains("The same variables are in " + path("trials.csv") + "."), ran.out());
        assertTrue(ran.err().contains("warning: " + path("notes.csv") + ": "), ran.err());
    }
}
