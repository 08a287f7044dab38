package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.spec.json.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that fit nothing. */
class CommandsIT {
    private static final List<String> EXTENSIONS = List.of("taylor", "mlp", "formula", "feedforward", "recurrent", "options",
            "arena", "fly", "synthetic-neural", "synthetic-foraging", "table",
            "choice-cross-entropy", "activity-mean-squared-error", "activity-normal-density", "l1", "l2", "adam", "cma-es",
            "gauss-newton", "gradient-descent", "interpreter", "jvm", "nd4j-cpu");

    @TempDir
    private static Path folder;

    private static Deltaw deltaw;

    @BeforeAll
    static void prepare() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder);
    }

    @Test
    void everyPluginIsListedWithItsJar() throws Exception {
        Outcome plugins = deltaw.run("plugins").succeeded();
        for (String name : EXTENSIONS) {
            assertTrue(plugins.out().lines().anyMatch(line -> line.matches("  " + name + "  \\(deltaw-.*\\.jar.*\\)")),
                    name + " is missing. " + plugins);
        }
    }

    @Test
    void pluginsAreListedForPrograms() throws Exception {
        List<?> plugins = deltaw.run("plugins", "--json").succeeded().listed("plugins");
        for (String name : EXTENSIONS) {
            Map<?, ?> plugin = (Map<?, ?>) plugins.stream().filter(each -> name.equals(((Map<?, ?>) each).get("name")))
                    .findFirst().orElseThrow(() -> new AssertionError(name + " is missing in " + plugins));
            assertEquals("ready", plugin.get("state"));
            assertTrue(Files.isRegularFile(Path.of(plugin.get("jar").toString())), plugin.toString());
        }
        assertEquals(EXTENSIONS.size(), plugins.size());
    }

    @Test
    void ruleIsDescribed() throws Exception {
        deltaw.run("describe", "taylor").succeeded().says("terms", "maximum-power", "default", "x*r", "Mehta",
                "10.48550/arXiv.2312.12649", "rule: {family: taylor");
    }

    @Test
    void unknownNameIsAnsweredWithTheNearest() throws Exception {
        deltaw.refuses(List.of("describe", "tailor"), "'tailor'", "did you mean 'taylor'?");
    }

    @Test
    void schemaKnowsTheSettingsOfPlugins() throws Exception {
        Outcome schema = deltaw.run("schema").succeeded().says("maximum-power", "resamplings", "learning-rate");
        Map<?, ?> json = (Map<?, ?>) JsonFile.read("schema", schema.out());
        assertTrue(json.get("$schema").toString().contains("json-schema.org"), json.toString());
    }

    @Test
    void versionTellsWhatRuns() throws Exception {
        deltaw.run("version").succeeded().says("DeltaW", "0.", "Java", Runtime.version().toString(), "interpreter", "jvm");
    }

    @Test
    void selftestAgrees() throws Exception {
        Outcome selftest = deltaw.run("selftest").succeeded()
                .says("interpreter", "jvm f32", "jvm f64", "nd4j-cpu f32", "nd4j-cpu f64", "agree", " 0 differ");
        assertTrue(selftest.out().matches("(?s).*\\b[1-9]\\d* agree.*"), selftest.toString());
    }

    @Test
    void completionIsAScriptThatBashUnderstands() throws Exception {
        Outcome script = deltaw.run("completion", "bash").succeeded().says("fit", "resume", "--golden");
        Path file = Files.writeString(folder.resolve("completion.sh"), script.out());
        assertEquals(0, new ProcessBuilder("bash", "-n", file.toString()).inheritIO().start().waitFor());
    }

    @Test
    void helpNamesEveryCommand() throws Exception {
        deltaw.run("--help").succeeded().says("fit", "resume", "evaluate", "plugins", "describe", "schema", "selftest",
                "version", "completion");
    }

    @Test
    void unknownCommandIsRefused() throws Exception {
        deltaw.refuses(List.of("frobnicate"), "'frobnicate'", "deltaw --help");
    }

    @Test
    void missingArgumentIsRefused() throws Exception {
        deltaw.refuses(List.of("fit"), "SPEC", "deltaw fit --help");
    }
}
