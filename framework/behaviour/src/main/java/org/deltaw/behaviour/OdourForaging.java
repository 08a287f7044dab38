package org.deltaw.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.rule.Signal;

/**
 * One animal that is offered odours, each of which it accepts or rejects: what it meets next, and what it gets, depends on what it does.
 * A network takes its place, which accepts with the probability that it shows. For one thread, once.
 */
public final class OdourForaging {
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);

    private final OdourCode code;
    private final double inputNoise;
    private final RewardSignal rewards;
    private final SimulatedAnimals.Animal animal;
    private final RandomGenerator noise;
    private final RandomGenerator choices;
    private final List<Integer> odours = new ArrayList<>();
    private final List<Boolean> accepted = new ArrayList<>();
    private final List<Double> signals = new ArrayList<>();
    private final List<Trajectory.Session> sessions = new ArrayList<>();

    /**
     * A session of the animal, over which weights run on.
     *
     * @param name of it; empty for a single one that has none
     */
    public record Session(String name, int trials, OdourTask task) {}

    /**
     * Prepares it.
     *
     * @param code which inputs an odour excites
     * @param inputNoise standard deviation of every input in every step
     * @param rewards what synapses are told
     */
    public OdourForaging(OdourCode code, double inputNoise, RewardSignal rewards, SimulatedAnimals.Animal animal) {
        this.code = code;
        this.inputNoise = inputNoise;
        this.rewards = rewards;
        this.animal = animal;
        this.noise = animal.seed().child("input noise").generator();
        this.choices = animal.seed().child("choices").generator();
    }

    /**
     * Does it.
     *
     * @throws InvalidSpecException without a key, if the network stops showing probabilities
     */
    public SimulatedRecording run(Simulator simulator, List<Session> all) {
        try (SimulatedNetwork network = animal.start(simulator)) {
            for (Session session : all) {
                boolean first = odours.isEmpty();
                if (!session.name().isEmpty()) {
                    sessions.add(new Trajectory.Session(session.name(), odours.size()));
                }
                for (int trial = 0; trial < session.trials(); trial++) {
                    trial(network, session.task(), !first && trial == 0);
                }
            }
            return recording(network.initialStates());
        }
    }

    /** Offers odours until one is accepted. */
    private void trial(SimulatedNetwork network, OdourTask task, boolean beginsSession) {
        int odour = task.begin();
        boolean begins = beginsSession;
        while (!step(network, odour, task, begins)) {
            odour = task.after(odour);
            begins = false;
        }
    }

    /** Offers one odour, and tells whether it was accepted. */
    private boolean step(SimulatedNetwork network, int odour, OdourTask task, boolean beginsSession) {
        double[] input = smell(odour);
        boolean accepts = choices.nextDouble() < probability(network, row(input, false, 0, beginsSession));
        double signal = 0;
        if (accepts) {
            signal = rewards.of(task.accept(odour));
            signals.add(signal);
        }
        network.advance(row(input, accepts, signal, beginsSession));
        odours.add(odour);
        accepted.add(accepts);
        return accepts;
    }

    /** Synapses change when the odour is accepted. */
    private static Map<Channel, double[]> row(double[] input, boolean accepts, double signal, boolean beginsSession) {
        double[] decision = {accepts ? 1 : 0};
        return Map.of(Channel.input(input.length), input, Channel.UPDATE, decision, REWARD, new double[] {signal}, DECISION, decision,
                Channel.SESSION, new double[] {beginsSession ? 1 : 0});
    }

    private double[] smell(int odour) {
        return IntStream.range(0, code.inputs()).mapToDouble(i -> code.mean(odour, i) + inputNoise * noise.nextGaussian()).toArray();
    }

    private double probability(SimulatedNetwork network, Map<Channel, double[]> row) {
        double logit = Objects.requireNonNull(network.observe(row).get(Observable.LOGIT))[0];
        if (!Double.isFinite(logit)) {
            throw SimulatedAnimals.diverged(animal.id(), odours.size());
        }
        // As everywhere where bits must not depend on the machine.
        return 1 / (1 + StrictMath.exp(-logit));
    }

    private SimulatedRecording recording(Map<String, double[]> initialStates) {
        boolean[] decisions = new boolean[accepted.size()];
        IntStream.range(0, decisions.length).forEach(step -> decisions[step] = accepted.get(step));
        Encounters encounters = Encounters.of(odours.stream().mapToInt(Integer::intValue).toArray(), decisions,
                signals.stream().mapToDouble(Double::doubleValue).toArray());
        // The same seed gives the same noise again.
        Trajectory.Builder trajectory = Trajectory.builder(animal.id(), encounters.steps()).subject(animal.subject())
                .columns(encounters.columns(code, inputNoise, animal.seed().child("input noise"))).initialStates(initialStates)
                .trials(encounters.trials()).use(animal.use());
        Channel input = Channel.input(code.inputs());
        return new SimulatedRecording(trajectory.sessions(sessions).build(), seed -> inputNoise == 0
                ? Map.of() : Map.of(input, Objects.requireNonNull(encounters.columns(code, inputNoise, seed).get(input))));
    }
}
