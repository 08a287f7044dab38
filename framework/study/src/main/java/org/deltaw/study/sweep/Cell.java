package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * One fit of an experiment.
 *
 * @param levels of the factors, in their order
 * @param seed of its randomness
 * @param changes of the spec
 */
public record Cell(SequencedMap<String, String> levels, int seed, List<String> changes) {
    public Cell {
        levels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(levels));
        changes = List.copyOf(changes);
    }

    /**
     * Lists all combinations of an experiment's levels, the last factor and the seed varying fastest.
     *
     * @param chosen the seeds to use; those of the experiment if it is empty
     */
    public static List<Cell> of(Experiment experiment, boolean small, List<Integer> chosen) {
        List<String> common = new ArrayList<>(experiment.set());
        if (small) {
            common.addAll(experiment.quick().set());
        }
        List<Cell> cells = List.of(new Cell(new LinkedHashMap<>(), 0, common));
        for (Factor factor : experiment.factors(small)) {
            cells = cells.stream().flatMap(cell -> factor.levels().entrySet().stream()
                    .map(level -> cell.with(factor.name(), level))).toList();
        }
        List<Integer> seeds = chosen.isEmpty() ? experiment.seeds(small) : chosen;
        return cells.stream().flatMap(cell -> seeds.stream().map(cell::withSeed)).toList();
    }

    private Cell with(String factor, Map.Entry<String, List<String>> level) {
        SequencedMap<String, String> all = new LinkedHashMap<>(levels);
        all.put(factor, level.getKey());
        return new Cell(all, seed, joined(changes, level.getValue()));
    }

    private Cell withSeed(int number) {
        return new Cell(levels, number, joined(changes, List.of("seed=" + number)));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Names it in one line. */
    @Override
    public String toString() {
        String all = levels.entrySet().stream().map(level -> level.getKey() + " " + level.getValue())
                .collect(Collectors.joining(", "));
        return all + (all.isEmpty() ? "" : ", ") + "seed " + seed;
    }
}
