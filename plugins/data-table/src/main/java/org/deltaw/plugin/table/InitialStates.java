package org.deltaw.plugin.table;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.plugin.table.column.Column;
import org.deltaw.plugin.table.column.Table;

/** States before the first step: a table with a row for each number. Immutable. */
final class InitialStates {
    private static final String KEY = "initial-states";

    private final Map<String, Map<String, double[]>> byTrajectory = new LinkedHashMap<>();

    private InitialStates() {}

    /** Reads the table that the settings name, if they do. */
    static InitialStates read(TableSettings settings, Path directory) {
        InitialStates states = new InitialStates();
        settings.initialStates().ifPresent(path -> new TableFiles(settings, directory).readOne(KEY, path,
                List.of(new Table.Use(KEY, List.of("trajectory", "state", "index", "value"))), (table, _) -> states.read(table)));
        return states;
    }

    private InitialStates read(Table table) {
        String[] trajectories = table.one(KEY, "trajectory").texts();
        String[] names = table.one(KEY, "state").texts();
        Column indices = table.one(KEY, "index");
        Column values = table.one(KEY, "value");
        for (int row = 0; row < table.rows(); row++) {
            double index = indices.required(row);
            // No state has more entries than there are rows, so a wrong index takes no memory.
            if (index != Math.rint(index) || index < 0 || index >= table.rows()) {
                throw indices.refused(row, "found " + indices.shown(row) + ", expected a number from 0 to "
                        + (table.rows() - 1) + ", for there are " + table.rows() + " rows.");
            }
            double[] known = known(trajectories[row], names[row], (int) index + 1);
            if (!Double.isNaN(known[(int) index])) {
                throw indices.refused(row, "entry " + indices.shown(row) + " of '" + names[row] + "' of trajectory '"
                        + trajectories[row] + "' is given twice; remove one.");
            }
            known[(int) index] = values.required(row);
        }
        byTrajectory.forEach((trajectory, states) -> states.replaceAll((name, numbers) ->
                complete(table, trajectory, name, numbers)));
        return this;
    }

    /** Returns the numbers of a state, made longer if they are not long enough; those that are missing are NaN. */
    private double[] known(String trajectory, String name, int length) {
        Map<String, double[]> states = byTrajectory.computeIfAbsent(trajectory, _ -> new LinkedHashMap<>());
        double[] numbers = states.computeIfAbsent(name, _ -> filled(1));
        if (numbers.length < length) {
            double[] longer = filled(Math.max(length, 2 * numbers.length));
            System.arraycopy(numbers, 0, longer, 0, numbers.length);
            states.put(name, longer);
            return longer;
        }
        return numbers;
    }

    private static double[] filled(int length) {
        double[] numbers = new double[length];
        Arrays.fill(numbers, Double.NaN);
        return numbers;
    }

    private static double[] complete(Table table, String trajectory, String name, double[] numbers) {
        int length = numbers.length;
        while (Double.isNaN(numbers[length - 1])) {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (Double.isNaN(numbers[i])) {
                throw table.file().refused(KEY, "entry " + i + " of '" + name + "' of trajectory '" + trajectory
                        + "' is missing; expected all from 0 to " + (length - 1) + ".");
            }
        }
        return Arrays.copyOf(numbers, length);
    }

    /** Returns the states of a trajectory by name; none if nothing is known. */
    Map<String, double[]> of(String trajectory) {
        return Optional.ofNullable(byTrajectory.get(trajectory)).orElse(Map.of());
    }

    /** Names a trajectory that is not among the given ones, if there is one. */
    Optional<String> stranger(Collection<String> known) {
        return byTrajectory.keySet().stream().filter(each -> !known.contains(each)).findFirst();
    }
}
