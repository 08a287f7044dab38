package org.deltaw.plugin.table;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.Group;
import org.deltaw.formats.TextOptions;
import org.deltaw.formats.open.FileFormats;
import org.deltaw.plugin.table.column.Literals;
import org.deltaw.plugin.table.column.Missing;
import org.deltaw.plugin.table.column.Table;
import org.deltaw.plugin.table.column.Variables;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.InputFiles;
import org.deltaw.spi.data.SourceFile;

/** Opens the files that a user lists, whatever format they have, one after the other. */
final class TableFiles {
    private static final InputFiles FILES = new InputFiles("table", "file with a table",
            List.of(".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".txt.gz", ".npz", ".npy", ".mat", ".nwb", ".h5", ".hdf5"),
            "sessions/one.csv");

    private final TableSettings settings;
    private final Path directory;
    private final TextOptions text;

    TableFiles(TableSettings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
        this.text = TextFiles.options(settings.separator(), settings.decimal(), settings.encoding(), settings.comment());
    }

    /**
     * Reads something from each table, in the order in which the files are listed.
     *
     * @param columns which are looked up
     * @param read what is made of a table, and of what it was read from; all that is wanted of its columns is to be read here
     */
    <T> List<T> read(Collection<Table.Use> columns, Literals literals, BiFunction<Table, SourceFile, T> read) {
        Table.Reading reading = new Table.Reading(settings.transpose(), new Missing(settings.missing()), settings.codings(), literals);
        List<T> all = new ArrayList<>();
        if (settings.sideBySide()) {
            FILES.findByFolder(settings.files(), directory).forEach((folder, files) -> all.add(sideBySide(folder, files, (variables,
                    source) ->
                    read.apply(Table.of(variables, columns, reading), source))));
            return all;
        }
        for (InputFile file : FILES.find(settings.files(), directory)) {
            try (DataFile opened = FileFormats.open(file, text)) {
                Table table = Table.of(Variables.of(file, opened.root(), settings.table()), columns, reading);
                all.add(read.apply(table, opened.source()));
            }
        }
        return all;
    }

    /** Reads the one table that another setting names. */
    <T> T readOne(String key, String path, Collection<Table.Use> columns, BiFunction<Table, SourceFile, T> read) {
        List<InputFile> found = FILES.find(List.of(path), directory);
        if (found.size() != 1) {
            throw found.getFirst().refused(key, "'" + path + "' stands for " + found.size() + " files, expected one.");
        }
        Table.Reading reading = new Table.Reading(false, new Missing(List.of()), Map.of(), new Literals());
        try (DataFile opened = FileFormats.open(found.getFirst(), text)) {
            return read.apply(Table.of(Variables.of(found.getFirst(), opened.root(), Optional.empty()), columns, reading), opened.source());
        }
    }

    private <T> T sideBySide(InputFile folder, List<InputFile> files, BiFunction<Variables, SourceFile, T> read) {
        Map<String, Group> contents = new LinkedHashMap<>();
        List<DataFile> open = new ArrayList<>();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (InputFile file : files) {
                DataFile opened = FileFormats.open(file, text);
                open.add(opened);
                contents.put(file.name(), opened.root());
                SourceFile source = opened.source();
                digest.update((file.name() + " " + source.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return read.apply(Variables.sideBySide(folder, contents), new SourceFile(folder.shown(),
                    HexFormat.of().formatHex(digest.digest())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256, but not this one.", e);
        } finally {
            open.forEach(DataFile::close);
        }
    }
}
