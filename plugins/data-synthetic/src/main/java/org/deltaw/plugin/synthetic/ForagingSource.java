package org.deltaw.plugin.synthetic;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.RepeatableSource;

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
public final class ForagingSource implements RepeatableSource<ForagingSettings> {
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
        Experiment experiment = experiment(settings, context);
        return experiment.run(experiment.design(), context.seed(), Agents.of(context, settings.truth()));
    }

    @Override
    public Experiment experiment(ForagingSettings settings, DataContext context) {
        return settings.options().isPresent() ? new ForagingExperiment(settings, 0) : new ForagingExperiment(settings, inputs(context));
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
}
