package org.deltaw.plugin.table.column;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;

/**
 * The texts with which columns are compared, over all files: one that no cell ever is has hardly been meant. Not every file need have
 * each, so it is known only when all were read. For one thread.
 */
public final class Literals {
    private static final int CELLS_KEPT = 1000;
    private static final int CELLS_SHOWN = 8;

    private final Map<Comparison, Set<String>> unseen = new LinkedHashMap<>();
    private final Set<Comparison> seen = new LinkedHashSet<>();

    /** A column is compared with a text, in a setting. */
    private record Comparison(String key, String column, String literal) {}

    /** Notes what cells a column has that is compared with a text. */
    void compared(String key, Column column, String literal) {
        Comparison comparison = new Comparison(key, column.name(), literal);
        if (seen.contains(comparison)) {
            return;
        }
        Set<String> cells = unseen.computeIfAbsent(comparison, _ -> new LinkedHashSet<>());
        for (String cell : column.texts()) {
            if (cell.equals(literal)) {
                seen.add(comparison);
                unseen.remove(comparison);
                return;
            } else if (cells.size() < CELLS_KEPT && !cell.isEmpty()) {
                cells.add(cell);
            }
        }
    }

    /**
     * Refuses comparisons that never can be true.
     *
     * @throws InvalidSpecException if no cell is what a column is compared with
     */
    public void requireSeen() {
        unseen.forEach((comparison, cells) -> {
            String shown = String.join(", ", cells.stream().limit(CELLS_SHOWN).toList());
            throw new InvalidSpecException(comparison.key(), "No cell of column '" + comparison.column() + "' is '" + comparison.literal()
                    + "'; " + Nearest.to(comparison.literal(), cells).map(near -> "the nearest is '" + near + "', ").orElse("")
                    + (cells.isEmpty() ? "all are empty." : "there are " + shown + (cells.size() > CELLS_SHOWN ? " and others." : ".")));
        });
    }
}
