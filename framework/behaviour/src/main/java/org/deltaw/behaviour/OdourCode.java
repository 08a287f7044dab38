package org.deltaw.behaviour;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;

/**
 * Which inputs each of two odours excites: half of them, and in the mean all of these equally. Two inputs are
 * one for each odour; of more, each odour's half is drawn at random, and halves may overlap but do not agree
 * (Mehta, Tyulmankov, Rajagopalan, Turner, Fitzgerald and Funke, Model-based inference of synaptic plasticity
 * rules, NeurIPS 2024). Shared by data sources, so that recorded and simulated animals smell alike. Immutable.
 */
public final class OdourCode {
    private static final int ODOURS = 2;

    private final double[][] means;

    private OdourCode(double[][] means) {
        this.means = means;
    }

    /**
     * Draws a code.
     *
     * @param inputs how many the network has
     * @param mean of an excited input
     * @param seed the same seed gives the same code
     * @throws InvalidSpecException if the inputs have no halves
     */
    public static OdourCode draw(int inputs, double mean, Seed seed) {
        if (inputs < 2 || inputs % 2 != 0) {
            throw new InvalidSpecException("The network has " + inputs + (inputs == 1 ? " input" : " inputs")
                    + ", expected an even number, for every odour excites half of them; change the size of its "
                    + "first layer, for instance to 2.");
        }
        double[][] means = new double[ODOURS][inputs];
        if (inputs == ODOURS) {
            means[0][0] = mean;
            means[1][1] = mean;
            return new OdourCode(means);
        }
        boolean[] first = half(inputs, seed.child(0).generator());
        RandomGenerator random = seed.child(1).generator();
        boolean[] second = half(inputs, random);
        while (Arrays.equals(first, second)) {
            second = half(inputs, random);
        }
        fill(means[0], first, mean);
        fill(means[1], second, mean);
        return new OdourCode(means);
    }

    /** Chooses half of the inputs; every choice is equally likely. */
    private static boolean[] half(int inputs, RandomGenerator random) {
        boolean[] chosen = new boolean[inputs];
        int missing = inputs / 2;
        for (int input = 0; input < inputs; input++) {
            if (random.nextInt(inputs - input) < missing) {
                chosen[input] = true;
                missing--;
            }
        }
        return chosen;
    }

    private static void fill(double[] means, boolean[] excited, double mean) {
        for (int input = 0; input < means.length; input++) {
            means[input] = excited[input] ? mean : 0;
        }
    }

    /** Returns the number of inputs. */
    public int inputs() {
        return means[0].length;
    }

    /**
     * Returns the mean of an input while an odour is there.
     *
     * @param odour 0 or 1
     * @param input counted from 0
     */
    public double mean(int odour, int input) {
        return means[odour][input];
    }
}
