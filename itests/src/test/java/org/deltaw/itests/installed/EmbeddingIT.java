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

/** The program of the guide is compiled and run against plain jars, without OSGi and without this build. */
class EmbeddingIT {
    @TempDir
    private Path folder;

    @Test
    void programOfTheGuideFits() throws Exception {
        String program = Snippets.of(Project.root().resolve("framework/README.md"), "java").stream()
                .map(Snippets.Snippet::text).filter(each -> each.contains("class Embedded"))
                .findFirst().orElseThrow(() -> new AssertionError("The guide shows no program any more."));
        String jars = Installation.minimal().jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        for (Map.Entry<String, byte[]> each : Compiler.compile(jars, List.of(program)).entrySet()) {
            Files.write(folder.resolve(each.getKey() + ".class"), each.getValue());
        }
        Path out = folder.resolve("out.txt");
        int code = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", folder + File.pathSeparator + jars, "Embedded",
                Installation.standard().examples().resolve("example-fly.yaml").toString())
                .redirectErrorStream(true).redirectOutput(out.toFile()).start().waitFor();
        String said = Files.readString(out);
        assertEquals(0, code, said);
        for (String coefficient : List.of("w", "x", "r", "x*r")) {
            assertTrue(said.contains("name=" + coefficient + ","), said);
        }
    }
}
