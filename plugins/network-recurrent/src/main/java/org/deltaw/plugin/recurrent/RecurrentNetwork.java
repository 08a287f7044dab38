package org.deltaw.plugin.recurrent;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Bindings;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Initial;
import org.deltaw.spi.Network;
import org.deltaw.spi.NetworkArchitecture;
import org.deltaw.spi.NetworkInputs;
import org.deltaw.spi.NeuronState;
import org.deltaw.spi.Observable;
import org.deltaw.spi.Parameter;
import org.deltaw.spi.SynapseGroup;

/**
 * Neurons that excite each other through plastic synapses: {@code h' = tanh(x V + h W)}. The rule of W sees
 * {@code h} as presynaptic and {@code h'} as postsynaptic activity; V is fixed unless it is asked to be
 * fitted.
 */
@ServiceProvider(NetworkArchitecture.class)
public final class RecurrentNetwork implements NetworkArchitecture<RecurrentSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("recurrent");
    }

    @Override
    public String description() {
        return "one layer of neurons with plastic synapses among themselves, driven by weighted inputs";
    }

    @Override
    public Class<RecurrentSettings> settingsType() {
        return RecurrentSettings.class;
    }

    @Override
    public int inputs(RecurrentSettings settings) {
        return settings.inputs();
    }

    @Override
    public List<Parameter> parameters(RecurrentSettings settings) {
        return List.of(inputWeights(settings));
    }

    @Override
    public Network build(RecurrentSettings settings, NetworkInputs inputs, Bindings theta) {
        Axis pre = new Axis("pre", settings.neurons());
        Axis post = post(settings);
        NeuronState activity = new NeuronState("activity", List.of(post), Initial.at(0));
        double deviation = settings.initialDeviation().orElse(0.1 / Math.sqrt(settings.neurons()));
        SynapseGroup weights = new SynapseGroup("weights", pre, post, Initial.normal(0, deviation));
        Expr before = inputs.state(activity).rename(post, pre);
        Expr input = inputs.input(input(settings)).times(theta.of(inputWeights(settings))).sum(input(settings));
        Expr after = before.times(inputs.weights(weights)).sum(pre).plus(input).tanh();
        double rate = settings.plasticityRate().orElse(1.0 / settings.neurons());
        return Network.empty()
                .plastic(weights, before, after, rate)
                .next(activity, after)
                .shows(Observable.ACTIVITY, after);
    }

    private static Axis post(RecurrentSettings settings) {
        return new Axis("post", settings.neurons());
    }

    private static Axis input(RecurrentSettings settings) {
        return new Axis("input", settings.inputs());
    }

    private static Parameter inputWeights(RecurrentSettings settings) {
        double deviation = settings.inputDeviation().orElse(1 / Math.sqrt(settings.inputs()));
        return Parameter.array("inputWeights", List.of(input(settings), post(settings)), Initial.normal(0, deviation))
                .fixed();
    }
}
