package org.deltaw.cli;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltaw.runtime.Installed;
import org.deltaw.runtime.Jar;
import org.deltaw.runtime.PluginChange;

/** Plugins and what happens to them, a line for each jar. */
final class PluginLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private PluginLines() {}

    /** Says what each jar brings. */
    static List<String> list(List<Installed> installed) {
        Map<Jar, List<Installed>> jars = new LinkedHashMap<>();
        installed.forEach(each -> jars.computeIfAbsent(each.jar(), _ -> new ArrayList<>()).add(each));
        List<String> lines = new ArrayList<>();
        jars.forEach((jar, all) -> lines.add("  " + jar + brought(all)));
        return lines;
    }

    /** Says what happened, and when: now. */
    static String of(PluginChange change) {
        return TIME.format(LocalTime.now()) + "  " + change.jar() + " " + switch (change.what()) {
            case APPEARED -> "appeared" + brought(change.after());
            case REPLACED -> "was replaced" + brought(change.after()) + lost(change);
            case AFFECTED -> "is affected by that" + brought(change.after()) + lost(change);
            case DISAPPEARED -> "disappeared" + (names(change.before()).isEmpty() ? "" : ", and with it "
                    + Words.and(names(change.before())));
        };
    }

    private static String brought(List<Installed> all) {
        List<String> names = names(all);
        List<String> troubles = all.stream().map(Installed::state).distinct().flatMap(state -> switch (state) {
            case Installed.State.Ready() -> Stream.<String>empty();
            case Installed.State.Unavailable(String reason) -> Stream.of("is unavailable here: " + reason);
            case Installed.State.Broken(String reason) -> Stream.of("cannot be used: " + reason);
        }).toList();
        return (names.isEmpty() ? "" : ": " + Words.and(names))
                + (troubles.isEmpty() ? "" : ", but " + String.join(" It ", troubles))
                + (all.isEmpty() ? ": no extension, perhaps a library" : "");
    }

    private static String lost(PluginChange change) {
        List<String> lost = new ArrayList<>(names(change.before()));
        lost.removeAll(names(change.after()));
        return lost.isEmpty() ? "" : "; no longer " + Words.and(lost);
    }

    /** Names what can be used, here or on another machine. */
    private static List<String> names(List<Installed> all) {
        return all.stream().filter(each -> !(each.state() instanceof Installed.State.Broken))
                .map(each -> each.kind().orElseThrow() + " " + each.id().orElseThrow()).toList();
    }
}
