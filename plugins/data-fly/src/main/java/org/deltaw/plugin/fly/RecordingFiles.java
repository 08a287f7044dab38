package org.deltaw.plugin.fly;

import java.nio.file.Path;
import java.util.List;
import org.deltaw.spi.data.InputFiles;

/** Finds the recordings that a user lists. */
final class RecordingFiles {
    private static final InputFiles FILES =
            new InputFiles("recording", "MATLAB file", List.of(".mat"), "flies/Fly1.mat");

    private RecordingFiles() {}

    /**
     * Finds recordings; the name of a file is its subject.
     *
     * @param entries paths, whose last part may be a pattern
     * @param directory where relative paths start
     */
    static List<RecordingFile> find(List<String> entries, Path directory) {
        return FILES.find(entries, directory).stream()
                .map(file -> new RecordingFile(file.path(), file.shown(), file.name())).toList();
    }
}
