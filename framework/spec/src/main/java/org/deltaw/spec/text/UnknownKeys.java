package org.deltaw.spec.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;

/** Says which keys of a map mean nothing, and which were perhaps meant. */
public final class UnknownKeys {
    private UnknownKeys() {}

    /** Reports at least one unknown key of a map. */
    public static InvalidSpecException fault(SpecNode.Entries map, List<String> unknown, Collection<String> known) {
        SpecNode first = Objects.requireNonNull(map.entries().get(unknown.getFirst()));
        String end = " Known are: " + Words.list(known) + ".";
        if (unknown.size() == 1) {
            return first.fault("is not known" + Nearest.to(unknown.getFirst(), known)
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse(".") + end);
        }
        List<String> all = new ArrayList<>();
        for (String key : unknown) {
            SpecNode node = Objects.requireNonNull(map.entries().get(key));
            List<String> notes = new ArrayList<>();
            if (!node.position().equals(first.position())) {
                notes.add(place(node));
            }
            Nearest.to(key, known).ifPresent(name -> notes.add("did you mean '" + name + "'?"));
            all.add(node.path() + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")"));
        }
        return Faults.at(first.position(), "", Words.and(all) + " are not known." + end);
    }

    private static String place(SpecNode node) {
        return node.position().line() == 0 ? node.position().source() : "line " + node.position().line();
    }
}
