package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deltaw.plugin.table.column.Column;
import org.deltaw.plugin.table.column.Table;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;

/**
 * What the columns of one table are for.
 *
 * @param gate empty if weights always change
 * @param signals by their name
 * @param targets by their name
 * @param choice empty if nothing was chosen between options
 * @param offered one for each option, or none
 * @param patterns as many for each option, or none
 */
record Roles(
        Table table, List<Column> inputs, Optional<Column> gate, Map<String, Column> signals, Map<String, TargetColumns> targets,
        Optional<Column> choice, List<Column> offered, List<Column> patterns) {
    static Roles of(Table table, TableSettings settings, DataContext context) {
        List<Column> input = table.all(settings.inputs());
        if (!input.isEmpty() && input.size() != context.inputs()) {
            throw new InvalidSpecException("inputs", "The inputs are " + input.size() + " columns of "
                    + table.file().shown() + ", but the network reads " + context.inputs() + "; make the two agree.");
        }
        Map<String, Column> signals = new TreeMap<>();
        settings.signals().forEach((name, column) -> signals.put(name, table.one("signals." + name, column)));
        Map<String, TargetColumns> targets = new LinkedHashMap<>();
        settings.targets().forEach((name, _) -> targets.put(name, target(table, settings, name)));
        return new Roles(table, input, settings.gate().map(name -> table.one("gate", name)), signals, targets,
                settings.choice().map(choice -> table.one("choice.column", choice.column())),
                table.all(settings.offered()), table.all(settings.patterns()));
    }

    private static TargetColumns target(Table table, TableSettings settings, String name) {
        List<Column> columns = table.all(Objects.requireNonNull(settings.targets().get(name)));
        List<Column> observed = table.all(settings.observed().getOrDefault(name, List.of()));
        if (observed.size() > 1 && observed.size() != columns.size()) {
            throw table.file().refused("observed." + name, "these are " + observed.size() + " columns, but the target has "
                    + columns.size() + "; expected 1 or " + columns.size() + ".");
        }
        return new TargetColumns(new Target(name), columns, observed);
    }

    /** Reads all columns, so that the file may be closed. */
    void read() {
        Stream.of(inputs, gate.stream().toList(), signals.values(), offered, patterns).flatMap(Collection::stream).forEach(Column::numbers);
        targets.values().forEach(target -> {
            target.columns().forEach(Column::numbers);
            target.observed().forEach(Column::numbers);
        });
        choice.ifPresent(Column::texts);
    }

    /** Finds out which option each row chose. */
    Optional<Choices> choices(TableSettings settings, Optional<Options> options) {
        return options.map(known -> {
            requireFor("offered", offered.size(), known, false);
            requireFor("patterns", patterns.size(), known, true);
            return new Choices(known, known.chosen(settings.choice().orElseThrow(), choice.orElseThrow()), offered, patterns);
        });
    }

    private void requireFor(String key, int columns, Options options, boolean several) {
        boolean fits = several ? columns % options.count() == 0 : columns == 0 || columns == options.count();
        if (!fits) {
            throw table.file().refused(key, "these are " + columns + " columns, but there are " + options.count() + " options ("
                    + String.join(", ", options.names()) + "); expected " + (several ? "as many for each." : "one for each."));
        }
    }

    /** Lists the channels of the data, given which targets have a mask. */
    List<Channel> channels(Optional<Choices> choices, Collection<String> masked) {
        List<Channel> channels = new ArrayList<>();
        if (!inputs.isEmpty()) {
            channels.add(Channel.input(inputs.size()));
        }
        gate.ifPresent(_ -> channels.add(Channel.UPDATE));
        signals.keySet().forEach(name -> channels.add(Channel.of(new Signal(name))));
        choices.ifPresent(each -> channels.addAll(each.channels(masked.contains(Target.CHOICE.name()))));
        targets.forEach((name, target) -> {
            channels.add(Channel.of(new Target(name), target.columns().size()));
            if (masked.contains(name)) {
                channels.add(Channel.mask(new Target(name), target.columns().size()));
            }
        });
        return channels;
    }

    /** Reads some rows as columns of a trajectory. A signal may be missing where no option was chosen: nothing is made of it. */
    Map<Channel, double[]> values(Optional<Choices> choices, Collection<String> masked, Rows rows) {
        Map<Channel, double[]> values = new LinkedHashMap<>();
        if (!inputs.isEmpty()) {
            values.put(Channel.input(inputs.size()), rows.values(inputs, Column::required));
        }
        gate.ifPresent(column -> values.put(Channel.UPDATE, rows.values(List.of(column), Column::flag)));
        signals.forEach((name, column) -> values.put(Channel.of(new Signal(name)), rows.values(List.of(column),
                (each, row) -> choices.isPresent() ? choices.get().number(each, row) : each.required(row))));
        choices.ifPresent(each -> each.addTo(values, rows, masked.contains(Target.CHOICE.name())));
        targets.forEach((name, target) -> {
            values.put(Channel.of(new Target(name), target.columns().size()), target.values(rows));
            if (masked.contains(name)) {
                values.put(Channel.mask(new Target(name), target.columns().size()), target.mask(rows));
            }
        });
        return values;
    }

    /** Refuses tables in which names stand for other numbers of columns than in the first. */
    void requireSameAs(Roles first) {
        requireSame("patterns", patterns.size(), first.patterns().size());
        targets.forEach((name, target) -> requireSame("targets." + name, target.columns().size(),
                Objects.requireNonNull(first.targets().get(name)).columns().size()));
    }

    private void requireSame(String key, int columns, int expected) {
        if (columns != expected) {
            throw table.file().refused(key, "these are " + columns + " columns, but the first file has " + expected
                    + "; expected the same number in all files.");
        }
    }
}
