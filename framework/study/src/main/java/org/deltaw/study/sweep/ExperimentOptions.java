package org.deltaw.study.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a user wants an experiment to be run.
 *
 * @param name of the experiment, or its file, as it was typed
 * @param quick whether in the small size
 * @param data the folder with recordings, if one was named
 * @param seeds to use; those of the experiment if it is empty
 * @param only which levels of factors to keep, as in {@code noise=0.1}; all if it is empty
 * @param overrides changes of the spec in all fits
 */
public record ExperimentOptions(
        String name, boolean quick, Optional<Path> data, List<Integer> seeds, List<String> only, List<String> overrides) {
    public ExperimentOptions {
        seeds = List.copyOf(seeds);
        only = List.copyOf(only);
        overrides = List.copyOf(overrides);
    }

    /** Writes the command that gives the same results, ready for a shell; recordings may lie elsewhere then. */
    public String command() {
        List<String> words = new ArrayList<>(List.of("deltaw", "reproduce", quoted(name)));
        if (quick) {
            words.add("--quick");
        }
        if (data.isPresent()) {
            words.addAll(List.of("--data", "DIR"));
        }
        if (!seeds.isEmpty()) {
            words.addAll(List.of("--seeds", seeds.stream().map(String::valueOf).collect(Collectors.joining(","))));
        }
        only.forEach(each -> words.addAll(List.of("--only", quoted(each))));
        overrides.forEach(each -> words.add(quoted(each)));
        return String.join(" ", words);
    }

    private static String quoted(String word) {
        return word.matches("[\\w./=:,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
