package org.deltaw.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Guesses which name was meant by somebody who mistyped it: a key of a spec, a column, a variable, an extension. Thread-safe.
 */
public final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {}

    /**
     * Returns the name nearest to what was typed; empty if none is near. Near is a name in which no more than a third of the
     * letters differ. Upper and lower case, and {@code _} and {@code -}, count as the same; the beginning of a name, from three
     * letters on, is near to it.
     *
     * @param known in order of preference among equally near ones
     */
    public static Optional<String> to(String typed, Collection<String> known) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = plain(typed);
        int reach = Math.max(1, wanted.length() / 3);
        Optional<String> nearest = known.stream()
                .filter(name -> distance(wanted, plain(name)) <= Math.min(reach, name.length() - 1))
                .min(Comparator.comparingInt(name -> distance(wanted, plain(name))));
        return nearest.or(() -> known.stream()
                .filter(name -> wanted.length() >= 3 && plain(name).startsWith(wanted))
                .findFirst());
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Counts the letters to insert, delete, replace, or swap with their neighbour to turn one word into
     * the other (optimal string alignment: no letter is touched twice).
     */
    static int distance(String from, String to) {
        int[][] d = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                d[i][j] = i == 0 ? j : j == 0 ? i : step(from, to, d, i, j);
            }
        }
        return d[from.length()][to.length()];
    }

    private static int step(String from, String to, int[][] d, int i, int j) {
        char last = from.charAt(i - 1);
        int replaced = d[i - 1][j - 1] + (last == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
