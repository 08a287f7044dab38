package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.InvalidSpecException;

/**
 * A part of an experiment's combinations.
 *
 * @param levels by factor those that are kept; all of a factor that is not named
 */
public record ChosenLevels(Map<String, List<String>> levels) {
    /** The option by which users choose. */
    private static final String OPTION = "--only";

    public ChosenLevels {
        levels = Map.copyOf(levels);
    }

    /**
     * Reads what a user chose.
     *
     * @param choices such as {@code noise=0.1}; several levels of one factor are all kept
     * @throws InvalidSpecException if one is not of that form, or the experiment has no such factor or level
     */
    public static ChosenLevels of(List<String> choices, Experiment experiment) {
        Map<String, List<String>> levels = new LinkedHashMap<>();
        for (String choice : choices) {
            int equals = choice.indexOf('=');
            if (equals < 0) {
                throw new InvalidSpecException(OPTION + ": '" + choice + "' names no level; expected FACTOR=LEVEL, as in noise=0.1.");
            }
            String factor = choice.substring(0, equals).strip();
            String level = choice.substring(equals + 1).strip();
            requireLevel(factor, level, experiment.vary());
            levels.computeIfAbsent(factor, _ -> new ArrayList<>()).add(level);
        }
        return new ChosenLevels(levels);
    }

    private static void requireLevel(String factor, String level, List<Factor> factors) {
        try {
            Factor.requireLevel(OPTION, factors, factor, level);
        } catch (InvalidSpecException unknown) {
            InvalidSpecException located = new InvalidSpecException(OPTION + ": " + unknown.getMessage());
            located.initCause(unknown);
            throw located;
        }
    }

    /** Tells whether a fit is among those that are kept. */
    public boolean keep(Cell cell) {
        return levels.entrySet().stream().allMatch(each -> each.getValue().contains(cell.levels().get(each.getKey())));
    }
}
