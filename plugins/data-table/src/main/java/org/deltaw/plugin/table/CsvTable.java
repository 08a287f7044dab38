package org.deltaw.plugin.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.FileReading;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.SourceFile;

/** Reads CSV (RFC 4180) in UTF-8 whose first line names the columns. */
final class CsvTable {
    /**
     * The largest file that is read, in bytes. Cells take some ten times as much memory as text in a file, so
     * this is what a machine with several gigabytes can hold; larger data belong into .npz files.
     */
    static final long LIMIT = 512L << 20;

    private final InputFile file;
    private final List<String> names = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();

    private CsvTable(InputFile file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidSpecException if it cannot be read, or is no such table
     */
    static Table read(InputFile file, char separator) {
        CsvTable table = new CsvTable(file);
        try {
            requireSmall(file);
            try (FileReading reading = file.open()) {
                table.read(reading.stream(), separator);
                return table.table(reading.end());
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw table.unreadable(e);
        }
    }

    /** Leaves the stream open, for its hash is not known before its end. */
    private void read(InputStream in, char separator) throws IOException {
        CsvReader.builder().fieldSeparator(separator).extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(text(in)).forEach(this::add);
    }

    /** Reads text, without the mark of its encoding with which some programs begin it. */
    private static Reader text(InputStream in) throws IOException {
        PushbackReader text = new PushbackReader(new BufferedReader(
                new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())));
        int first = text.read();
        if (first >= 0 && first != '\uFEFF') {
            text.unread(first);
        }
        return text;
    }

    private static void requireSmall(InputFile file) throws IOException {
        long size = Files.size(file.path());
        if (size > LIMIT) {
            throw file.refused("files", "the file has " + size + " bytes, expected at most " + LIMIT
                    + "; save the numbers as an .npz file, or in several files.");
        }
    }

    private InvalidSpecException unreadable(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return file.refused("files", "the text is not UTF-8; save the file again as CSV in UTF-8.");
            }
            if (cause instanceof AccessDeniedException) {
                return file.refused("files", "reading the file is not permitted; change its permissions.");
            }
        }
        String where = lines.isEmpty() ? "" : " after line " + lines.getLast();
        return file.refused("files", "the file cannot be read as CSV" + where + " (" + e.getMessage()
                + "); look for a quote that is not closed.");
    }

    private void add(CsvRecord record) {
        if (names.isEmpty()) {
            addNames(record);
            return;
        }
        if (record.getFieldCount() != names.size()) {
            throw file.refused("files", "line " + record.getStartingLineNumber() + " has " + record.getFieldCount()
                    + (record.getFieldCount() == 1 ? " cell" : " cells") + ", expected " + names.size()
                    + " as in the first line; look for a missing or additional separator.");
        }
        rows.add(record.getFields().toArray(String[]::new));
        lines.add(record.getStartingLineNumber());
    }

    private void addNames(CsvRecord record) {
        for (String field : record.getFields()) {
            String name = field.strip();
            if (name.isEmpty() || names.contains(name)) {
                throw file.refused("files", name.isEmpty()
                        ? "column " + (names.size() + 1) + " has no name in the first line, expected one for each column."
                        : "two columns are named '" + name + "'; rename one of them.");
            }
            names.add(name);
        }
    }

    private Table table(SourceFile source) {
        if (rows.isEmpty()) {
            throw file.refused("files", names.isEmpty() ? "the file is empty, expected a line with the names of columns "
                    + "and one for each step." : "there is no line after the names of columns, expected one for each step.");
        }
        long[] numbers = lines.stream().mapToLong(Long::longValue).toArray();
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        for (int column = 0; column < names.size(); column++) {
            int index = column;
            columns.put(names.get(column), List.of(new Column.Texts(file, names.get(column),
                    rows.stream().map(row -> row[index]).toArray(String[]::new), numbers)));
        }
        return new Table(file, source, columns, rows.size());
    }
}
