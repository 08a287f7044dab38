package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;

/**
 * What the columns of one table are for.
 *
 * @param gate empty if weights always change
 * @param signals by their name
 * @param targets by their name
 */
record Roles(
        List<Column> inputs, Optional<Column> gate, Map<String, Column> signals, Map<String, TargetColumns> targets) {
    /**
     * A target.
     *
     * @param observed none, one for all columns, or one for each
     */
    record TargetColumns(List<Column> columns, List<Column> observed) {
        /** Tells whether a value was observed. */
        boolean isObserved(int row, int column) {
            return columns.get(column).number(row).isPresent() && (observed.isEmpty()
                    || observed.get(observed.size() == 1 ? 0 : column).flag(row) == 1);
        }

        /** Returns 1 where it was observed, else 0, row after row. */
        double[] mask(Span span) {
            int width = columns.size();
            double[] mask = new double[span.rows() * width];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = isObserved(span.from() + i / width, i % width) ? 1 : 0;
            }
            return mask;
        }

        /** Tells whether something was not observed. */
        boolean hasGaps(int rows) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns.size(); column++) {
                    if (!isObserved(row, column)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    static Roles of(Table table, TableSettings settings, int inputs) {
        List<Column> input = table.all("inputs", settings.inputs());
        if (input.size() != inputs) {
            throw new InvalidSpecException("inputs", "The inputs are " + input.size() + " columns of "
                    + table.file().shown() + ", but the network reads " + inputs + "; make the two agree.");
        }
        Map<String, Column> signals = new TreeMap<>();
        settings.signals().forEach((name, column) -> signals.put(name, table.one("signals." + name, column)));
        Map<String, TargetColumns> targets = new LinkedHashMap<>();
        settings.targets().forEach((name, columns) -> targets.put(name, target(table, settings, name)));
        return new Roles(input, settings.gate().map(name -> table.one("gate", name)), signals, targets);
    }

    private static TargetColumns target(Table table, TableSettings settings, String name) {
        List<Column> columns = table.all("targets." + name, Objects.requireNonNull(settings.targets().get(name)));
        List<Column> observed = table.all("observed." + name, settings.observed().getOrDefault(name, List.of()));
        if (observed.size() > 1 && observed.size() != columns.size()) {
            throw table.file().refused("observed." + name, "these are " + observed.size() + " columns, but the target has "
                    + columns.size() + "; expected 1 or " + columns.size() + ".");
        }
        return new TargetColumns(columns, observed);
    }

    /** Lists the channels of the data, given which targets have a mask. */
    List<Channel> channels(Collection<String> masked) {
        List<Channel> channels = new ArrayList<>(List.of(Channel.input(inputs.size())));
        gate.ifPresent(_ -> channels.add(Channel.UPDATE));
        signals.keySet().forEach(name -> channels.add(Channel.of(new Signal(name))));
        targets.forEach((name, target) -> {
            channels.add(Channel.of(new Target(name), target.columns().size()));
            if (masked.contains(name)) {
                channels.add(Channel.mask(new Target(name), target.columns().size()));
            }
        });
        return channels;
    }

    /** Reads some rows as columns of a trajectory. */
    Map<Channel, double[]> values(Collection<String> masked, Span span) {
        Map<Channel, double[]> values = new LinkedHashMap<>();
        values.put(Channel.input(inputs.size()), span.values(inputs, Column::required));
        gate.ifPresent(column -> values.put(Channel.UPDATE, span.values(List.of(column), Column::flag)));
        signals.forEach((name, column) -> values.put(
                Channel.of(new Signal(name)), span.values(List.of(column), Column::required)));
        targets.forEach((name, target) -> {
            Channel channel = Channel.of(new Target(name), target.columns().size());
            values.put(channel, span.values(target.columns(), (column, row) -> value(name, column, row)));
            if (masked.contains(name)) {
                values.put(Channel.mask(new Target(name), target.columns().size()), target.mask(span));
            }
        });
        return values;
    }

    private static double value(String target, Column column, int row) {
        if (column.number(row).isEmpty()) {
            return Double.NaN;
        }
        return target.equals(Target.DECISION.name()) ? column.flag(row) : column.required(row);
    }

    /** Refuses tables whose targets do not have the same columns. */
    void requireSameAs(Roles first, Table table) {
        targets.forEach((name, target) -> {
            int expected = Objects.requireNonNull(first.targets().get(name)).columns().size();
            if (target.columns().size() != expected) {
                throw table.file().refused("targets." + name, "these are " + target.columns().size()
                        + " columns, but the first file has " + expected + "; expected the same number in all files.");
            }
        });
    }
}
