package org.deltaw.study.sweep;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;

/** Says which name was meant. */
public final class Names {
    private Names() {}

    /**
     * Refuses what names nothing.
     *
     * @param key of the experiment's file where it stands
     * @param what it should be, as in {@code factor}
     */
    static void requireKnown(String key, String what, String name, List<String> known) {
        if (!known.contains(name)) {
            throw new InvalidSpecException(key, "'" + name + "' is no " + what + "; " + suggestion(name, known));
        }
    }

    /** Writes the end of a sentence about a name that is not known. */
    public static String suggestion(String typed, Collection<String> known) {
        return Nearest.to(typed, known).map(near -> "did you mean '" + near + "'? ").orElse("")
                + (known.isEmpty() ? "There are none." : "Known are: "
                + known.stream().collect(Collectors.joining(", ")) + ".");
    }
}
