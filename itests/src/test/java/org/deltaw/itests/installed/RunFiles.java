package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a run leaves behind. */
record RunFiles(Path folder) {
    /** Asserts that the results are the same to the last bit, and that no other files lie there. */
    void assertSameAs(RunFiles other) throws IOException {
        for (String file : List.of("history.csv", "parameters.json", "metrics.json")) {
            assertEquals("", difference(other.folder.resolve(file), folder.resolve(file)), file + " of " + folder);
        }
        assertEquals(other.names(), names());
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** Counts the epochs in the history that is on disk. */
    int epochs() {
        try (Stream<String> lines = Files.lines(folder.resolve("history.csv"))) {
            return Math.max(0, (int) lines.count() - 1);
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** Returns the last line of the history: loss and coefficients by name. */
    Map<String, Double> last() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("history.csv"));
        String[] names = lines.getFirst().split(",");
        String[] values = lines.getLast().split(",");
        Map<String, Double> last = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            last.put(names[i], Double.parseDouble(values[i]));
        }
        return last;
    }

    /** Returns the loss of each epoch. */
    double[] losses() throws IOException {
        return Files.readAllLines(folder.resolve("history.csv")).stream().skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",")[2])).toArray();
    }

    /** Returns the first lines that differ; empty if all are the same. */
    private static String difference(Path expected, Path actual) throws IOException {
        List<String> expectedLines = content(expected);
        List<String> actualLines = content(actual);
        for (int i = 0; i < Math.min(expectedLines.size(), actualLines.size()); i++) {
            if (!expectedLines.get(i).equals(actualLines.get(i))) {
                return "line " + (i + 1) + ": " + actualLines.get(i).strip() + ", not " + expectedLines.get(i).strip();
            }
        }
        return expectedLines.size() == actualLines.size() ? "" : "length: " + actualLines.size() + " lines, not " + expectedLines.size();
    }

    /** Leaves out what a file says about itself: another spec, such as another number of threads, makes another run. */
    private static List<String> content(Path file) throws IOException {
        return Files.readString(file).replaceFirst(",\\n {2}\"about\": \\{[^}]*\\}\\n\\}\\n$", "").lines().toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
