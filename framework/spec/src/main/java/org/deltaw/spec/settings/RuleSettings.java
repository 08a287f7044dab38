package org.deltaw.spec.settings;

import java.util.List;
import java.util.Map;
import org.deltaw.kernel.AllowedWeights;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.spi.Setting;
import org.deltaw.spi.parameter.Scope;

/** What is told about every rule that is fitted, whatever family it is of. */
public record RuleSettings(
        @Setting(value = "where parameters start, by name; for an array the same everywhere", byDefault = "{}")
                Map<String, Double> initial,
        @Setting(value = "names of parameters that keep their initial value", byDefault = "[]") List<String> fixed,
        @Setting(value = "names of parameters that are fitted although by default they are not", byDefault = "[]") List<String> fitted,
        @Setting(value = "least and largest value of parameters, by name, as in {w: [-1, 0]}", byDefault = "{}")
                Map<String, List<Double>> bounds,
        @Setting(value = "who shares the value of a fitted parameter, by name, as in {w: subject}: all trajectories (shared), or each "
                        + "subject or each session has its own",
                        byDefault = "{}")
                Map<String, Scope> scope,
        @Setting(value = "what weights may do by themselves: any, or stable if they must neither grow from nothing nor change their sign in "
                        + "most steps",
                        byDefault = "any")
                AllowedWeights weights) {
    /** Returns what stands in a spec for a rule. */
    public static RuleSettings of(Fit.RuleChoice rule) {
        ParameterChoices choices = rule.parameters();
        return new RuleSettings(choices.initial(), choices.fixed(), choices.fitted(), choices.bounds(), choices.scope(), rule.weights());
    }

    /** Returns what a user chose for the rule's parameters. */
    public ParameterChoices parameters() {
        return new ParameterChoices(initial, fixed, fitted, bounds, scope);
    }
}
