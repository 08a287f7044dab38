package org.deltaw.plugin.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.behaviour.Bandit;
import org.deltaw.behaviour.Encounters;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.behaviour.OdourForaging;
import org.deltaw.behaviour.OptionForaging;
import org.deltaw.behaviour.RewardSignal;
import org.deltaw.behaviour.SimulatedAnimals;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.Signal;

/**
 * Flies that choose between odours, or animals that choose between options, as settings say.
 *
 * @param inputs how many the network has; 0 of options
 */
record ForagingExperiment(ForagingSettings settings, int inputs) implements Experiment {
    @Override
    public Optional<KnownRule> truth() {
        return Optional.of(settings.truth());
    }

    @Override
    public List<String> subjects() {
        return Simulations.subjects(settings.subjects().orElse(1));
    }

    @Override
    public Set<Design.Known> alwaysKnown() {
        return Set.of();
    }

    @Override
    public Design design() {
        return new Design(new Design.Size(settings.trialsPerSession(), settings.animals(), settings.heldOut()), settings.telling());
    }

    @Override
    public Dataset run(Design design, Seed seed, Agents agents) {
        return new Designed(settings.with(design), subjects(), inputs, seed, agents).data();
    }

    /**
     * The experiment with a design.
     *
     * @param settings those of the design
     * @param standsFor the subjects for whom networks stand
     */
    private record Designed(ForagingSettings settings, List<String> standsFor, int inputs, Seed seed, Agents agents) {
        Dataset data() {
            if (settings.options().isPresent()) {
                List<Channel> channels = optionChannels();
                List<Channel> given = new ArrayList<>(channels);
                if (choices().sessions() > 1) {
                    given.add(Channel.SESSION);
                }
                return data(channels, given, Observable.LOG_PROBABILITIES, (simulator, animal) ->
                        new OptionForaging(channels, rewards(), animal).run(simulator, sessions(animal)));
            }
            OdourCode code = OdourCode.draw(inputs, settings.inputMean(), seed.child("odour code"));
            List<Channel> channels = Encounters.channels(inputs);
            return data(channels, channels, Observable.LOGIT, (simulator, animal) ->
                    new OdourForaging(code, settings.inputNoise(), rewards(), animal).run(simulator, List.of(new OdourForaging.Session(
                            "", settings.trialsPerSession(), new OdourBlocks(settings, animal.id(), animal.seed().child("odours"))))));
        }

        private ChoiceSettings choices() {
            return settings.options().orElseThrow();
        }

        private RewardSignal rewards() {
            return switch (settings.signal()) {
                case RAW -> RewardSignal.raw();
                case EXPECTED -> RewardSignal.expected(settings.window());
            };
        }

        /** Lists the columns of choices between options. */
        private List<Channel> optionChannels() {
            List<Channel> channels = new ArrayList<>(List.of(Channel.of(Input.CHOICE, settings.width()), Channel.of(Signal.REWARD),
                    Channel.of(Target.CHOICE, settings.width())));
            if (choices().missed() > 0) {
                channels.add(Channel.mask(Target.CHOICE, 1));
            }
            choices().offered().ifPresent(_ -> channels.add(Channel.of(Input.OFFERED, settings.width())));
            return List.copyOf(channels);
        }

        /** In each session blocks begin with the first. */
        private List<OptionForaging.Session> sessions(SimulatedAnimals.Animal animal) {
            RandomGenerator offers = animal.seed().child("offers").generator();
            RandomGenerator misses = animal.seed().child("misses").generator();
            int count = choices().sessions();
            return IntStream.range(0, count).mapToObj(session -> new OptionForaging.Session(
                    count == 1 ? animal.id() : Integer.toString(session + 1), settings.trialsPerSession(),
                    new OptionBlocks(choices(), settings.width(), new Bandit(choices().design(settings.blocks(), settings.trialsPerBlock()),
                            animal.seed().child("rewards").child(session)), offers, misses))).toList();
        }

        /**
         * Simulates all animals.
         *
         * @param channels that are recorded
         * @param given to networks
         * @param shown by what a network decides
         */
        private Dataset data(List<Channel> channels, List<Channel> given, Observable shown, SimulatedAnimals.Run run) {
            try (Simulator simulator = Simulations.simulator(agents, given)) {
                // Asked for at once, so that a network that cannot choose is refused before it is run.
                simulator.width(shown);
                Simulations.Count count = new Simulations.Count(settings.trajectories(), settings.heldOut(),
                        Simulations.subjects(settings.subjects().orElse(1)), standsFor);
                Seed own = seed.child("experiments");
                return Simulations.behaving(agents, () ->
                        SimulatedAnimals.run(simulator, count.animals(own), settings.telling(), own, run)).data(channels, agents).build();
            }
        }
    }
}
