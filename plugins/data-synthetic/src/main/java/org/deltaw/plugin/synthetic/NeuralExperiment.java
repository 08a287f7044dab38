package org.deltaw.plugin.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.behaviour.SimulatedAnimals;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.rule.KnownRule;

/** Neural activity under random inputs, as settings say. */
record NeuralExperiment(NeuralSettings settings, Channel input) implements Experiment {
    @Override
    public Optional<KnownRule> truth() {
        return Optional.of(settings.truth());
    }

    @Override
    public List<String> subjects() {
        return Simulations.subjects(1);
    }

    @Override
    public Set<Design.Known> alwaysKnown() {
        return Set.of(Design.Known.NOISE);
    }

    @Override
    public Design design() {
        return new Design(new Design.Size(settings.steps(), settings.trajectories(), settings.heldOut()), settings.telling());
    }

    @Override
    public Dataset run(Design design, Seed seed, Agents agents) {
        return data(settings.with(design), seed, agents);
    }

    private Dataset data(NeuralSettings designed, Seed seed, Agents agents) {
        try (Simulator simulator = Simulations.simulator(agents, List.of(input, Channel.UPDATE))) {
            int neurons = simulator.width(Observable.ACTIVITY);
            RecordedNeurons recorded = RecordedNeurons.draw(neurons, designed.recorded(), seed.child("recorded neurons"));
            Simulations.Count count = new Simulations.Count(designed.trajectories(), designed.heldOut(), subjects(), subjects());
            Seed own = seed.child("experiments");
            SimulatedAnimals.Recordings recordings = Simulations.behaving(agents, () ->
                    SimulatedAnimals.run(simulator, count.animals(own), designed.telling(), own, (each, animal) ->
                            new NeuralRecording(designed, input, recorded, each).run(animal)));
            List<Channel> channels = new ArrayList<>(List.of(input, Channel.of(Target.ACTIVITY, neurons)));
            recorded.mask().ifPresent(channels::add);
            return recordings.data(channels, agents).build();
        }
    }
}
