package org.deltaw.plugin.synthetic;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;

/** The settings {@code known} and {@code resamplings} of all simulated experiments. */
final class Tellings {
    private Tellings() {}

    /** Refuses resamplings of what is all known. */
    static void requireSuitable(List<Design.Known> known, Resamplings resamplings) {
        int number = resamplings.number().orElse(1);
        if (number > 1 && of(known, resamplings).isEverything()) {
            throw new InvalidSpecException("resamplings", "All " + number + " trajectories of a recording would be the same, since "
                    + "the fit is told what chance drew; leave something out of known, as in known: [], or set resamplings to 1.");
        }
    }

    /** Returns what a fit is told. */
    static Design.Telling of(List<Design.Known> known, Resamplings resamplings) {
        return new Design.Telling(Set.copyOf(known), resamplings);
    }

    /** Returns the setting {@code known}, in one order whatever the set's. */
    static List<Design.Known> known(Design.Telling telling) {
        return EnumSet.allOf(Design.Known.class).stream().filter(telling.known()::contains).toList();
    }
}
