package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Configured;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;

/**
 * Has a rule, a network or a loss build its formulas, as a fit would, in a small model in which all else is known to work; nothing is
 * computed. So a plugin can be tried without data.
 *
 * <p>All methods throw {@link BrokenExtensionException} if what is built is no step of a model, whatever the extension itself throws,
 * and {@link InvalidSpecException} if the extension needs something that the small model lacks, such as a signal other than the reward:
 * then nothing is known about it.
 */
public final class DryRun {
    private static final ExtensionId OWN = new ExtensionId("rehearsal");
    private static final int INPUTS = 2;
    /** Other than the number of inputs, so that axes that are mixed up are noticed. */
    private static final int NEURONS = 3;

    private DryRun() {}

    /** Has a rule build the change of the weights of a small network. */
    public static void ofRule(Configured<RuleFamily<?>> rule) {
        assemble(new Configured<>(new SmallNetwork(), new NoSettings()), INPUTS, rule, List.of());
    }

    /** Has a network build its step, with decaying weights. */
    public static void ofNetwork(Configured<NetworkArchitecture<?>> network) {
        int inputs = ModelAssembly.inputs(network);
        assemble(network, inputs, new Configured<>(new Decay(), new NoSettings()), List.of());
    }

    /** Has a loss compare a small network, which shows a choice and activities, with data that hold both. */
    public static void ofLoss(Configured<LossFunction<?>> loss) {
        assemble(new Configured<>(new SmallNetwork(), new NoSettings()), INPUTS, new Configured<>(new Decay(), new NoSettings()),
                List.of(new Fit.LossChoice(loss, 1, ParameterChoices.NONE)));
    }

    private static void assemble(Configured<NetworkArchitecture<?>> network, int inputs, Configured<RuleFamily<?>> rule,
            List<Fit.LossChoice> losses) {
        List<Channel> channels = new ArrayList<>(List.of(Channel.UPDATE, Channel.of(Signal.REWARD),
                Channel.of(Target.DECISION, 1), Channel.of(Target.ACTIVITY, NEURONS)));
        if (inputs > 0) {
            channels.addFirst(Channel.input(inputs));
        }
        ModelAssembly.rehearse(new Fit.NetworkChoice(network, ParameterChoices.NONE),
                List.of(new Fit.RuleChoice("", rule, ParameterChoices.NONE)), losses, channels);
    }

    /** One layer; both kinds of data can be compared with it. */
    private static final class SmallNetwork implements NetworkArchitecture<NoSettings> {
        @Override
        public ExtensionId id() {
            return OWN;
        }

        @Override
        public String description() {
            return "one layer";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public int inputs(NoSettings settings) {
            return INPUTS;
        }

        @Override
        public List<Parameter> parameters(NoSettings settings) {
            return List.of();
        }

        @Override
        public Network build(NoSettings settings, NetworkInputs inputs, Bindings theta) {
            Axis pre = new Axis("pre", INPUTS);
            Axis post = new Axis("post", NEURONS);
            SynapseGroup synapses = SynapseGroup.of("weights", pre, post);
            Expr x = inputs.input(pre);
            Expr y = x.times(inputs.weights(synapses)).sum(pre).tanh();
            return Network.empty().plastic(synapses, 1, Presentation.of(x, y))
                    .shows(Observable.ACTIVITY, y).shows(Observable.LOGIT, y.sum(post));
        }
    }

    /** The simplest rule. */
    private static final class Decay implements RuleFamily<NoSettings> {
        private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0));

        @Override
        public ExtensionId id() {
            return OWN;
        }

        @Override
        public String description() {
            return "decay";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public List<Parameter> parameters(NoSettings settings) {
            return List.of(RATE);
        }

        @Override
        public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
            return Plasticity.of(theta.of(RATE).times(synapse.weight()));
        }
    }
}
