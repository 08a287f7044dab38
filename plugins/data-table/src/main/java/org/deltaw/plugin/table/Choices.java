package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltaw.plugin.table.column.Column;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;

/**
 * The choices of one table.
 *
 * @param options between which they were made
 * @param chosen for each row the option; -1 where none was
 * @param offered a column for each option; none if all always were on offer
 * @param patterns columns of what the options show, those of the first option first; none if they show which they are
 */
record Choices(Options options, int[] chosen, List<Column> offered, List<Column> patterns) {
    /** Tells whether an option was chosen. */
    boolean isMade(int row) {
        return chosen[row] >= 0;
    }

    /** Tells whether there was a choice in every row. */
    boolean areComplete() {
        return Arrays.stream(chosen).allMatch(index -> index >= 0);
    }

    /** Tells whether there was a choice in some rows. */
    boolean isAnyIn(Rows rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (isMade(rows.row(i))) {
                return true;
            }
        }
        return false;
    }

    /** Lists the channels that they bring. */
    List<Channel> channels(boolean masked) {
        int count = options.count();
        List<Channel> channels = new ArrayList<>(List.of(Channel.of(Input.CHOICE, count)));
        if (!offered.isEmpty()) {
            channels.add(Channel.of(Input.OFFERED, count));
        }
        if (!patterns.isEmpty()) {
            channels.add(Channel.of(Input.PATTERNS, patterns.size()));
        }
        channels.add(Channel.of(Target.CHOICE, count));
        if (masked) {
            channels.add(Channel.mask(Target.CHOICE, 1));
        }
        return channels;
    }

    /** Adds what channels hold in some rows. */
    void addTo(Map<Channel, double[]> values, Rows rows, boolean masked) {
        int count = options.count();
        double[] one = new double[rows.size() * count];
        double[] made = new double[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            int option = chosen[rows.row(i)];
            if (option >= 0) {
                one[i * count + option] = 1;
                made[i] = 1;
            }
        }
        values.put(Channel.of(Input.CHOICE, count), one);
        values.put(Channel.of(Target.CHOICE, count), one);
        if (masked) {
            values.put(Channel.mask(Target.CHOICE, 1), made);
        }
        if (!offered.isEmpty()) {
            values.put(Channel.of(Input.OFFERED, count), rows.values(offered, this::offer));
        }
        if (!patterns.isEmpty()) {
            values.put(Channel.of(Input.PATTERNS, patterns.size()), rows.values(patterns, this::number));
        }
    }

    private double offer(Column column, int row) {
        if (!isMade(row)) {
            // Nothing is made of it, but there must be something on offer.
            return 1;
        }
        double flag = column.flag(row);
        if (flag == 0 && offered.indexOf(column) == chosen[row]) {
            throw column.refused(row, "option '" + options.names().get(chosen[row])
                    + "' was chosen, but is not on offer; expected 1, and one column for each option in their order.");
        }
        return flag;
    }

    /** Returns a number that must be there if there was a choice; 0 where nothing is made of it. */
    double number(Column column, int row) {
        return isMade(row) || !Double.isNaN(column.numbers()[row]) ? column.required(row) : 0;
    }
}
