package org.deltaw.itests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.deltaw.itests.Compiler;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The versions of packages that plugins are built against say what has changed since the API that is kept in {@code baseline}. */
class BaselineTest {
    private static final String HOW_TO = "Change @Version in package-info.java. Only at a release, and as long as there was none, keep "
            + "the API of now instead: mvn test -pl itests -am -Dtest=BaselineTest -Dsurefire.failIfNoSpecifiedTests=false "
            + "-Ddeltaw.baseline.write=true";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"expr", "spi", "behaviour", "formats", "lowering", "testkit"})
    void versionsSayWhatHasChanged(String module) throws Exception {
        Path kept = kept(module);
        Path now = now(module);
        if (Boolean.getBoolean("deltaw.baseline.write")) {
            Files.createDirectories(kept.getParent());
            Files.write(kept, Files.readAllBytes(now));
        }
        assertTrue(Files.exists(kept), kept + " is missing. " + HOW_TO);
        assertEquals(List.of(), Baselines.faults(kept, now), HOW_TO);
    }

    @Test
    void removedMethodOfOursNeedsAMajorVersion() throws Exception {
        Path before = now("spi");
        Map<String, byte[]> entries = new TreeMap<>(SignatureJar.entries(before));
        entries.computeIfPresent("org/deltaw/spi/Seed.class", (_, content) -> SignatureJar.without("child", content));
        Path after = SignatureJar.write(manifest(before), entries, folder.resolve("after.jar"));
        List<String> faults = Baselines.faults(before, after);
        assertEquals(List.of("Package org.deltaw.spi must become version 2.0.0, not 1.0.0, since it was 1.0.0 and this has changed: "
                + "removed child(java.lang.String) in org.deltaw.spi.Seed; removed child(long) in org.deltaw.spi.Seed."), faults);
    }

    @Test
    void typeThatPluginsImplementMayNotGrow() throws Exception {
        assertEquals(List.of("Package org.lab must become version 2.0.0, not 1.0.0, since it was 1.0.0 and this has changed: "
                + "added more() in org.lab.Type."),
                changed("@ConsumerType public interface Type {}", "@ConsumerType public interface Type { void more(); }"));
    }

    @Test
    void typeThatOnlyWeImplementMayGrowInAMinorVersion() throws Exception {
        assertEquals(List.of("Package org.lab must become version 1.1.0, not 1.0.0, since it was 1.0.0 and this has changed: "
                + "added more() in org.lab.Type."),
                changed("@ProviderType public interface Type {}", "@ProviderType public interface Type { void more(); }"));
    }

    @Test
    void whatIsNotSeenMayChange() throws Exception {
        assertEquals(List.of(), changed("public class Type { int a() { return 1; } }", "public class Type { private int b; }"));
    }

    private List<String> changed(String before, String after) throws Exception {
        return Baselines.faults(jar("before", before), jar("after", after));
    }

    private Path jar(String name, String type) throws Exception {
        Map<String, byte[]> classes = new TreeMap<>();
        Compiler.compile("package org.lab;\n\nimport org.osgi.annotation.versioning.*;\n\n" + type)
                .forEach((each, content) -> classes.put(each.replace('.', '/') + ".class", content));
        String manifest = "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: org.lab\nBundle-Version: 1.0.0\n"
                + "Export-Package: org.lab;version=\"1.0.0\"\n";
        return SignatureJar.write(manifest.getBytes(StandardCharsets.UTF_8), classes, folder.resolve(name + ".jar"));
    }

    private Path now(String module) throws Exception {
        return SignatureJar.write(Project.framework(module), folder.resolve(module + ".jar"));
    }

    private static Path kept(String module) {
        return Project.root().resolve("itests/src/test/resources/baseline/deltaw-" + module + ".jar");
    }

    private static byte[] manifest(Path jar) throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getInputStream(file.getEntry(JarFile.MANIFEST_NAME)).readAllBytes();
        }
    }
}
