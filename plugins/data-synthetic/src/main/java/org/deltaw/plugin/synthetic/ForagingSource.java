package org.deltaw.plugin.synthetic;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.SimulatedSource;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.network.Observable;

/**
 * Choices of a network in the two-odour task of Rajagopalan et al. (2023): it smells one odour after the
 * other and accepts or rejects each, with the probability that it shows; what it gets for accepting changes
 * its synapses by a known rule (Mehta et al., NeurIPS 2024, section 4). Columns are those of recorded flies.
 *
 * <p>In each trial every odour that has no bait gets one with the block's probability, and keeps it until the
 * odour is accepted. Then odours are offered, either with probability one half, until one is accepted.
 *
 * <p>Or choices between options that are rewarded with probabilities that change from block to block, as in tasks of dynamic foraging and
 * reversal learning (Sugrue, Corrado and Newsome 2004; Bari et al. 2019).
 */
@ServiceProvider(DataSource.class)
public final class ForagingSource implements SimulatedSource<ForagingSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("synthetic-foraging");
    }

    @Override
    public String description() {
        return "Simulated choices between two odours, or between options, of a network that learns from rewards by a known rule";
    }

    @Override
    public Class<ForagingSettings> settingsType() {
        return ForagingSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(Publications.MEHTA, Publications.RAJAGOPALAN, Publications.BARI);
    }

    @Override
    public Dataset load(ForagingSettings settings, DataContext context) {
        return settings.options().isPresent() ? choices(settings, context) : odours(settings, context);
    }

    @Override
    public Design design(ForagingSettings settings) {
        return new Design(settings.truth(), new Design.Size(settings.trialsPerSession(), settings.animals(), settings.heldOut()),
                settings.telling());
    }

    @Override
    public ForagingSettings designed(ForagingSettings settings, Design design) {
        return settings.with(design);
    }

    private static Dataset odours(ForagingSettings settings, DataContext context) {
        OdourCode code = OdourCode.draw(inputs(context), settings.inputMean(), context.seed().child("odour code"));
        List<Channel> channels = ForagingRecord.channels(code.inputs());
        return simulate(settings, context, channels, Observable.LOGIT, (simulator, name, seed) ->
                new ForagingExperiment(settings, code, simulator, name, seed).run());
    }

    private static int inputs(DataContext context) {
        try {
            return context.inputs();
        } catch (InvalidSpecException withoutInput) {
            InvalidSpecException advised = new InvalidSpecException("options", withoutInput.getMessage()
                    + " If it chooses between options, as the network 'options' does, set options, as in options: {baited: true}.");
            advised.initCause(withoutInput);
            throw advised;
        }
    }

    private static Dataset choices(ForagingSettings settings, DataContext context) {
        return simulate(settings, context, ChoiceRecord.channels(settings), Observable.LOG_PROBABILITIES, (simulator, name, seed) ->
                new ChoiceExperiment(settings, simulator, name, seed).run());
    }

    /** @param shown by what the network decides */
    private static Dataset simulate(
            ForagingSettings settings, DataContext context, List<Channel> channels, Observable shown, Experiments.Run run) {
        List<Channel> told = new ArrayList<>(channels);
        if (settings.options().map(ChoiceSettings::sessions).orElse(1) > 1) {
            told.add(Channel.SESSION);
        }
        try (Simulator simulator = Truths.simulator(context, settings.truth(), told)) {
            // Asked for at once, so that a network that cannot choose is refused before it is run.
            simulator.width(shown);
            List<Recorded.Told> recordings = Experiments.run(simulator,
                    new Experiments.Count(settings.trajectories(), settings.heldOut(), settings.subjects().orElse(1)),
                    settings.telling(), context.seed().child("experiments"), run);
            return Truths.dataset(channels, recordings, settings.truth(), settings.telling());
        }
    }
}
