package org.deltaw.kernel.inference;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.Warning;

/** Says of coefficients that have no finite best value, or any, that they have none, and what to do. */
final class SeparationWarnings {
    private SeparationWarnings() {}

    /** Returns a warning for each such coefficient. */
    static List<Warning> of(Uncertainty uncertainty) {
        return uncertainty.coefficients().stream().flatMap(each -> of(each).stream()).toList();
    }

    private static Optional<Warning> of(Uncertainty.Coefficient coefficient) {
        String name = coefficient.name();
        return switch (coefficient.status()) {
            case INFINITE -> Optional.of(separated(name, "+infinity", "larger"));
            case MINUS_INFINITE -> Optional.of(separated(name, "-infinity", "more negative"));
            case FLAT -> Optional.of(new Warning("flat-direction", "These data say nothing of " + name + ": no value, larger or "
                    + "smaller, describes them worse by 0.5 nats, so it is left out of medians. Fix it, or put a weak prior on it: "
                    + prior(name), name));
            case DETERMINED, AT_LOWER_BOUND, AT_UPPER_BOUND, ZERO_BY_PENALTY, WITHOUT_EFFECT, CONFOUNDED -> Optional.empty();
        };
    }

    private static Warning separated(String name, String limit, String towards) {
        return new Warning("separated", name + " runs to " + limit + ": the " + towards + " it is, the better it describes these data, or "
                + "as well, as where every choice is predicted perfectly. The data give its sign, but no finite value and no standard "
                + "error. For a finite value put a weak prior on it: " + prior(name), name);
    }

    /** Writes what a user would add to the spec, for a parameter whoever's its value is and whatever its place in an array. */
    private static String prior(String name) {
        return "priors: {" + name.replaceFirst("@.*", "").replaceFirst("\\[\\d+]$", "") + ": {normal: [0, 1]}}";
    }
}
