package org.deltaw.runtime.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.change.PluginChange.What;
import org.deltaw.runtime.discover.Installed;

/**
 * The jars of plugins at one moment, and what they bring. Holds no class of theirs.
 *
 * @param jars by path
 */
public record Snapshot(Map<String, Content> jars) {
    /**
     * A jar's content.
     *
     * @param revision differs if the jar was replaced
     */
    record Content(Jar jar, Object revision, List<Installed> brings) {}

    /**
     * Takes stock.
     *
     * @param revisions of the jars that are in use, libraries included
     * @param installed extensions, and what is wrong with jars that are not in use
     */
    public static Snapshot of(Map<Jar, Object> revisions, List<Installed> installed) {
        Map<String, Content> jars = new TreeMap<>();
        revisions.forEach((jar, revision) -> jars.put(jar.path(), new Content(jar, revision, new ArrayList<>())));
        for (Installed each : installed) {
            jars.computeIfAbsent(each.jar().path(), _ -> new Content(each.jar(), "", new ArrayList<>())).brings().add(each);
        }
        return new Snapshot(jars);
    }

    /** Lists what has happened from this moment to a later one, by path: what went first, so that a jar that was renamed makes sense. */
    List<PluginChange> changesTo(Snapshot later) {
        List<PluginChange> changes = new ArrayList<>();
        Map<String, Content> gone = new LinkedHashMap<>(jars);
        gone.keySet().removeAll(later.jars.keySet());
        gone.values().forEach(each -> changes.add(new PluginChange(each.jar(), What.DISAPPEARED, each.brings(), List.of())));
        later.jars.forEach((path, now) -> {
            Content then = jars.get(path);
            if (then == null) {
                changes.add(new PluginChange(now.jar(), What.APPEARED, List.of(), now.brings()));
            } else if (!then.equals(now)) {
                What what = then.revision().equals(now.revision()) ? What.AFFECTED : What.REPLACED;
                changes.add(new PluginChange(now.jar(), what, then.brings(), now.brings()));
            }
        });
        return changes;
    }
}
