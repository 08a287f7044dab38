package org.deltaw.kernel.prior;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is believed of parameters that each subject or session has its own values of: they are normally distributed around those of
 * the subject, or of the population, with spreads that are inferred, too. A parameter with bounds is so distributed after a
 * transformation that has none.
 *
 * @param levels from the widest to the narrowest
 * @param parameters which are so distributed, by name; empty if all are
 * @param spread the prior of the standard deviations, on the scale of the transformation
 * @param spreads the same for single parameters, by name
 * @param means the priors of the population's means of single parameters, on the scale of the transformation; of others the
 *     value that the mean is transformed to has the parameter's own prior
 * @param transform of parameters with two bounds
 */
public record Hierarchy(List<Level> levels, List<String> parameters, Prior spread, SortedMap<String, Prior> spreads,
        SortedMap<String, Prior> means, Link transform) {
    /** Of what values are. */
    public enum Level {
        /** Each subject has values of its own. */
        SUBJECT,
        /** Each session has. */
        SESSION
    }

    /** How the line is led to an interval. */
    public enum Link {
        /** By the standard normal distribution function. */
        PROBIT,
        /** By the standard logistic one. */
        LOGIT
    }

    /** @throws IllegalArgumentException if it makes no hierarchy; the message is for the user */
    public Hierarchy {
        levels = List.copyOf(levels);
        parameters = List.copyOf(parameters);
        spreads = sorted(spreads);
        means = sorted(means);
        if (levels.isEmpty() || !levels.equals(levels.stream().distinct().sorted().toList())) {
            throw new IllegalArgumentException("Expected the levels of the hierarchy from the widest to the narrowest, that is [subject], "
                    + "[session] or [subject, session].");
        }
        requireSpread(spread);
        spreads.values().forEach(Hierarchy::requireSpread);
    }

    private static SortedMap<String, Prior> sorted(Map<String, Prior> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    private static void requireSpread(Prior spread) {
        boolean suits = switch (spread) {
            case Prior.HalfNormal _, Prior.HalfCauchy _, Prior.LogNormal _ -> true;
            case Prior.Normal _, Prior.Uniform _, Prior.StudentT _, Prior.Beta _ -> false;
        };
        if (!suits) {
            throw new IllegalArgumentException("A spread is a standard deviation, so its prior is half-normal, half-cauchy or log-normal, "
                    + "as in {half-normal: 1}.");
        }
    }
}
