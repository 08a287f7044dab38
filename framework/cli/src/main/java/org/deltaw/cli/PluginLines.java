package org.deltaw.cli;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.change.PluginChange;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.spec.text.Words;

/** Plugins and what happens to them, a line for each jar. */
final class PluginLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private PluginLines() {}

    /** Says what each jar brings. */
    static List<String> list(List<Installed> installed) {
        Map<Jar, List<Installed>> jars = new LinkedHashMap<>();
        installed.forEach(each -> jars.computeIfAbsent(each.jar(), _ -> new ArrayList<>()).add(each));
        List<String> lines = new ArrayList<>();
        jars.forEach((jar, all) -> lines.add("  " + jar + brought(all) + troubles(all)));
        return lines;
    }

    /** Says what happened, and when. */
    static String of(PluginChange change, LocalTime now) {
        return TIME.format(now) + "  " + change.jar() + switch (change.what()) {
            case APPEARED -> " appeared" + brought(change.after());
            case REPLACED -> " was replaced" + brought(change.after()) + lost(change);
            case AFFECTED -> " is affected by that" + brought(change.after()) + lost(change);
            case DISAPPEARED -> " disappeared" + lost(change);
        } + troubles(change.after());
    }

    private static String brought(List<Installed> all) {
        return all.isEmpty() ? ": no extension, perhaps a library" : names(all).isEmpty() ? "" : ": " + Words.and(names(all));
    }

    private static String troubles(List<Installed> all) {
        return all.stream().map(Installed::state).distinct().map(state -> switch (state) {
            case Installed.State.Ready() -> "";
            case Installed.State.Unavailable(String reason) -> "; it is unavailable here: " + reason;
            case Installed.State.Broken(String reason) -> "; it cannot be used: " + reason;
        }).collect(Collectors.joining());
    }

    private static String lost(PluginChange change) {
        List<String> lost = new ArrayList<>(names(change.before()));
        lost.removeAll(names(change.after()));
        return lost.isEmpty() ? "" : "; no longer there: " + Words.and(lost);
    }

    /** Names what can be used, here or on another machine. */
    private static List<String> names(List<Installed> all) {
        return all.stream().filter(each -> !(each.state() instanceof Installed.State.Broken))
                .map(each -> each.kind().orElseThrow() + " " + each.id().orElseThrow()).toList();
    }
}
