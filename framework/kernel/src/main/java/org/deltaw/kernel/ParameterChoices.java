package org.deltaw.kernel;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** What a user may choose for the parameters of a rule, network or loss, whatever family it is of. */
public record ParameterChoices(
        @Setting(value = "where parameters start, by name; for an array the same everywhere", byDefault = "{}")
                Map<String, Double> initial,
        @Setting(value = "names of parameters that keep their initial value", byDefault = "[]") List<String> fixed,
        @Setting(value = "names of parameters that are fitted although by default they are not; in a network also "
                        + "GROUP.initial, the weights of a group of plastic synapses before the first step",
                        byDefault = "[]")
                List<String> fitted,
        @Setting(value = "least and largest value of parameters, by name, as in {w: [-1, 0]}", byDefault = "{}")
                Map<String, List<Double>> bounds) {
    /** No choices: everything as its author declared it. */
    public static final ParameterChoices NONE = new ParameterChoices(Map.of(), List.of(), List.of(), Map.of());

    public ParameterChoices {
        initial = Map.copyOf(initial);
        fixed = List.copyOf(fixed);
        fitted = List.copyOf(fitted);
        bounds = Map.copyOf(bounds);
        for (String name : fixed) {
            if (fitted.contains(name)) {
                throw new InvalidSpecException("fixed", "'" + name + "' is listed both in fixed and in fitted; keep one "
                        + "of them.");
            }
        }
    }

    /** Returns the choices for some of the parameters. */
    public ParameterChoices only(Predicate<String> name) {
        return new ParameterChoices(only(initial, name), fixed.stream().filter(name).toList(),
                fitted.stream().filter(name).toList(), only(bounds, name));
    }

    private static <T> Map<String, T> only(Map<String, T> choices, Predicate<String> name) {
        return choices.entrySet().stream().filter(choice -> name.test(choice.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
