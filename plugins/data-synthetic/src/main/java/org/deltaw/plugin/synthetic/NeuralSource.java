package org.deltaw.plugin.synthetic;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.SimulatedSource;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;

/**
 * Activity of a network whose inputs are independent and normally distributed, and whose synapses change by a
 * known rule in every step, as recorded with noise from some of its neurons (Mehta et al., NeurIPS 2024,
 * section 3). The same neurons are recorded in all trajectories; inputs and initial weights are fresh in each.
 */
@ServiceProvider(DataSource.class)
public final class NeuralSource implements SimulatedSource<NeuralSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("synthetic-neural");
    }

    @Override
    public String description() {
        return "Simulated activity of a network that learns by a known rule, as recorded with noise from some neurons";
    }

    @Override
    public Class<NeuralSettings> settingsType() {
        return NeuralSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(Publications.MEHTA);
    }

    @Override
    public Design design(NeuralSettings settings) {
        return new Design(settings.truth(), new Design.Size(settings.steps(), settings.trajectories(), settings.heldOut()),
                settings.telling());
    }

    @Override
    public NeuralSettings designed(NeuralSettings settings, Design design) {
        return settings.with(design);
    }

    @Override
    public Dataset load(NeuralSettings settings, DataContext context) {
        Channel input = Channel.input(context.inputs());
        try (Simulator simulator = Truths.simulator(context, settings.truth(), List.of(input, Channel.UPDATE))) {
            int neurons = simulator.width(Observable.ACTIVITY);
            RecordedNeurons recorded =
                    RecordedNeurons.draw(neurons, settings.recorded(), context.seed().child("recorded neurons"));
            List<Recorded.Told> recordings = Experiments.run(simulator,
                    new Experiments.Count(settings.trajectories(), settings.heldOut(), 1), settings.telling(),
                    context.seed().child("experiments"), (each, name, seed) ->
                            new NeuralExperiment(settings, input, recorded, each).run(name, seed));
            List<Channel> channels = new ArrayList<>(List.of(input, Channel.of(Target.ACTIVITY, neurons)));
            recorded.mask().ifPresent(channels::add);
            return Truths.dataset(channels, recordings, settings.truth(), settings.telling());
        }
    }
}
