package org.deltaw.plugin.options;

import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;

/** {@code x * (chosen * alpha * (r - w) - (1 - chosen) * forget * w)}: the values of what is not chosen are forgotten. */
final class QLearning implements RuleFamily<NoSettings> {
    static final Parameter ALPHA = Parameter.scalar("alpha", Initial.at(0.3)).within(0, 1);
    static final Parameter FORGET = Parameter.scalar("forget", Initial.at(0.2)).within(0, 1);

    @Override
    public ExtensionId id() {
        return new ExtensionId("q-learning");
    }

    @Override
    public String description() {
        return "the value of the chosen option moves to the reward, others are forgotten";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public List<Parameter> parameters(NoSettings settings) {
        return List.of(ALPHA, FORGET);
    }

    @Override
    public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
        Expr chosen = synapse.signal(Signal.CHOSEN);
        Expr learned = synapse.signal(Signal.REWARD).minus(synapse.weight()).times(chosen).times(theta.of(ALPHA));
        Expr forgotten = synapse.weight().times(Expr.ONE.minus(chosen)).times(theta.of(FORGET));
        return Plasticity.of(synapse.pre().times(learned.minus(forgotten)));
    }
}
