package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFilesTest {
    @TempDir
    Path directory;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectory(directory.resolve("more"));
        for (String name : List.of("Fly2.mat", "Fly10.mat", "Fly1.mat", "notes.txt", "more/Fly1.MAT",
                "more/x[1].mat")) {
            Files.createFile(directory.resolve(name));
        }
    }

    private List<String> subjects(String... entries) {
        return RecordingFiles.find(List.of(entries), directory).stream().map(RecordingFile::subject).toList();
    }

    private List<String> shown(String... entries) {
        return RecordingFiles.find(List.of(entries), directory).stream().map(RecordingFile::shown).toList();
    }

    private void assertRefused(String message, String... entries) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> subjects(entries));
        assertEquals("files", refusal.key());
        assertEquals(message.replace("<dir>", directory.toString()), refusal.getMessage());
    }

    @Test
    void listedFilesKeepTheirOrder() {
        assertEquals(List.of("Fly2", "Fly1"), subjects("Fly2.mat", "Fly1.mat"));
    }

    @Test
    void subjectIsTheNameWithoutItsEnding() {
        assertEquals(List.of("Fly1", "x[1]", "notes.txt"), subjects("more/Fly1.MAT", "more/x[1].mat", "notes.txt"));
    }

    @Test
    void absolutePathsAreAllowed() {
        assertEquals(List.of("Fly1"), subjects(directory.resolve("Fly1.mat").toString()));
    }

    @Test
    void patternStandsForItsFilesSortedByName() {
        assertEquals(List.of("Fly1.mat", "Fly10.mat", "Fly2.mat"), shown("*.mat"));
        assertEquals(List.of("more/Fly1.MAT"), shown("more/Fly?.*"));
    }

    @Test
    void missingFileIsNamedWithTheNearest() {
        assertRefused("fly7.mat: there is no such file in <dir>; the nearest name there is 'Fly1.mat'.", "fly7.mat");
    }

    @Test
    void missingFileUnlikeAnyOtherIsNamed() {
        assertRefused("recording-of-monday: there is no such file in <dir>; relative paths start from the directory of "
                + "the spec.", "recording-of-monday");
    }

    @Test
    void missingDirectoryIsNamed() {
        assertRefused("data/Fly1.mat: there is no directory <dir>/data; relative paths start from <dir>.",
                "data/Fly1.mat");
    }

    @Test
    void directoryIsRefused() {
        assertRefused("more: this is a directory, expected a MATLAB file; for all files in it write 'more/*.mat'.",
                "more");
        assertRefused("more/: this is a directory, expected a MATLAB file; for all files in it write 'more/*.mat'.",
                "more/");
    }

    @Test
    void patternWithoutFilesIsRefused() {
        assertRefused("Bee*.mat: no file in <dir> matches 'Bee*.mat'; check pattern and directory.", "Bee*.mat");
    }

    @Test
    void brokenPatternIsRefused() {
        assertRefused("Fly[.mat: 'Fly[.mat' is no valid pattern (Missing ']), expected one as in *.mat.", "Fly[.mat");
    }

    @Test
    void impossiblePathIsRefused() {
        assertRefused("Fly\0.mat: this is no path on this system (Nul character not allowed), expected one as in "
                + "flies/Fly1.mat.", "Fly\0.mat");
    }

    @Test
    void fileListedTwiceIsRefused() {
        assertRefused("./Fly1.mat: the file is listed twice, expected each recording once; remove one.",
                "*.mat", "./Fly1.mat");
    }

    @Test
    void twoFilesOfOneNameAreNamedByTheirPaths() {
        assertEquals(List.of("Fly1", "more/Fly1"), subjects("Fly1.mat", "more/Fly1.MAT"));
    }

    @Test
    void deviceIsRefused() {
        assertRefused("/dev/null: this is a device or pipe, expected a MATLAB file; copy the recording into one.",
                "/dev/null");
    }

    /** To the superuser no file is unreadable. */
    @Test
    void unreadableFileIsRefused() throws IOException {
        Path path = directory.resolve("Fly2.mat");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        if (Files.isReadable(path)) {
            return;
        }
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> RecordingFiles.find(List.of("Fly2.mat"), directory).getFirst().open());
        assertEquals("Fly2.mat: reading the file is not permitted; change its permissions.", refusal.getMessage());
    }
}
