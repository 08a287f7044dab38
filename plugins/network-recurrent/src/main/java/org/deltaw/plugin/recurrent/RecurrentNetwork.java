package org.deltaw.plugin.recurrent;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.network.Connectivity;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;

/**
 * Neurons that excite each other: {@code h' = f(x V + h W + b)}. The weights W of the recurrent synapses, V of
 * those of the inputs, or both are plastic. The rule of W sees {@code h} as presynaptic and {@code h'} as
 * postsynaptic activity, that of V sees {@code x} and {@code h'}.
 */
@ServiceProvider(NetworkArchitecture.class)
public final class RecurrentNetwork implements NetworkArchitecture<RecurrentSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("recurrent");
    }

    @Override
    public String description() {
        return "one layer of neurons with synapses among themselves and from inputs, plastic, fixed or sparse";
    }

    @Override
    public Class<RecurrentSettings> settingsType() {
        return RecurrentSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Mehta, Tyulmankov, Rajagopalan, Turner, Fitzgerald and Funke, Model-based inference "
                + "of synaptic plasticity rules, NeurIPS 2024", "10.48550/arXiv.2312.12649"));
    }

    @Override
    public int inputs(RecurrentSettings settings) {
        return settings.inputs();
    }

    @Override
    public List<Parameter> parameters(RecurrentSettings settings) {
        List<Parameter> parameters = new ArrayList<>();
        for (Projection projection : Projection.values()) {
            if (!settings.isPlastic(projection)) {
                parameters.add(weights(settings, projection));
            }
        }
        parameters.add(bias(settings));
        return List.copyOf(parameters);
    }

    @Override
    public Network build(RecurrentSettings settings, NetworkInputs inputs, Bindings theta) {
        Axis post = post(settings);
        NeuronState activity = NeuronState.of("activity", post);
        Expr x = inputs.input(group(settings, Projection.INPUT).pre());
        Expr before = inputs.state(activity).rename(post, group(settings, Projection.RECURRENT).pre());
        Expr driven = drive(settings, Projection.INPUT, x, inputs, theta);
        Expr excited = drive(settings, Projection.RECURRENT, before, inputs, theta);
        Expr after = settings.activation().of(excited.plus(driven).plus(theta.of(bias(settings))));
        Network network = Network.empty();
        for (Projection projection : Projection.values()) {
            if (settings.isPlastic(projection)) {
                SynapseGroup group = group(settings, projection);
                double rate = settings.plasticityRate().orElse(1.0 / group.pre().size());
                Expr pre = projection == Projection.INPUT ? x : before;
                network = network.plastic(group, rate, Presentation.of(pre, after));
            }
        }
        return network.next(activity, after).shows(Observable.ACTIVITY, after);
    }

    /** Returns what the synapses of a projection add to the input of each neuron. */
    private static Expr drive(
            RecurrentSettings settings, Projection projection, Expr pre, NetworkInputs inputs, Bindings theta) {
        SynapseGroup group = group(settings, projection);
        Expr weights = settings.isPlastic(projection)
                ? inputs.weights(group)
                : theta.of(weights(settings, projection)).times(inputs.connections(group));
        return pre.times(weights).sum(group.pre());
    }

    private static Axis post(RecurrentSettings settings) {
        return new Axis("post", settings.neurons());
    }

    private static SynapseGroup group(RecurrentSettings settings, Projection projection) {
        // The only plastic synapses of a network are its weights.
        boolean only = settings.isPlastic(projection) && settings.plastic().size() == 1;
        String name = only ? "weights" : projection.group();
        return switch (projection) {
            case INPUT -> SynapseGroup.of(name, new Axis("input", settings.inputs()), post(settings))
                    .startingAt(Initial.normal(0, settings.inputDeviation().orElse(1 / Math.sqrt(settings.inputs()))))
                    .connected(new Connectivity(settings.inputConnectionProbability(), true));
            case RECURRENT -> SynapseGroup.of(name, post(settings).named("pre"), post(settings))
                    .startingAt(Initial.normal(0, settings.initialDeviation().orElse(0.1 / Math.sqrt(settings.neurons()))))
                    .connected(new Connectivity(settings.connectionProbability(), settings.selfConnections()));
        };
    }

    /** Declares the weights of synapses that are not plastic. */
    private static Parameter weights(RecurrentSettings settings, Projection projection) {
        SynapseGroup group = group(settings, projection);
        return Parameter.array(projection.group() + "Weights", group.axes(), group.initial()).fixed();
    }

    private static Parameter bias(RecurrentSettings settings) {
        return Parameter.array("bias", List.of(post(settings)), Initial.at(settings.bias())).fixed();
    }
}
