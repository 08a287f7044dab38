package org.deltaw.plugin.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.deltaw.behaviour.Encounters;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.behaviour.OdourForaging;
import org.deltaw.behaviour.OptionForaging;
import org.deltaw.behaviour.RewardSignal;
import org.deltaw.behaviour.SimulatedAnimals;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.rule.KnownRule;

/**
 * The arena with networks in place of flies. Each goes through the blocks of the fly for which it stands, with as many trials and the
 * same probabilities of reward; which odour it meets next is drawn as often as it came to that fly ({@link OdourCourse}), since a network
 * does not walk.
 *
 * @param flies that are not held out
 * @param inputs how many a network has, if each step is an encounter
 */
record ArenaExperiment(ArenaSettings settings, List<Fly> flies, int inputs) implements Experiment {
    /**
     * Prepares it.
     *
     * @throws InvalidSpecException if the rig did not write down how probable rewards were
     */
    ArenaExperiment {
        flies = List.copyOf(flies);
        flies.forEach(fly -> fly.blocks().forEach((number, part) -> {
            if (part.probabilities().isEmpty()) {
                throw new InvalidSpecException(ArenaSettings.FOLDERS, "The file of block " + number + " of " + fly.name()
                        + " has no variable x, so it is not known how probable rewards were and the experiment cannot be repeated; leave "
                        + "the folder out.");
            }
        }));
    }

    @Override
    public Optional<KnownRule> truth() {
        return Optional.empty();
    }

    @Override
    public List<String> subjects() {
        return flies.stream().map(Fly::name).toList();
    }

    @Override
    public Set<Design.Known> alwaysKnown() {
        return Set.of();
    }

    /** The number of trials is that of the longest block. */
    @Override
    public Design design() {
        int most = flies.stream().flatMap(fly -> fly.blocks().values().stream()).mapToInt(part -> part.trials().size()).max().orElseThrow();
        return new Design(new Design.Size(most, flies.size(), settings.heldOut().size()),
                new Design.Telling(Set.of(), settings.resamplings()));
    }

    @Override
    public Dataset run(Design design, Seed seed, Agents agents) {
        return switch (settings.step()) {
            case ENCOUNTER -> {
                OdourCode code = OdourCode.draw(inputs, settings.inputMean(), seed.child("odour code"));
                yield data(new Behaving(Encounters.channels(inputs), List.of(), Observable.LOGIT, agents), design, seed,
                        (simulator, animal) -> new OdourForaging(code, settings.inputNoise(), rewards(), animal)
                                .run(simulator, odours(design, animal)));
            }
            case CHOICE -> data(new Behaving(Session.choiceChannels(), Session.ODOURS, Observable.LOG_PROBABILITIES, agents), design, seed,
                    (simulator, animal) -> new OptionForaging(Session.choiceChannels(), rewards(), animal)
                            .run(simulator, choices(design, animal)));
        };
    }

    /**
     * How flies' places are taken.
     *
     * @param channels that are recorded
     * @param options names of what is chosen between
     * @param shown by what a network decides
     */
    private record Behaving(List<Channel> channels, List<String> options, Observable shown, Agents agents) {
        Simulator simulator(boolean severalSessions) {
            List<Channel> given = new ArrayList<>(channels);
            if (severalSessions) {
                given.add(Channel.SESSION);
            }
            return agents.simulator(given);
        }
    }

    private Dataset data(Behaving behaving, Design design, Seed seed, SimulatedAnimals.Run run) {
        try (Simulator simulator = behaving.simulator(flies.stream().anyMatch(fly -> fly.blocks().size() > 1))) {
            // Asked for at once, so that a network that cannot choose is refused before it is run.
            simulator.width(behaving.shown());
            Seed own = seed.child("experiments");
            return SimulatedAnimals.run(simulator, animals(design.size(), own), design.telling(), own, run)
                    .data(behaving.channels(), behaving.agents()).options(behaving.options()).build();
        }
    }

    private RewardSignal rewards() {
        return switch (settings.reward()) {
            case EXPECTED -> RewardSignal.expected(settings.window());
            case RAW -> RewardSignal.raw();
        };
    }

    private List<OdourForaging.Session> odours(Design design, SimulatedAnimals.Animal animal) {
        Fly fly = fly(animal);
        OdourCourse course = OdourCourse.of(fly, settings);
        RandomGenerator random = animal.seed().child("odours").generator();
        return blocks(fly, (number, part) -> new OdourForaging.Session(number, trials(design, part),
                block(part, animal, number).odours(course, random)));
    }

    private List<OptionForaging.Session> choices(Design design, SimulatedAnimals.Animal animal) {
        return blocks(fly(animal), (number, part) -> new OptionForaging.Session(number, trials(design, part),
                block(part, animal, number).choices()));
    }

    private Fly fly(SimulatedAnimals.Animal animal) {
        return flies.stream().filter(each -> each.name().equals(animal.standsFor())).findFirst().orElseThrow();
    }

    private static <T> List<T> blocks(Fly fly, BiFunction<String, Fly.Part, T> session) {
        List<T> all = new ArrayList<>();
        for (Map.Entry<Integer, Fly.Part> block : fly.blocks().entrySet()) {
            all.add(session.apply(block.getKey().toString(), block.getValue()));
        }
        return all;
    }

    private static ArenaBlock block(Fly.Part part, SimulatedAnimals.Animal animal, String number) {
        return new ArenaBlock(part.probabilities(), animal.seed().child("rewards").child(number));
    }

    /** Blocks have as many trials as they had, or as many as is asked for. */
    private int trials(Design design, Fly.Part part) {
        int trials = design.size().trials();
        return trials == design().size().trials() ? part.trials().size() : trials;
    }

    /** Names so many animals: flies in turn, the second time with a number. Those that are held out are further recordings of them. */
    private List<SimulatedAnimals.Animal> animals(Design.Size size, Seed seed) {
        List<SimulatedAnimals.Animal> all = new ArrayList<>();
        for (int i = 0; i < size.subjects(); i++) {
            String fly = flies.get(i % flies.size()).name();
            int round = i / flies.size() + 1;
            String name = round == 1 ? fly : fly + " (" + round + ")";
            all.add(new SimulatedAnimals.Animal(name, name, fly, Trajectory.Use.TRAINING, seed.child(fly).child(round)));
        }
        int known = Math.min(size.subjects(), flies.size());
        for (int i = 0; i < size.heldOut(); i++) {
            String fly = flies.get(i % known).name();
            int round = i / known + 1;
            all.add(new SimulatedAnimals.Animal("held-out/" + fly + (round == 1 ? "" : " (" + round + ")"), fly, fly,
                    Trajectory.Use.HELD_OUT, seed.child("held out").child(fly).child(round)));
        }
        return all;
    }
}
