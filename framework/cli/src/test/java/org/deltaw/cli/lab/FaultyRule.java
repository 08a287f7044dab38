package org.deltaw.cli.lab;

import java.util.List;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Synapse;

/** A rule that does not keep its contract: it uses a parameter that it has not declared. */
public final class FaultyRule implements RuleFamily<NoSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("faulty-rule");
    }

    @Override
    public String description() {
        return "uses a parameter that it has not declared";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public List<Parameter> parameters(NoSettings settings) {
        return List.of(Parameter.scalar("declared", Initial.at(0)));
    }

    @Override
    public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
        return Plasticity.of(theta.of(Parameter.scalar("forgotten", Initial.at(0))).times(synapse.weight()));
    }
}
