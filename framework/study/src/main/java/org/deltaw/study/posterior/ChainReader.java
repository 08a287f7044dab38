package org.deltaw.study.posterior;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.IoReason;

/** Reads what {@link ChainFile} writes, and what Stan writes without its warm-up. For one thread. */
public final class ChainReader {
    private static final String COMMENT = "#";
    private static final String DRAWS = "num_samples";
    private static final String WARMUP_SAVED = "save_warmup";

    private final Path file;
    private final Map<String, String> settings = new HashMap<>();
    private List<String> names = List.of();
    private double[][] columns = new double[0][];
    private int draws;
    private int line;

    private ChainReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidSpecException if it cannot be read, is no such file, or a part of it is missing; the message is a sentence
     */
    public static Chain read(Path file) {
        // Bytes that are no text become some other character, and no number.
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            ChainReader reader = new ChainReader(file);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.take(line);
            }
            return reader.chain();
        } catch (IOException e) {
            throw new InvalidSpecException(file + " could not be read: " + IoReason.of(e) + ".");
        }
    }

    private void take(String text) throws IOException {
        line++;
        if (text.startsWith(COMMENT)) {
            setting(text);
        } else if (names.isEmpty()) {
            names = List.of(text.split(",", -1));
            columns = new double[names.size()][expected()];
        } else if (!text.isBlank()) {
            draw(text.split(",", -1));
        }
    }

    private void setting(String comment) {
        int equals = comment.indexOf('=');
        if (equals > 0) {
            settings.put(comment.substring(1, equals).strip(), comment.substring(equals + 1).replace("(Default)", "").strip());
        }
    }

    /** Returns how many draws the comments promise, if the file has room for them. */
    private int expected() throws IOException {
        String promised = settings.getOrDefault(DRAWS, "");
        String warmup = settings.getOrDefault(WARMUP_SAVED, "0");
        if (!promised.matches("\\d{1,9}") || !List.of("0", "false").contains(warmup)) {
            throw new InvalidSpecException(file + " is not a chain that can be read: its comments say " + DRAWS + " = '" + promised
                    + "' and " + WARMUP_SAVED + " = '" + warmup + "'; expected a number and false.");
        }
        int count = Integer.parseInt(promised);
        // A digit and what ends it are the least that a number takes.
        if (2L * count * names.size() > Files.size(file)) {
            throw missing(count);
        }
        return count;
    }

    private void draw(String[] cells) {
        if (cells.length != names.size() || draws == columns[0].length) {
            throw new InvalidSpecException(file + ", line " + line + ": found " + (draws == columns[0].length
                    ? "more draws than the " + draws + " that its comments promise"
                    : cells.length + " numbers, expected " + names.size() + ", so a part of the file is missing") + "; sample again.");
        }
        for (int i = 0; i < cells.length; i++) {
            columns[i][draws] = number(cells[i], names.get(i));
        }
        draws++;
    }

    private double number(String cell, String column) {
        return switch (cell) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(cell);
                } catch (NumberFormatException e) {
                    throw new InvalidSpecException(file + ", line " + line + ", column " + column + ": expected a number, found '" + cell
                            + "'; sample again.");
                }
            }
        };
    }

    private Chain chain() throws IOException {
        if (names.isEmpty()) {
            throw new InvalidSpecException(file + " is not a chain: it has no line with names of columns.");
        }
        if (draws < columns[0].length || !endsWithLine()) {
            throw missing(columns[0].length);
        }
        SequencedMap<String, double[]> byName = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            if (byName.put(names.get(i), columns[i]) != null) {
                throw new InvalidSpecException(file + " has two columns that are called '" + names.get(i) + "'.");
            }
        }
        return new Chain(Map.copyOf(settings), byName);
    }

    private InvalidSpecException missing(int promised) {
        return new InvalidSpecException(file + " is shorter than its " + promised + " draws of " + names.size()
                + " numbers, so a part of it is missing; sample again.");
    }

    /** A last number of which digits are missing is a number, too. */
    private boolean endsWithLine() throws IOException {
        try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            bytes.position(bytes.size() - 1).read(last);
            return last.get(0) == '\n';
        }
    }
}
