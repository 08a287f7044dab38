package org.deltaw.itests.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever builds a release gets the same bytes, wherever and whenever. By hand, since it builds everything twice; needs
 * {@code git} and {@code mvn}.
 */
@Tag("long")
class ReleaseIT {
    private static final Pattern ARTIFACT = Pattern.compile(".*/target/.*(\\.jar|\\.zip|-bom\\.json|-bom\\.xml)");
    private static final List<String> KINDS = List.of(".jar", "-sources.jar", "-javadoc.jar", "-bom.json", "-bom.xml");

    @TempDir
    private Path folder;

    @Test
    void sameBytesComeOutElsewhere() throws Exception {
        Path one = build(folder.resolve("one"), Map.of("TZ", "UTC", "LC_ALL", "C.UTF-8"));
        Path other = build(folder.resolve("elsewhere/the other"), Map.of("TZ", "Pacific/Auckland", "LC_ALL", "C"));

        Map<String, Path> artifacts = artifacts(one);
        Map<String, Path> again = artifacts(other);
        assertEquals(artifacts.keySet(), again.keySet());
        assertEquals(List.of(), different(artifacts, again));
        assertComplete(artifacts);
    }

    /** Builds the files of the project that are known to git, as they lie in the working tree. */
    private static Path build(Path copy, Map<String, String> environment) throws Exception {
        for (String file : run(Project.root(), Map.of(), "git", "ls-files", "-z").split("\0")) {
            Path to = copy.resolve(file);
            Files.createDirectories(to.getParent());
            Files.copy(Project.root().resolve(file), to);
        }
        run(copy, environment, "mvn", "-B", "-q", "-Prelease", "package", "-DskipTests");
        return copy;
    }

    private static String run(Path folder, Map<String, String> environment, String... command) throws Exception {
        Path out = Files.createTempFile("command", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        String said = Files.readString(out);
        Files.delete(out);
        assertEquals(0, code, () -> List.of(command) + " failed:\n" + said);
        return said;
    }

    private static Map<String, Path> artifacts(Path root) throws IOException {
        Map<String, Path> artifacts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> Files.isRegularFile(file) && ARTIFACT.matcher(file.toString()).matches())
                    .forEach(file -> artifacts.put(root.relativize(file).toString(), file));
        }
        return artifacts;
    }

    private static List<String> different(Map<String, Path> artifacts, Map<String, Path> again) throws IOException {
        List<String> different = new ArrayList<>();
        for (Map.Entry<String, Path> each : artifacts.entrySet()) {
            if (Files.mismatch(each.getValue(), again.get(each.getKey())) >= 0) {
                different.add(each.getKey());
            }
        }
        return different;
    }

    /** A release of every module that becomes a bundle, and the distributions to unpack. */
    private static void assertComplete(Map<String, Path> artifacts) throws IOException {
        List<String> missing = new ArrayList<>();
        for (Project.Module module : Project.modules()) {
            String path = Project.root().relativize(module.folder()) + "/target/deltaw-" + module.name() + "-[0-9.]+(-SNAPSHOT)?";
            KINDS.stream().map(kind -> path + Pattern.quote(kind))
                    .filter(artifact -> artifacts.keySet().stream().noneMatch(each -> each.matches(artifact)))
                    .forEach(missing::add);
        }
        assertEquals(List.of(), missing);
        for (String distribution : List.of("minimal", "standard")) {
            String path = "distributions/" + distribution + "/target/deltaw-.*";
            assertTrue(artifacts.keySet().stream().anyMatch(each -> each.matches(path + "\\.zip")), artifacts.toString());
            assertTrue(artifacts.keySet().stream().anyMatch(each -> each.matches(path + "-bom\\.json")), artifacts.toString());
        }
    }
}
