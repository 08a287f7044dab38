package org.deltaw.kernel.convergence;

import java.util.Arrays;

/**
 * The fraction of missing information by energies (E-BFMI): the mean square of an energy's change from draw to draw, over the variance
 * of the energy. Small where momenta drawn anew cannot reach what energies the posterior has, so that its tails are not explored
 * (Betancourt, arXiv:1604.00695, 2016).
 */
public final class EnergyFraction {
    private EnergyFraction() {}

    /** Returns the fraction of every chain; not a number if all energies are equal, one is not, or there are fewer than 2. */
    public static double[] of(Draws energies) {
        return Arrays.stream(energies.chains()).mapToDouble(EnergyFraction::ofChain).toArray();
    }

    private static double ofChain(double[] energies) {
        double squares = 0;
        for (int i = 1; i < energies.length; i++) {
            squares += (energies[i] - energies[i - 1]) * (energies[i] - energies[i - 1]);
        }
        return energies.length < 2 ? Double.NaN : squares / (energies.length - 1) / Draws.variance(energies);
    }
}
