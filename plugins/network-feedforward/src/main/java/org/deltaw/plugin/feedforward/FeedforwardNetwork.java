package org.deltaw.plugin.feedforward;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.network.Activation;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;

/**
 * Layers of synapses from the input on, plastic or not: {@code y = f(x W + b)} is the input of the next. A single
 * last neuron behind a hidden layer decides by the mean of what it receives, {@code logit = scale * mean(y)} (Mehta
 * et al., NeurIPS 2024, section 4), unless its synapses are plastic, too.
 */
@ServiceProvider(NetworkArchitecture.class)
public final class FeedforwardNetwork implements NetworkArchitecture<FeedforwardSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("feedforward");
    }

    @Override
    public String description() {
        return "input, one or more layers of plastic synapses, and for choices a fixed readout of the mean activity";
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
        List<Parameter> parameters = new ArrayList<>();
        for (int layer = 1; layer <= settings.weighted(); layer++) {
            if (!settings.isPlastic(layer)) {
                parameters.add(fixedWeights(settings, layer));
            }
            parameters.add(bias(settings, layer));
        }
        return List.copyOf(parameters);
    }

    @Override
    public Network build(FeedforwardSettings settings, NetworkInputs inputs, Bindings theta) {
        int last = settings.weighted();
        Network network = Network.empty();
        Expr drive = Expr.ZERO;
        Expr y = inputs.input(axis(settings, 0));
        for (int layer = 1; layer <= last; layer++) {
            Expr x = y;
            SynapseGroup group = group(settings, layer);
            Expr weights = settings.isPlastic(layer)
                    ? inputs.weights(group)
                    : theta.of(fixedWeights(settings, layer));
            drive = x.times(weights).sum(group.pre()).plus(theta.of(bias(settings, layer)));
            y = activation(settings, layer).of(drive);
            if (settings.isPlastic(layer)) {
                double rate = settings.plasticityRate().orElse(1.0 / group.pre().size());
                network = network.plastic(group, rate, Presentation.of(x, y));
            }
        }
        network = network.shows(Observable.ACTIVITY, y);
        Axis shown = axis(settings, last);
        if (settings.hasReadout()) {
            return network.shows(Observable.LOGIT, y.sum(shown).times(settings.readoutScale() / shown.size()));
        }
        // A single output neuron can decide by itself: its input is the logit of its sigmoid.
        return shown.size() == 1 ? network.shows(Observable.LOGIT, drive.sum(shown)) : network;
    }

    private static Activation activation(FeedforwardSettings settings, int layer) {
        boolean hidden = settings.hasReadout() || layer < settings.weighted();
        return settings.activation().orElse(hidden ? Activation.TANH : Activation.SIGMOID);
    }

    /** Returns the axis of a layer's neurons. */
    private static Axis axis(FeedforwardSettings settings, int layer) {
        String name = settings.weighted() > 1 ? "layer" + layer : layer == 0 ? "pre" : "post";
        return new Axis(name, settings.neurons(layer));
    }

    private static SynapseGroup group(FeedforwardSettings settings, int layer) {
        // The only plastic synapses of a network are its weights.
        boolean only = settings.isPlastic(layer) && settings.hasSinglePlasticLayer();
        return SynapseGroup.of(only ? "weights" : "layer" + layer, axis(settings, layer - 1), axis(settings, layer))
                .startingAt(Initial.normal(settings.initialMean(), settings.initialDeviation()));
    }

    private static Parameter fixedWeights(FeedforwardSettings settings, int layer) {
        SynapseGroup group = group(settings, layer);
        double deviation = settings.fixedDeviation().orElse(1 / Math.sqrt(group.pre().size()));
        return Parameter.array("layer" + layer + ".weights", group.axes(), Initial.normal(0, deviation)).fixed();
    }

    private static Parameter bias(FeedforwardSettings settings, int layer) {
        String name = settings.weighted() > 1 ? "layer" + layer + ".bias" : "bias";
        return Parameter.array(name, List.of(axis(settings, layer)), Initial.at(settings.bias())).fixed();
    }
}
