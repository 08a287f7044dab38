package org.deltaw.plugin.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.FileReading;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.SourceFile;

/**
 * Reads NumPy files. In an .npz file each array is a column, or several if it has a second axis, under the
 * array's name; the columns of a single array in an .npy file are named 0, 1 and so on.
 */
final class NumpyTable {
    /** The most that is read from one file, in bytes, so that no file can exhaust the memory of a workstation. */
    static final long LIMIT = 1L << 30;

    private static final String ENDING = ".npy";

    private final InputFile file;
    private final Map<String, NpyArray> arrays = new LinkedHashMap<>();
    private long read;

    private NumpyTable(InputFile file) {
        this.file = file;
    }

    /** Reads an archive of arrays. */
    static Table readArchive(InputFile file) {
        NumpyTable table = new NumpyTable(file);
        try (FileReading reading = file.open(); ZipFile zip = new ZipFile(file.path().toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.endsWith(ENDING)) {
                    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
                        table.add(name.substring(0, name.length() - ENDING.length()), in, entry.getSize());
                    }
                }
            }
            return table.table(reading.end(), false);
        } catch (ZipException e) {
            throw file.refused("files", "this is no .npz file, or a damaged one (" + e.getMessage()
                    + "); save it with numpy.savez.");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Reads a single array. */
    static Table readArray(InputFile file) {
        NumpyTable table = new NumpyTable(file);
        try (FileReading reading = file.open()) {
            table.add(file.name(), reading.stream(), Files.size(file.path()));
            return table.table(reading.end(), true);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InvalidSpecException unreadable(InputFile file, IOException e) {
        return file.refused("files", e instanceof AccessDeniedException
                ? "reading the file is not permitted; change its permissions."
                : "the file cannot be read (" + e.getMessage() + "); it may be damaged, save it again.");
    }

    private void add(String name, InputStream in, long size) throws IOException {
        try {
            NpyArray array = NpyArray.read(in, size, LIMIT - read);
            read += size;
            arrays.put(name, array);
        } catch (NpyHeader.Refused refused) {
            throw file.refused("files", "array '" + name + "' " + refused.getMessage());
        }
    }

    private Table table(SourceFile source, boolean single) {
        if (arrays.isEmpty()) {
            throw file.refused("files", "there is no array in it; save it with numpy.savez.");
        }
        Map.Entry<String, NpyArray> first = arrays.entrySet().iterator().next();
        int rows = first.getValue().rows();
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (array.rows() != rows) {
                throw file.refused("files", "array '" + name + "' has " + array.rows() + " steps, but '" + first.getKey()
                        + "' has " + rows + "; expected the same number in all arrays.");
            }
            List<Column> own = new ArrayList<>();
            for (int i = 0; i < array.columns(); i++) {
                Column column = new Column.Numbers(file, single ? "" + i : array.columns() == 1 ? name
                        : name + "[" + i + "]", array.column(i));
                own.add(column);
                if (single) {
                    columns.put("" + i, List.of(column));
                }
            }
            if (!single) {
                columns.put(name, own);
            }
        });
        if (rows == 0) {
            throw file.refused("files", "its arrays are empty, expected at least one step.");
        }
        return new Table(file, source, columns, rows);
    }
}
