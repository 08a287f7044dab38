package org.deltaw.kernel.example;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Setting;
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
 * Leaky integrate-and-fire neurons: a potential {@code v <- leak v + x W} fires above 1, and is then reset to 0. The rule sees the
 * spikes of the inputs and of the neurons; the network shows the spikes as activity, and the potentials before the reset.
 *
 * <p>A spike is differentiated as if it were {@code sigmoid(steepness (v - 1))}.
 */
public final class IntegrateAndFireNetwork implements NetworkArchitecture<IntegrateAndFireNetwork.Settings> {
    /** The membrane potential before a reset, over the neurons. */
    public static final Observable POTENTIAL = new Observable("potential");

    private static final Parameter LEAK = Parameter.scalar("leak", Initial.at(0.8)).within(0, 1).fixed();

    /** What a user may write in a spec. */
    public record Settings(
            @Setting(value = "number of inputs", min = 1, max = 1_000_000) int inputs,
            @Setting(value = "number of neurons", min = 1, max = 1_000_000) int neurons,
            @Setting(value = "steepness of the function by which spikes are differentiated", byDefault = "4", min = 0) double steepness,
            @Setting(value = "weights before the first step", byDefault = "0.6") double weight) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("integrate-and-fire");
    }

    @Override
    public String description() {
        return "one layer of leaky integrate-and-fire neurons";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Neftci, Mostafa and Zenke, Surrogate gradient learning in spiking neural networks, 2019",
                "10.1109/MSP.2019.2931595"));
    }

    @Override
    public int inputs(Settings settings) {
        return settings.inputs();
    }

    @Override
    public List<Parameter> parameters(Settings settings) {
        return List.of(LEAK);
    }

    @Override
    public Network build(Settings settings, NetworkInputs inputs, Bindings theta) {
        Axis pre = new Axis("pre", settings.inputs());
        Axis post = new Axis("post", settings.neurons());
        SynapseGroup synapses = SynapseGroup.of("weights", pre, post).startingAt(Initial.at(settings.weight()));
        NeuronState potential = NeuronState.of("potential", post);
        Expr x = inputs.input(pre);
        Expr before = inputs.state(potential).times(theta.of(LEAK)).plus(x.times(inputs.weights(synapses)).sum(pre));
        Expr smooth = before.minus(1).times(settings.steepness()).sigmoid();
        Expr spike = before.greaterThan(Expr.ONE).surrogate(smooth);
        return Network.empty()
                .plastic(synapses, 1, Presentation.of(x, spike))
                .next(potential, before.times(Expr.ONE.minus(spike)))
                .shows(Observable.ACTIVITY, spike)
                .shows(POTENTIAL, before);
    }
}
