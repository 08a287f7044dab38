package org.deltaw.kernel.example;

import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;

/**
 * The value of the chosen option moves towards the reward: {@code alpha x chosen (r - w)}. With patterns of one active input each, a
 * weight is the value of an option.
 */
public final class QLearningRule implements RuleFamily<NoSettings> {
    private static final Parameter ALPHA = Parameter.scalar("alpha", Initial.at(0.3)).within(0, 1);

    @Override
    public ExtensionId id() {
        return new ExtensionId("q-learning");
    }

    @Override
    public String description() {
        return "the value of the chosen option moves towards the reward";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Watkins and Dayan, Q-learning, 1992", "10.1007/BF00992698"));
    }

    @Override
    public List<Parameter> parameters(NoSettings settings) {
        return List.of(ALPHA);
    }

    @Override
    public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
        Expr error = synapse.signal(Signal.REWARD).minus(synapse.weight());
        return Plasticity.of(error.times(synapse.pre()).times(synapse.signal(Signal.CHOSEN)).times(theta.of(ALPHA)));
    }
}
