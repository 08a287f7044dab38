package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads, and a script sees, when something is wrong: one sentence, and exit code 2. */
class ErrorsTest {
    @TempDir
    Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
    }

    private void assertRefused(String sentence, String... args) {
        Terminal.Ran ran = terminal.run(args);
        assertEquals("deltaw: " + sentence + "\n", ran.err());
        assertEquals(ExitCode.INPUT, ran.code());
        assertEquals("", ran.out());
    }

    @Test
    void namesTheCommandThatWasMeant() {
        assertRefused("There is no command 'fti'; did you mean 'fit'? See: deltaw --help", "fti");
        assertRefused("There is no command 'paint'. See: deltaw --help", "paint");
    }

    @Test
    void namesTheOptionThatWasMeant() {
        assertRefused("'deltaw fit' has no option '--outt'; did you mean '--out'? See: deltaw fit --help",
                "fit", terminal.spec(), "--outt");
        assertRefused("'deltaw fit' has no option '--training.epochs=5'. Settings of a spec are given without dashes. See: "
                + "deltaw fit --help", "fit", terminal.spec(), "--training.epochs=5");
    }

    @Test
    void namesWhatIsMissing() {
        assertRefused("'deltaw fit' needs SPEC. See: deltaw fit --help", "fit");
        assertRefused("'deltaw describe' needs NAME. See: deltaw describe --help", "describe");
    }

    @Test
    void namesTheExtensionThatWasMeant() {
        assertRefused("Nothing is called 'lab-rul'; did you mean 'lab-rule'? There are faulty-rule, lab-rule, lab-network, "
                + "lab-data, lab-simulation, lab-loss, adam, gauss-newton, gradient-descent, lab-backend, fit, training, "
                + "priors, hierarchy and posterior.",
                "describe", "lab-rul");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertRefused(terminal.path("x.yaml") + " does not exist.", "fit", terminal.path("x.yaml").toString());
    }

    @Test
    void saysWhereInTheSpecAWrongFileWasNamed() {
        terminal.write("eve.txt", "who?");
        terminal.write("spec.yaml", terminal.read("spec.yaml").replace("ada.txt", "eve.txt"));
        assertRefused(terminal.spec() + " line 3: data.files: eve.txt holds no number.", "fit", terminal.spec());
        assertRefused("command line: data.files=[ada.txt, eve.txt]: data.files: eve.txt holds no number.",
                "fit", terminal.spec(), "data.files=[ada.txt, eve.txt]");
    }

    @Test
    void saysInWhichSpecSomethingIsWrongThatBelongsToSeveralSettings() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "rule.fixed=[speed]");
        assertEquals(ExitCode.INPUT, ran.code());
        assertTrue(ran.err().contains("'speed' is no parameter here; the parameters are grow, decay."), ran.err());
    }

    @Test
    void namesThePluginThatIsBroken() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "rule.family=faulty-rule");
        assertEquals(ExitCode.INPUT, ran.code());
        assertTrue(ran.err().startsWith("deltaw: Extension 'faulty-rule': in plasticity(): Parameter 'forgotten' is used but not declared"),
                ran.err());
        assertTrue(ran.err().contains("This is a fault of the plugin in "), ran.err());
        assertEquals(1, ran.err().lines().count());
    }

    @Test
    void showsStackTracesOnlyIfAsked() {
        assertFalse(terminal.run("fit", terminal.spec(), "rule.family=faulty-rule").err().contains("\tat "));
        String traced = terminal.run("fit", "--debug", terminal.spec(), "rule.family=faulty-rule").err();
        assertTrue(traced.contains("\tat org.deltaw"), traced);
        traced = terminal.run("--debug", "fit", terminal.spec(), "rule.family=faulty-rule").err();
        assertTrue(traced.contains("\tat org.deltaw"), traced);
    }
}
