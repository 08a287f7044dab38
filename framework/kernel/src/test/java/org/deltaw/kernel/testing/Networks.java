package org.deltaw.kernel.testing;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.recurrent.Projection;
import org.deltaw.plugin.recurrent.RecurrentSettings;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.network.Activation;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Initial;

/** Networks and settings of networks that several tests use. */
public final class Networks {
    private Networks() {}

    public static FeedforwardSettings layers(Integer... layers) {
        return new FeedforwardSettings(
                List.of(layers), Optional.empty(), 5, Optional.empty(), 0, 0.3, 0.1, Optional.empty(), Optional.empty());
    }

    /** One neuron with one input of weight 1, so that its logit is the input as long as no rule changes it. */
    public static FeedforwardSettings identity() {
        return new FeedforwardSettings(
                List.of(1, 1), Optional.of(Activation.LINEAR), 5, Optional.of(1.0), 1, 0, 0, Optional.empty(),
                Optional.empty());
    }

    /** Neurons that show the sum of their inputs; rate 1. */
    public static FeedforwardSettings linear(int inputs, int neurons) {
        return new FeedforwardSettings(
                List.of(inputs, neurons), Optional.of(Activation.LINEAR), 5, Optional.of(1.0), 0, 0, 0, Optional.empty(),
                Optional.empty());
    }

    public static RecurrentSettings recurrent(int inputs, int neurons) {
        return new RecurrentSettings(inputs, neurons, Optional.of(0.2), Optional.of(0.4), Optional.of(0.6),
                List.of(Projection.RECURRENT), Activation.TANH, 0, 1, 1, true);
    }

    /** Both groups of synapses are plastic, and some synapses of each are missing. */
    public static RecurrentSettings sparse(int inputs, int neurons) {
        return new RecurrentSettings(inputs, neurons, Optional.of(0.2), Optional.of(0.4), Optional.of(0.6),
                List.of(Projection.INPUT, Projection.RECURRENT), Activation.SIGMOID, 0.1, 0.7, 0.6, false);
    }

    /** A recurrent layer with two groups of plastic synapses: {@code input} to it, and {@code recurrent} within. */
    public static NetworkArchitecture<NoSettings> twoGroups(int inputs, int neurons) {
        Axis input = new Axis("input", inputs);
        Axis post = new Axis("post", neurons);
        Axis pre = post.named("pre");
        SynapseGroup first = SynapseGroup.of("input", input, post).startingAt(Initial.normal(0, 0.5));
        SynapseGroup second = SynapseGroup.of("recurrent", pre, post).startingAt(Initial.normal(0, 0.5));
        NeuronState activity = NeuronState.of("activity", post);
        return Stubs.network(inputs, reads -> {
            Expr x = reads.input(input);
            Expr before = reads.state(activity).rename(post, pre);
            Expr after = x.times(reads.weights(first)).sum(input)
                    .plus(before.times(reads.weights(second)).sum(pre)).tanh();
            return Network.empty()
                    .plastic(first, 0.5, Presentation.of(x, after))
                    .plastic(second, 0.25, Presentation.of(before, after))
                    .next(activity, after)
                    .shows(Observable.ACTIVITY, after);
        });
    }
}
