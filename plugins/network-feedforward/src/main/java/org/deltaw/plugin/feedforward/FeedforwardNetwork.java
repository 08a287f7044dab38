package org.deltaw.plugin.feedforward;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Bindings;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Initial;
import org.deltaw.spi.Network;
import org.deltaw.spi.NetworkArchitecture;
import org.deltaw.spi.NetworkInputs;
import org.deltaw.spi.Observable;
import org.deltaw.spi.Parameter;
import org.deltaw.spi.SynapseGroup;

/**
 * One layer of plastic synapses from the input: {@code y = f(x W + b)}. With three layers the plastic one
 * is hidden, and its mean activity decides: {@code logit = scale * mean(y)} (Mehta et al., NeurIPS 2024,
 * section 4).
 */
@ServiceProvider(NetworkArchitecture.class)
public final class FeedforwardNetwork implements NetworkArchitecture<FeedforwardSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("feedforward");
    }

    @Override
    public String description() {
        return "input, one layer of plastic synapses, and for choices a fixed readout of the mean activity";
    }

    @Override
    public Class<FeedforwardSettings> settingsType() {
        return FeedforwardSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Mehta, Tyulmankov, Rajagopalan, Turner, Fitzgerald and Funke, Model-based inference "
                + "of synaptic plasticity rules, NeurIPS 2024", "10.48550/arXiv.2312.12649"));
    }

    @Override
    public int inputs(FeedforwardSettings settings) {
        return settings.inputs();
    }

    @Override
    public List<Parameter> parameters(FeedforwardSettings settings) {
        return List.of(bias(settings));
    }

    @Override
    public Network build(FeedforwardSettings settings, NetworkInputs inputs, Bindings theta) {
        Axis pre = new Axis("pre", settings.inputs());
        Axis post = post(settings);
        SynapseGroup weights = new SynapseGroup("weights", pre, post,
                Initial.normal(settings.initialMean(), settings.initialDeviation()));
        Expr x = inputs.input(pre);
        Expr drive = x.times(inputs.weights(weights)).sum(pre).plus(theta.of(bias(settings)));
        Activation natural = settings.hasReadout() ? Activation.TANH : Activation.SIGMOID;
        Expr y = settings.activation().orElse(natural).of(drive);
        double rate = settings.plasticityRate().orElse(1.0 / settings.inputs());
        Network network = Network.empty().plastic(weights, x, y, rate).shows(Observable.ACTIVITY, y);
        if (settings.hasReadout()) {
            double scale = settings.readoutScale() / settings.plasticNeurons();
            return network.shows(Observable.LOGIT, y.sum(post).times(scale));
        }
        // A single output neuron can decide by itself: its input is the logit of its sigmoid.
        return settings.plasticNeurons() == 1 ? network.shows(Observable.LOGIT, drive.sum(post)) : network;
    }

    private static Axis post(FeedforwardSettings settings) {
        return new Axis("post", settings.plasticNeurons());
    }

    private static Parameter bias(FeedforwardSettings settings) {
        return Parameter.array("bias", List.of(post(settings)), Initial.at(settings.bias())).fixed();
    }
}
