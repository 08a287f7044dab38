package org.deltaw.kernel.model;

import java.util.List;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.extension.Guard;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.RuleFamily;

/** Turns rules with known parameters into those that a model is assembled of. */
final class KnownRules {
    private KnownRules() {}

    /**
     * Returns a rule for all synapses that starts at the known values.
     *
     * @throws InvalidSpecException if a value belongs to no parameter, or is out of its bounds
     */
    static Fit.RuleChoice choice(KnownRule rule) {
        RuleFamily<Record> family = Unchecked.rule(rule.family());
        List<Parameter> declared = Guard.of("", family.id(), "parameters", () -> family.parameters(rule.family().settings()));
        rule.values().forEach((name, value) -> requirePossible(name, value, declared));
        return new Fit.RuleChoice("", rule.family(),
                new ParameterChoices(rule.values(), List.of(), List.of(), ParameterChoices.NONE.bounds()));
    }

    private static void requirePossible(String name, double value, List<Parameter> declared) {
        Parameter parameter = declared.stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidSpecException("values", "'" + name + "' is no parameter of this rule; its "
                        + "parameters are " + String.join(", ", declared.stream().map(Parameter::name).toList()) + "."));
        Parameter.Bounds bounds = parameter.bounds();
        if (!(bounds.lower() <= value && value <= bounds.upper())) {
            throw new InvalidSpecException("values", "The value of '" + name + "' is " + value + "; expected one from "
                    + bounds.lower() + " to " + bounds.upper() + ".");
        }
    }
}
