package org.deltaw.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever the power is cut, a file is there as a whole or not at all. */
class PowerCutTest {
    private static final int MOST = 100;

    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !AtomicFile.isUnfinished(file)).map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileHoldsAllOfTheOldOrAllOfTheNew() throws Exception {
        Path file = folder.resolve("a");
        Set<String> seen = new HashSet<>();
        int operation = 1;
        boolean done = false;
        while (!done && operation < MOST) {
            AtomicFile.write(file, "old");
            done = PowerCut.before(operation++, () -> AtomicFile.write(file, new byte[] {110, 101, 119}));
            seen.add(Files.readString(file));
            assertEquals(List.of("a"), names());
        }
        assertEquals(Set.of("old", "new"), seen);
        assertEquals(5, operation);
    }

    @Test
    void nothingChangesOnDiskOnceThePowerIsCutWhateverCleansUp() throws Exception {
        Path file = folder.resolve("a");
        AtomicFile.write(file, "old");
        boolean done = PowerCut.before(2, () -> {
            try {
                AtomicFile.write(file, "new");
            } finally {
                AtomicFile.delete(file);
            }
        });
        assertFalse(done);
        assertEquals("old", Files.readString(file));
        AtomicFile.delete(file);
        assertEquals(List.of(), names());
    }

    @Test
    void whatFailsWhileThereIsPowerIsThrown() {
        Path missing = folder.resolve("missing/a");
        UncheckedIOException failed = assertThrows(UncheckedIOException.class,
                () -> PowerCut.before(MOST, () -> AtomicFile.write(missing, "x")));
        assertTrue(failed.getMessage().startsWith(missing + " could not be written: "), failed.getMessage());
    }

    @Test
    void whatIsMadeBesideItsPlaceIsSeenOnlyWhenItIsComplete() throws Exception {
        Path place = folder.resolve("made");
        boolean done = false;
        for (int operation = 1; !done && operation < MOST; operation++) {
            done = PowerCut.before(operation, () -> {
                Path beside = Folders.beside(place);
                AtomicFile.write(beside.resolve("a"), "1");
                Folders.create(beside.resolve("in"));
                AtomicFile.write(beside.resolve("in/b"), "2");
                AtomicFile.publish(beside, place);
            });
            if (!done) {
                assertEquals(List.of(), names());
            }
        }
        assertTrue(done);
        assertEquals(List.of("made"), names());
        assertEquals("2", Files.readString(place.resolve("in/b")));
    }
}
