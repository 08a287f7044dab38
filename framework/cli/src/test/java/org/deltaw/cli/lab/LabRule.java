package org.deltaw.cli.lab;

import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Setting;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Synapse;

/** Growth by the input and decay: {@code grow*x - decay*w}. */
public final class LabRule implements RuleFamily<LabRule.Settings> {
    /** Where its coefficients start. */
    public record Settings(
            @Setting(value = "where both coefficients start", byDefault = "0.1", min = -10, max = 10) double start,
            @Setting(value = "standard deviation of where they start", byDefault = "0", min = 0) double spread) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("lab-rule");
    }

    @Override
    public String description() {
        return "growth by the input, and decay";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Nobody, A rule for tests, 2026", "10.0000/none"));
    }

    @Override
    public List<Parameter> parameters(Settings settings) {
        return List.of(Parameter.scalar("grow", Initial.normal(settings.start(), settings.spread())),
                Parameter.scalar("decay", Initial.normal(settings.start(), settings.spread())));
    }

    @Override
    public Plasticity plasticity(Settings settings, Synapse synapse, Bindings theta) {
        List<Parameter> parameters = parameters(settings);
        Expr growth = theta.of(parameters.get(0)).times(synapse.pre());
        return Plasticity.of(growth.minus(theta.of(parameters.get(1)).times(synapse.weight())));
    }
}
