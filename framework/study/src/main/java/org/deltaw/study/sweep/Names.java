package org.deltaw.study.sweep;

import java.util.Collection;
import java.util.stream.Collectors;
import org.deltaw.spi.Nearest;

/** Says which name was meant. */
public final class Names {
    private Names() {}

    /** Writes the end of a sentence about a name that is not known. */
    public static String suggestion(String typed, Collection<String> known) {
        return Nearest.to(typed, known).map(near -> "did you mean '" + near + "'? ").orElse("")
                + (known.isEmpty() ? "There are none." : "Known are: "
                + known.stream().collect(Collectors.joining(", ")) + ".");
    }
}
