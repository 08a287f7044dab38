package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deltaw.itests.Compiler;
import org.deltaw.itests.Project;
import org.deltaw.itests.readme.Snippets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the README is compiled and run on a flat class path, without OSGi, the command line and this build. */
class EmbeddingIT {
    @TempDir
    private Path folder;

    private static final List<String> LEFT_OUT = List.of("org.apache.felix", "org.apache.aries", "picocli", "deltaw-cli");

    @Test
    void programOfTheReadmeFits() throws Exception {
        assertFits(Installation.minimal().jars().stream()
                .filter(jar -> LEFT_OUT.stream().noneMatch(jar.getFileName().toString()::startsWith))
                .map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }

    /** Needs Maven. */
    @Tag("evidence")
    @Test
    void oneDependencyOfAnotherProjectIsEnough() throws Exception {
        Path repository = folder.resolve("m2");
        new InstalledArtifacts(repository).install();
        Path project = Files.createDirectory(folder.resolve("lab"));
        String declared = Snippets.of(Project.root().resolve("distributions/embedded/README.md"), "xml").stream()
                .map(Snippets.Snippet::text).findFirst().orElseThrow(() -> new AssertionError("The README shows no dependency any more."));
        Files.writeString(project.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>lab</artifactId>
                  <version>1</version>
                %s
                </project>
                """.formatted(declared));
        Path file = project.resolve("path.txt");
        new MavenProject(project, repository).run("org.apache.maven.plugins:maven-dependency-plugin:"
                + InstalledArtifacts.property("dependency.plugin.version") + ":build-classpath", "-Dmdep.outputFile=" + file);
        String jars = Files.readString(file).strip();
        LEFT_OUT.forEach(each -> assertFalse(jars.contains(each), each + " is among the dependencies: " + jars));
        assertFits(jars);
    }

    private void assertFits(String jars) throws Exception {
        String program = Snippets.of(Project.root().resolve("README.md"), "java").stream()
                .map(Snippets.Snippet::text).filter(each -> each.contains("class Embedded"))
                .findFirst().orElseThrow(() -> new AssertionError("The README shows no program any more."));
        assertTrue(program.strip().lines().count() <= 20, "more than 20 lines");
        for (Map.Entry<String, byte[]> each : Compiler.compile(jars, List.of(program)).entrySet()) {
            Files.write(folder.resolve(each.getKey() + ".class"), each.getValue());
        }
        Path out = folder.resolve("out.txt");
        int code = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", folder + File.pathSeparator + jars, "Embedded",
                Installation.standard().examples().resolve("example-fly.mat").toString(), folder.resolve("run").toString())
                .redirectErrorStream(true).redirectOutput(out.toFile()).start().waitFor();
        String said = Files.readString(out);
        assertEquals(0, code, said);
        assertTrue(said.contains("0.9472*x*r - 0.0456*w - 0.0008011"), said);
        assertTrue(Files.exists(folder.resolve("run/report.html")));
    }
}
