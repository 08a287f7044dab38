package org.deltaw.runtime.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.deltaw.runtime.Installation;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.PowerCut;
import org.deltaw.storage.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation that was halted at any operation on disk, and is repeated, ends as one that was never halted. */
class PluginFoldersTest {
    private static final int MOST = 100;

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = folder.resolve("deltaw");
        Files.createDirectories(home.resolve("bundles"));
        Files.createDirectories(home.resolve("plugins"));
    }

    private Path jar(String file, String bundle, String version) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-SymbolicName", bundle);
        headers.putValue("Bundle-Version", version);
        Path jar = folder.resolve(file);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private PluginFolders folders() {
        return new PluginFolders(Installation.of(home.toString(), ""), _ -> List.of());
    }

    private PluginFolders refusing() {
        return new PluginFolders(Installation.of(home.toString(), ""), _ -> List.of(
                new Probe.Finding("rule family", "mine", home.resolve("plugins/mine.jar").toString(), "it is broken.")));
    }

    /** Returns a digest of each file in the plugin folder, hidden ones included. */
    private Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.list(home.resolve("plugins"))) {
            files.forEach(file -> state.put(file.getFileName().toString(), Sha256.of(file)));
        }
        return state;
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("plugins"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Halts an installation at every operation, and repeats it. */
    private int haltedEverywhere(List<Path> before, Path jar) throws Exception {
        begin(before);
        folders().add(jar, "mine.jar");
        Map<String, String> whole = state();
        int operation = 0;
        boolean done = false;
        while (!done && operation < MOST) {
            operation++;
            begin(before);
            done = PowerCut.before(operation, () -> folders().add(jar, "mine.jar"));
            folders().add(jar, "mine.jar");
            assertEquals(whole, state(), "halted at operation " + operation);
        }
        assertTrue(done);
        assertEquals(List.of("mine.jar", "other.jar"), List.copyOf(whole.keySet()));
        assertEquals(Sha256.of(jar), whole.get("mine.jar"));
        return operation;
    }

    private void begin(List<Path> before) throws IOException {
        clear();
        for (Path each : before) {
            Files.copy(each, home.resolve("plugins").resolve(each.getFileName()));
        }
    }

    @Test
    void aNewPluginIsThereInTheEnd() throws Exception {
        assertTrue(haltedEverywhere(List.of(jar("other.jar", "other", "1")), jar("new.jar", "mine", "1")) > 7);
    }

    @Test
    void anotherVersionOfTheSameNameTakesItsPlace() throws Exception {
        haltedEverywhere(List.of(jar("other.jar", "other", "1"), jar("mine.jar", "mine", "1")), jar("new.jar", "mine", "2"));
    }

    @Test
    void anotherVersionOfAnotherNameTakesItsPlace() throws Exception {
        haltedEverywhere(List.of(jar("other.jar", "other", "1"), jar("mine-1.jar", "mine", "1")), jar("new.jar", "mine", "2"));
    }

    @Test
    void whatIsRefusedLeavesEverythingAsItWasAlsoAfterAHalt() throws Exception {
        List<Path> before = List.of(jar("other.jar", "other", "1"), jar("mine-1.jar", "mine", "1"));
        Path jar = jar("new.jar", "mine", "2");
        begin(before);
        Map<String, String> untouched = state();
        boolean done = false;
        for (int operation = 1; !done && operation < MOST; operation++) {
            begin(before);
            done = PowerCut.before(operation, () ->
                    assertThrows(InvalidSpecException.class, () -> refusing().add(jar, "mine.jar")));
            assertThrows(InvalidSpecException.class, () -> refusing().add(jar, "mine.jar"));
            assertEquals(untouched, state());
        }
        assertTrue(done);
    }

    @Test
    void aRemovalUndoesWhatWasNotConfirmed() throws Exception {
        begin(List.of(jar("mine.jar", "mine", "1")));
        Map<String, String> before = state();
        Path jar = jar("new.jar", "mine", "2");
        jar("other.jar", "other", "1");
        // Halted right after the new jar has its place.
        PowerCut.before(8, () -> folders().add(jar, "mine.jar"));
        Files.copy(folder.resolve("other.jar"), home.resolve("plugins/other.jar"));
        folders().remove(home.resolve("plugins/other.jar"));
        assertEquals(before, state());
    }
}
