package org.deltaw.spec.settings;

import java.util.List;
import java.util.Map;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.spi.Setting;
import org.deltaw.spi.parameter.Scope;

/** What is told about every loss, whatever function it is. */
public record LossSettings(
        @Setting(value = "by what the loss is multiplied in the sum of all losses", byDefault = "1") double weight,
        @Setting(value = "where the loss' own parameters start, by name", byDefault = "{}") Map<String, Double> initial,
        @Setting(value = "names of its parameters that keep their initial value", byDefault = "[]") List<String> fixed,
        @Setting(value = "names of its parameters that are fitted although by default they are not", byDefault = "[]")
                List<String> fitted,
        @Setting(value = "least and largest value of its parameters, by name, as in {sigma: [0.01, 1]}", byDefault = "{}")
                Map<String, List<Double>> bounds,
        @Setting(value = "who shares the value of its fitted parameters, by name, as in {sigma: subject}: all trajectories (shared), or "
                        + "each subject or each session has its own",
                        byDefault = "{}")
                Map<String, Scope> scope) {
    /** Returns what stands in a spec for a loss. */
    public static LossSettings of(Fit.LossChoice loss) {
        ParameterChoices choices = loss.parameters();
        return new LossSettings(loss.weight(), choices.initial(), choices.fixed(), choices.fitted(), choices.bounds(),
                choices.scope());
    }

    /** Returns what a user chose for the loss' parameters. */
    public ParameterChoices parameters() {
        return new ParameterChoices(initial, fixed, fitted, bounds, scope);
    }
}
