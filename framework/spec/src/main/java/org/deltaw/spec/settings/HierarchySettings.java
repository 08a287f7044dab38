package org.deltaw.spec.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.deltaw.kernel.prior.Hierarchy;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** How parameters are distributed over subjects and sessions, as a spec has it. */
public record HierarchySettings(
        @Setting("of what parameters have values of their own, from the widest to the narrowest: [subject], [session] or "
                + "[subject, session]; those of a session are normally distributed around those of its subject, and these around the "
                + "population's")
                List<Hierarchy.Level> levels,
        @Setting(value = "the parameters that are so distributed, by name, or all; others keep their scope", byDefault = "all")
                List<String> parameters,
        @Setting(value = "the prior of the standard deviations, on the scale of the transformation: half-normal, half-cauchy or log-normal",
                        byDefault = "{half-normal: 1}")
                PriorSettings spread,
        @Setting(value = "the same for single parameters, by name", byDefault = "{}") Map<String, PriorSettings> spreads,
        @Setting(value = "priors of the population's means of single parameters on the scale of the transformation, by name; else what the "
                        + "mean is transformed to has the prior that the parameter has in the section priors",
                        byDefault = "{}")
                Map<String, PriorSettings> means,
        @Setting(value = "how a line is led to an interval, for parameters with two bounds: probit or logit", byDefault = "probit")
                Hierarchy.Link transform) {
    private static final String ALL = "all";

    public HierarchySettings {
        made(levels, parameters, spread, spreads, means, transform);
    }

    /** Returns the hierarchy. */
    public Hierarchy hierarchy() {
        return made(levels, parameters, spread, spreads, means, transform);
    }

    private static Hierarchy made(List<Hierarchy.Level> levels, List<String> parameters, PriorSettings spread,
            Map<String, PriorSettings> spreads, Map<String, PriorSettings> means, Hierarchy.Link transform) {
        if (parameters.isEmpty()) {
            throw new InvalidSpecException("parameters", "No parameter is distributed; list some, or leave hierarchy out.");
        }
        try {
            return new Hierarchy(levels, parameters.equals(List.of(ALL)) ? List.of() : parameters, spread.prior(), priors(spreads),
                    priors(means), transform);
        } catch (IllegalArgumentException wrong) {
            InvalidSpecException refusal = new InvalidSpecException(String.valueOf(wrong.getMessage()));
            refusal.initCause(wrong);
            throw refusal;
        }
    }

    private static TreeMap<String, Prior> priors(Map<String, PriorSettings> settings) {
        TreeMap<String, Prior> priors = new TreeMap<>();
        settings.forEach((name, prior) -> priors.put(name, prior.prior()));
        return priors;
    }

    /** Writes what stands in a spec for a hierarchy. */
    public static SpecNode written(Hierarchy hierarchy) {
        SequencedMap<String, SpecNode> section = new LinkedHashMap<>();
        section.put("levels", SettingsTree.value(hierarchy.levels()));
        section.put("parameters", SettingsTree.value(hierarchy.parameters().isEmpty() ? ALL : hierarchy.parameters()));
        section.put("spread", SettingsTree.value(PriorSettings.of(hierarchy.spread()).numbers()));
        section.put("spreads", PriorSettings.written(hierarchy.spreads()));
        section.put("means", PriorSettings.written(hierarchy.means()));
        section.put("transform", SettingsTree.value(hierarchy.transform()));
        return SettingsTree.map(section);
    }
}
