package org.deltaw.plugin.synthetic;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Observable;

/**
 * Choices of a network in the two-odour task of Rajagopalan et al. (2023): it smells one odour after the
 * other and accepts or rejects each, with the probability that it shows; what it gets for accepting changes
 * its synapses by a known rule (Mehta et al., NeurIPS 2024, section 4). Columns are those of recorded flies.
 *
 * <p>In each trial every odour that has no bait gets one with the block's probability, and keeps it until the
 * odour is accepted. Then odours are offered, either with probability one half, until one is accepted.
 */
@ServiceProvider(DataSource.class)
public final class ForagingSource implements DataSource<ForagingSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("synthetic-foraging");
    }

    @Override
    public String description() {
        return "Simulated choices between two odours, of a network that learns from rewards by a known rule";
    }

    @Override
    public Class<ForagingSettings> settingsType() {
        return ForagingSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(Publications.MEHTA, Publications.RAJAGOPALAN);
    }

    @Override
    public Dataset load(ForagingSettings settings, DataContext context) {
        OdourCode code = OdourCode.draw(context.inputs(), settings.inputMean(), context.seed().child("odour code"));
        List<Channel> channels = ForagingRecord.channels(code.inputs());
        try (Simulator simulator = Truths.simulator(context, settings.truth(), channels)) {
            // Asked for at once, so that a network that cannot choose is refused before it is run.
            simulator.width(Observable.LOGIT);
            List<Trajectory> trajectories = Experiments.run(settings.trajectories(), settings.heldOut(),
                    context.seed().child("experiments"), (id, use, seed) ->
                            new ForagingExperiment(settings, code, simulator, id, seed).run(use));
            return Dataset.builder(channels).trajectories(trajectories).truth(settings.truth()).build();
        }
    }
}
