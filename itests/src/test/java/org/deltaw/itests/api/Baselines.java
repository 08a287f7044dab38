package org.deltaw.itests.api;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares exported packages with those of an earlier jar, as semantic versioning has it: bnd decides what breaks whom, since
 * {@code @ConsumerType} and {@code @ProviderType} say who implements what.
 */
final class Baselines {
    private static final Set<Delta> CHANGES = EnumSet.of(Delta.ADDED, Delta.REMOVED);
    private static final int QUOTED = 5;

    private Baselines() {}

    /** Lists, a sentence for each package, what must become another version. */
    static List<String> faults(Path older, Path newer) throws Exception {
        try (Processor reporter = new Processor(); Jar then = new Jar(older.toFile()); Jar now = new Jar(newer.toFile())) {
            return new Baseline(reporter, new DiffPluginImpl()).baseline(now, then, new Instructions()).stream()
                    .filter(info -> info.mismatch)
                    .sorted(Comparator.comparing(info -> info.packageName))
                    .map(Baselines::sentence).toList();
        }
    }

    private static String sentence(Info info) {
        List<String> changes = changes(info.packageName, info.packageDiff);
        return "Package " + info.packageName + " must become version " + info.suggestedVersion + ", not "
                + info.newerVersion + ", since it was " + info.olderVersion + " and this has changed: "
                + changes.stream().limit(QUOTED).collect(Collectors.joining("; "))
                + (changes.size() > QUOTED ? "; and " + (changes.size() - QUOTED) + " more" : "") + ".";
    }

    /** Lists what is there no more or was not there before, and not what is in it. */
    private static List<String> changes(String owner, Diff diff) {
        if (CHANGES.contains(diff.getDelta())) {
            return List.of(diff.getDelta().toString().toLowerCase(Locale.ROOT) + " " + diff.getName() + " in " + owner);
        }
        List<String> changes = new ArrayList<>();
        diff.getChildren().forEach(child -> changes.addAll(changes(diff.getName(), child)));
        return changes;
    }
}
