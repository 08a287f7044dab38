package org.deltaw.kernel;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.parameter.Scope;

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
                Map<String, List<Double>> bounds,
        @Setting(value = "who shares the value of a fitted parameter, by name, as in {w: subject}: all trajectories (shared), or each "
                        + "subject or each session has its own",
                        byDefault = "{}")
                Map<String, Scope> scope) {
    /** No choices: everything as its author declared it. */
    public static final ParameterChoices NONE = new ParameterChoices(Map.of(), List.of(), List.of(), Map.of());

    public ParameterChoices {
        initial = Map.copyOf(initial);
        fixed = List.copyOf(fixed);
        fitted = List.copyOf(fitted);
        bounds = Map.copyOf(bounds);
        scope = Map.copyOf(scope);
        for (String name : fixed) {
            if (fitted.contains(name)) {
                throw new InvalidSpecException("fixed", "'" + name + "' is listed both in fixed and in fitted; keep one "
                        + "of them.");
            }
        }
    }

    /** Chooses nothing about who shares values. */
    public ParameterChoices(Map<String, Double> initial, List<String> fixed, List<String> fitted, Map<String, List<Double>> bounds) {
        this(initial, fixed, fitted, bounds, Map.of());
    }

    /** Returns the choices for some of the parameters. */
    public ParameterChoices only(Predicate<String> name) {
        return new ParameterChoices(only(initial, name), fixed.stream().filter(name).toList(),
                fitted.stream().filter(name).toList(), only(bounds, name), only(scope, name));
    }

    /** Returns the same choices, but for where parameters start that are fitted although by default they are not. */
    public ParameterChoices withoutStarts() {
        return new ParameterChoices(only(initial, name -> !fitted.contains(name)), fixed, fitted, bounds, scope);
    }

    private static <T> Map<String, T> only(Map<String, T> choices, Predicate<String> name) {
        return choices.entrySet().stream().filter(choice -> name.test(choice.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
