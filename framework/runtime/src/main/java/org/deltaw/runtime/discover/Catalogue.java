package org.deltaw.runtime.discover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.deltaw.runtime.discover.Discovered.Found;
import org.deltaw.runtime.discover.Installed.State;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;

/**
 * What was installed at one moment.
 *
 * @param stamp of the source at that moment
 * @param entries by kind and name
 */
public record Catalogue(Object stamp, List<Entry> entries) {
    /**
     * An extension, or what should have been one.
     *
     * @param extension empty if it cannot be used
     */
    public record Entry(Installed installed, Optional<Extension<?>> extension) {
        public boolean is(Kind kind) {
            return installed.kind().filter(kind::equals).isPresent();
        }

        Entry broken(String reason) {
            return new Entry(
                    new Installed(installed.kind(), installed.id(), installed.description(), installed.provider(),
                            installed.jar(), new State.Broken(reason)),
                    Optional.empty());
        }
    }

    /** The key under which there may be one extension only. */
    private record Name(Kind kind, ExtensionId id) {}

    private static final Comparator<Installed> ORDER = Comparator
            .comparing((Installed installed) -> installed.kind().map(Kind::ordinal).orElse(Integer.MAX_VALUE))
            .thenComparing(installed -> installed.id().map(ExtensionId::name).orElse("~"))
            .thenComparing(installed -> installed.jar().path())
            .thenComparing(Installed::provider);

    public static Catalogue of(Source source) {
        // Read before looking: if something changes meanwhile, the next one to ask looks again.
        Object stamp = source.stamp();
        List<Entry> entries = new ArrayList<>();
        for (Discovered discovered : source.discover()) {
            Installed installed = Inspection.of(source, discovered);
            boolean usable = !(installed.state() instanceof State.Broken);
            entries.add(new Entry(installed,
                    usable && discovered instanceof Found found ? Optional.of(found.extension()) : Optional.empty()));
        }
        entries.sort(Comparator.comparing(Entry::installed, ORDER));
        return new Catalogue(stamp, withoutDuplicates(entries, source.place()));
    }

    private static List<Entry> withoutDuplicates(List<Entry> entries, PluginLocation place) {
        Map<Name, List<Entry>> named = new HashMap<>();
        for (Entry entry : entries) {
            name(entry).ifPresent(name -> named.computeIfAbsent(name, _ -> new ArrayList<>()).add(entry));
        }
        return entries.stream().map(entry -> {
            List<Entry> same = name(entry).map(named::get).orElse(List.of());
            return same.size() < 2 || entry.extension().isEmpty() ? entry : entry.broken(duplicate(same, place));
        }).toList();
    }

    private static Optional<Name> name(Entry entry) {
        Installed installed = entry.installed();
        return installed.kind().flatMap(kind -> installed.id().map(id -> new Name(kind, id)));
    }

    private static String duplicate(List<Entry> same, PluginLocation place) {
        Installed first = same.getFirst().installed();
        String what = "the " + first.kind().orElseThrow() + " '" + first.id().orElseThrow() + "'";
        List<String> paths = distinct(same, entry -> entry.installed().jar().path());
        if (paths.size() == 1) {
            return first.jar() + " brings " + what + " more than once ("
                    + String.join(", ", distinct(same, entry -> entry.installed().provider()))
                    + "), so none of them is used; " + place.replace() + ".";
        }
        List<String> files = distinct(same, entry -> entry.installed().jar().file());
        return Words.and(files.size() == paths.size() ? files : paths) + (paths.size() == 2 ? " both" : " all")
                + " bring " + what + ", so none of them is used; keep one of them and remove "
                + (paths.size() == 2 ? "the other" : "the others") + " from " + place + ".";
    }

    private static List<String> distinct(List<Entry> entries, Function<Entry, String> part) {
        return entries.stream().map(part).distinct().toList();
    }
}
