package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way of a plugin's author: has a project written, builds it, installs the jar and fits with it. */
class NewPluginIT {
    @TempDir
    private static Path folder;

    private static Deltaw deltaw;

    @BeforeAll
    static void unpack() throws Exception {
        deltaw = Deltaw.of(Installation.standard().copyTo(folder.resolve("my deltaw")), folder);
    }

    /** Needs Maven. */
    @Tag("evidence")
    @ParameterizedTest
    @CsvSource({
        "rule, 'rule={family: my-rule, hebbian: true}', example-fly.yaml, 14",
        "network, 'network={architecture: my-network, inputs: 2, neurons: 10}', example-fly.yaml, 14",
        "data, 'data={source: my-data}', example-fly.yaml, 14",
        "loss, 'loss=[{function: my-loss}]', example-oja.yaml, 14",
        "optimizer, 'training.optimizer={name: my-optimizer, momentum: 0.5}', example-fly.yaml, 20",
        "backend, 'backend={name: my-backend}', example-fly.yaml, 20"})
    void exampleIsBuiltTestedInstalledAndFitted(String kind, String setting, String spec, int tests) throws Exception {
        String name = "my-" + kind;
        deltaw.run("new-plugin", kind, name).succeeded().says("mvn package", name);
        Path project = deltaw.work().resolve(name);
        String said = new MavenProject(project, folder.resolve("m2")).run("package");
        assertTrue(testsOf(said) >= tests, "Maven ran " + testsOf(said) + " tests:\n" + said);
        assertFalse(said.contains("[WARNING] /"), "the compiler warns:\n" + said);

        Path jar = project.resolve("target/" + name + ".jar");
        deltaw.run("install", jar.toString()).succeeded().says("Installed", name + ".jar");
        deltaw.run("plugins", "--check", name).succeeded().says(name + ".jar", "nothing is broken");
        deltaw.run("describe", name).succeeded().says(name);
        deltaw.run("fit", spec, "training.epochs=2", "training.optimizer=adam", "training.intervals=none", setting,
                "-o", "run-" + kind).succeeded().says("Fitted rule");
        deltaw.run("remove", name).succeeded().says("Removed", name);
        deltaw.run("describe", name).refused("'" + name + "'");
    }

    @Test
    void packageAndFolderCanBeChosen() throws Exception {
        deltaw.run("new-plugin", "rule", "oja", "--package", "org.lab.plasticity", "--dir", "somewhere/else").succeeded();
        String source = Files.readString(deltaw.work().resolve("somewhere/else/src/main/java/org/lab/plasticity/OjaRule.java"));
        assertTrue(source.startsWith("package org.lab.plasticity;\n"), source);
        assertFalse(source.contains("{{"), source);
    }

    @Test
    void whatCannotBeWrittenIsRefused() throws Exception {
        deltaw.refuses(List.of("new-plugin", "rul", "my-rule"), "'rul'", "did you mean 'rule'?");
        deltaw.refuses(List.of("new-plugin", "rule", "MyRule"), "'MyRule'", "lower-case");
        deltaw.refuses(List.of("new-plugin", "rule", "taylor"), "'taylor' already", "deltaw-rule-taylor");
        deltaw.refuses(List.of("new-plugin", "rule", "new"), "org.example.new", "--package");
        deltaw.refuses(List.of("new-plugin", "rule", "mine", "--package", "org..lab"), "'org..lab'");
        Files.createDirectory(deltaw.work().resolve("taken"));
        deltaw.refuses(List.of("new-plugin", "rule", "taken"), "taken exists already", "--dir");
    }

    private static int testsOf(String said) {
        return said.lines().filter(line -> line.contains("Tests run:")).reduce((_, last) -> last)
                .map(line -> Integer.parseInt(line.replaceFirst(".*Tests run: (\\d+).*", "$1"))).orElse(0);
    }
}
