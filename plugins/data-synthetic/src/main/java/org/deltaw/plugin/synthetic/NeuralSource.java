package org.deltaw.plugin.synthetic;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.RepeatableSource;

/**
 * Activity of a network whose inputs are independent and normally distributed, and whose synapses change by a
 * known rule in every step, as recorded with noise from some of its neurons (Mehta et al., NeurIPS 2024,
 * section 3). The same neurons are recorded in all trajectories; inputs and initial weights are fresh in each.
 */
@ServiceProvider(DataSource.class)
public final class NeuralSource implements RepeatableSource<NeuralSettings> {
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
    public Dataset load(NeuralSettings settings, DataContext context) {
        Experiment experiment = experiment(settings, context);
        return experiment.run(experiment.design(), context.seed(), Agents.of(context, settings.truth()));
    }

    @Override
    public Experiment experiment(NeuralSettings settings, DataContext context) {
        return new NeuralExperiment(settings, Channel.input(context.inputs()));
    }
}
