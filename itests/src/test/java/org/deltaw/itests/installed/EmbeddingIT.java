package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the README is compiled and run against plain jars, without OSGi, the command line and this build. */
class EmbeddingIT {
    @TempDir
    private Path folder;

    private static final List<String> LEFT_OUT = List.of("org.apache.felix", "org.apache.aries", "picocli", "deltaw-cli");

    @Test
    void programOfTheReadmeFits() throws Exception {
        String program = Snippets.of(Project.root().resolve("README.md"), "java").stream()
                .map(Snippets.Snippet::text).filter(each -> each.contains("class Embedded"))
                .findFirst().orElseThrow(() -> new AssertionError("The README shows no program any more."));
        assertTrue(program.strip().lines().count() <= 20, "more than 20 lines");
        String jars = Installation.minimal().jars().stream()
                .filter(jar -> LEFT_OUT.stream().noneMatch(jar.getFileName().toString()::startsWith))
                .map(Path::toString).collect(Collectors.joining(File.pathSeparator));
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
        assertTrue(said.contains("0.933*x*r - 0.04526*w + 0.001296*x - 0.001075"), said);
        assertTrue(Files.exists(folder.resolve("run/report.html")));
    }
}
