package org.deltaw.plugin.table;

import java.nio.file.Path;
import java.util.List;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.InputFiles;

/** Reads the files that a user lists, whatever format they have. */
final class TableFiles {
    private static final InputFiles FILES = new InputFiles(
            "table", ".csv, .npz or .npy file", List.of(".csv", ".npz", ".npy"), "sessions/one.csv");

    private TableFiles() {}

    /** Reads tables in the order in which they are listed. */
    static List<Table> read(TableSettings settings, Path directory) {
        char separator = settings.separator().charAt(0);
        return FILES.find(settings.files(), directory).stream().map(file -> TableReader.read(file, separator)).toList();
    }

    /** Reads the one table that another setting names. */
    static Table read(String key, String path, char separator, Path directory) {
        List<InputFile> found = FILES.find(List.of(path), directory);
        if (found.size() != 1) {
            throw found.getFirst().refused(key, "'" + path + "' stands for " + found.size() + " files, expected one.");
        }
        return TableReader.read(found.getFirst(), separator);
    }
}
