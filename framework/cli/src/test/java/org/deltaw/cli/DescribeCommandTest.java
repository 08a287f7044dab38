package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.study.record.JsonTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that tell of what is installed. */
class DescribeCommandTest {
    @TempDir
    Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
    }

    private static void assertHolds(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "'" + part + "' is missing in\n" + text);
        }
    }

    @Test
    void explainsARule() {
        Terminal.Ran ran = terminal.run("describe", "lab-rule");
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertHolds(ran.out(), "lab-rule - rule family, from ", "  Growth by the input, and decay.\n",
                "\nSettings (section rule of a spec)\n", "  start    a number ", "where both coefficients start (from -10",
                "\nParameters with default settings (2)\n  grow, decay\n",
                "\nSources\n  Nobody, A rule for tests, 2026, doi 10.0000/none\n",
                "\nExample\n  rule: {family: lab-rule}\n");
    }

    @Test
    void showsWhatMustBeSet() {
        assertHolds(terminal.run("describe", "lab-data").out(), "must be set", "data: {source: lab-data, files: [...]}");
        assertHolds(terminal.run("describe", "lab-loss").out(), "loss: [{function: lab-loss}]");
    }

    @Test
    void explainsSpecsAndTraining() {
        assertHolds(terminal.run("describe", "fit").out(), "network:  {architecture: feedforward, layers: [2, 10, 1]}");
        assertHolds(terminal.run("describe", "training").out(), "optimizer", "automatic", "epochs", "250");
        assertHolds(terminal.run("describe", "adam").out(), "section training.optimizer of a spec", "learning-rate", "0.001",
                "training: {optimizer: {name: adam}}");
    }

    @Test
    void listsPlugins() {
        Terminal.Ran ran = terminal.run("plugins");
        assertEquals(ExitCode.DONE, ran.code());
        assertHolds(ran.out(), "Rule families\n  faulty-rule  (", "\nBackend\n  lab-backend  (", "      interprets\n");
        assertFalse(ran.out().contains("in the lab"), ran.out());
    }

    @Test
    void checkListsTheDevicesOfBackends() {
        Terminal.Ran ran = terminal.run("plugins", "--check", "lab-backend");
        assertEquals(ExitCode.DONE, ran.code(), ran.err());
        assertHolds(ran.out(), "      on processor (" + System.getProperty("os.arch") + "), in the lab, ", " MB\n");
        assertHolds(terminal.run("plugins", "--check", "--json", "lab-backend").out(), "\"devices\"", "in the lab");
        assertHolds(terminal.run("plugins", "--check", "--json", "lab-rule").out(), "\"devices\": []");
    }

    @Test
    void listsPluginsForPrograms() {
        String json = terminal.run("plugins", "--json").out();
        List<JsonTree> plugins = JsonTree.of(JsonFile.read("standard output", json)).in("result").list("plugins");
        JsonTree backend = plugins.stream().filter(each -> each.text("name").equals("lab-backend")).findFirst().orElseThrow();
        assertEquals("backend", backend.text("kind"));
        assertEquals("ready", backend.text("state"));
    }

    @Test
    void writesTheSchema() throws Exception {
        String screen = terminal.run("schema").out();
        assertHolds(screen, "\"lab-rule\"", "json-schema.org");
        assertEquals(ExitCode.DONE, terminal.run("schema", "-o", terminal.path("s.json").toString()).code());
        assertEquals(screen, Files.readString(terminal.path("s.json")));
    }

    @Test
    void showsVersions() {
        assertHolds(terminal.run("version").out(), "  DeltaW   ", "  Java     " + Runtime.version(),
                "  backend  lab-backend: ready\n");
    }
}
