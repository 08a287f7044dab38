package org.deltaw.kernel.model;

import java.util.List;
import java.util.stream.Stream;
import org.deltaw.kernel.prior.Hierarchy;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;

/**
 * Finds the parameters that a user means: by their names in full, or by the parameter's own where only one that is fitted has it.
 *
 * @param entries all parameters
 * @param purpose what a parameter that is not fitted cannot have, as in {@code no prior}
 * @param key of the spec under which the user names them
 */
public record ParameterNames(List<ParameterTable.Entry> entries, String purpose, String key) {
    /** Finds those that have priors. */
    public static ParameterNames ofPriors(List<ParameterTable.Entry> entries) {
        return new ParameterNames(entries, "no prior", "priors");
    }

    /** Finds those that are distributed over subjects or sessions. */
    public static ParameterNames ofHierarchy(List<ParameterTable.Entry> entries) {
        return new ParameterNames(entries, "no distribution over subjects or sessions", "hierarchy");
    }

    /**
     * Finds a parameter.
     *
     * @throws InvalidSpecException if the name means no fitted parameter, or several
     */
    public ParameterTable.Entry required(String name) {
        List<ParameterTable.Entry> meant = entries.stream().filter(entry -> entry.fullName().equals(name)).toList();
        if (meant.isEmpty()) {
            List<ParameterTable.Entry> alike = entries.stream().filter(entry -> entry.parameter().name().equals(name)).toList();
            List<ParameterTable.Entry> fitted = alike.stream().filter(entry -> entry.parameter().fitted()).toList();
            meant = fitted.isEmpty() ? alike : fitted;
        }
        if (meant.isEmpty()) {
            throw unknown(name);
        }
        if (meant.stream().noneMatch(entry -> entry.parameter().fitted())) {
            throw new InvalidSpecException(name, "'" + name + "' is not fitted, so it has " + purpose + "; add it to the key fitted in the "
                    + "section of its rule, network or loss, or take it out of fixed there, or leave it out of " + key + ".");
        }
        if (meant.size() > 1) {
            throw new InvalidSpecException(name, "'" + name + "' may be " + String.join(" or ",
                    meant.stream().map(ParameterTable.Entry::fullName).toList()) + "; write the name in full.");
        }
        return meant.getFirst();
    }

    /** Lists the parameters that are distributed over subjects or sessions. */
    public List<ParameterTable.Entry> pooled(Hierarchy hierarchy) {
        return hierarchy.parameters().isEmpty() ? entries.stream().filter(entry -> entry.parameter().fitted()).toList()
                : hierarchy.parameters().stream().map(this::required).distinct().toList();
    }

    private InvalidSpecException unknown(String name) {
        List<String> full = entries.stream().filter(entry -> entry.parameter().fitted()).map(ParameterTable.Entry::fullName).toList();
        List<String> own = entries.stream().filter(entry -> entry.parameter().fitted()).map(entry -> entry.parameter().name()).toList();
        return new InvalidSpecException(name, "'" + name + "' is no parameter of rule, network or loss"
                + Nearest.to(name, Stream.concat(own.stream(), full.stream()).toList())
                        .map(near -> "; did you mean '" + near + "'?").orElse(".")
                + " Fitted are " + String.join(", ", full) + ".");
    }
}
