package org.deltaw.behaviour;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;

/**
 * Odours that an animal met one after the other, each accepted or rejected, as a model of such choices is told them: a step for each
 * odour, and a trial for each run of rejected ones that ends in an accepted one (Mehta, Tyulmankov, Rajagopalan, Turner, Fitzgerald and
 * Funke, Model-based inference of synaptic plasticity rules, NeurIPS 2024). Shared by data sources, so that recordings of any format
 * become the same columns. Immutable.
 */
public final class Encounters {
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);

    private final int[] odours;
    private final double[] decisions;
    private final double[] signals;

    private Encounters(int[] odours, double[] decisions, double[] signals) {
        this.odours = odours;
        this.decisions = decisions;
        this.signals = signals;
    }

    /**
     * Takes what an animal met and did.
     *
     * @param odours 0 or 1 for each encounter
     * @param accepted for each encounter
     * @param signals what synapses are told of the reward, one for each accepted odour
     * @throws IllegalArgumentException if their numbers do not agree
     */
    public static Encounters of(int[] odours, boolean[] accepted, double[] signals) {
        double[] decisions = new double[odours.length];
        double[] spread = new double[odours.length];
        int trial = 0;
        for (int step = 0; step < odours.length && odours.length == accepted.length; step++) {
            if (accepted[step]) {
                decisions[step] = 1;
                spread[step] = trial < signals.length ? signals[trial] : 0;
                trial++;
            }
        }
        if (odours.length != accepted.length || trial != signals.length) {
            throw new IllegalArgumentException("There are " + odours.length + " odours, " + accepted.length + " decisions, of which "
                    + trial + " accept, and " + signals.length + " rewards; expected a decision for each odour, and a reward for each "
                    + "accepted one.");
        }
        return new Encounters(odours.clone(), decisions, spread);
    }

    /** Lists the columns of every trajectory. */
    public static List<Channel> channels(int inputs) {
        return List.of(Channel.input(inputs), Channel.UPDATE, REWARD, DECISION);
    }

    /** Returns the number of encounters. */
    public int steps() {
        return odours.length;
    }

    /** Lists the trials; rejections after the last belong to none. */
    public List<Trajectory.Trial> trials() {
        List<Trajectory.Trial> trials = new ArrayList<>();
        int from = 0;
        for (int step = 0; step < decisions.length; step++) {
            if (decisions[step] == 1) {
                trials.add(new Trajectory.Trial(from, step + 1));
                from = step + 1;
            }
        }
        return trials;
    }

    /**
     * Returns the columns of one trajectory.
     *
     * @param noise standard deviation of every input in every step
     * @param seed of the noise
     */
    public Map<Channel, double[]> columns(OdourCode code, double noise, Seed seed) {
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        columns.put(Channel.input(code.inputs()), inputs(code, noise, seed.generator()));
        // Synapses change when the animal has accepted an odour and learns what it gets.
        columns.put(Channel.UPDATE, decisions.clone());
        columns.put(REWARD, signals.clone());
        columns.put(DECISION, decisions.clone());
        return columns;
    }

    private double[] inputs(OdourCode code, double noise, RandomGenerator random) {
        int width = code.inputs();
        double[] values = new double[steps() * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = code.mean(odours[i / width], i % width) + noise * random.nextGaussian();
        }
        return values;
    }
}
