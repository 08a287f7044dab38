package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Maven project that is built as a stranger would: with a local repository of its own, so that nothing of DeltaW is found but
 * what the project names. The plugins of Maven are copied from where the build of DeltaW has put them, so no network is needed.
 */
final class MavenProject {
    private final Path folder;
    private final Path local;

    /** @param local the repository that Maven fills; several projects may share it */
    MavenProject(Path folder, Path local) {
        this.folder = folder;
        this.local = local;
    }

    /** Runs Maven to the end, and returns what it said. */
    String run(String... arguments) throws Exception {
        Path out = Files.createTempFile(folder, "maven", ".txt");
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-s", settings().toString(), "-Dmaven.repo.local=" + local));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(out.toFile());
        int code = builder.start().waitFor();
        String said = Files.readString(out);
        Files.delete(out);
        assertEquals(0, code, () -> command + " failed:\n" + said);
        return said;
    }

    private Path settings() throws IOException {
        Path filled = Path.of(System.getProperty("maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        Path settings = Files.createDirectories(local).resolve("settings.xml");
        return Files.writeString(settings, """
                <settings>
                  <mirrors>
                    <mirror><id>filled</id><mirrorOf>central</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                </settings>
                """.formatted(filled.toUri()));
    }
}
