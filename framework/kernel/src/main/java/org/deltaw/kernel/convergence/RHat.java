package org.deltaw.kernel.convergence;

import java.util.Arrays;

/**
 * How much wider all chains together are than each half of one: 1 if they draw from the same distribution, more if they do not. The
 * greater of two values, of rank-normalised draws and of their rank-normalised distances from the median, which finds chains of unequal
 * spread (Vehtari, Gelman, Simpson, Carpenter and Buerkner, Bayesian Analysis 16, 2021, section 4).
 */
public final class RHat {
    private RHat() {}

    /**
     * Returns R-hat; not a number of a single chain, of fewer than 4 draws a chain, of draws that are all equal, and if one is not
     * finite; infinite if every chain stays where it is, but not all at one place.
     */
    public static double of(Draws draws) {
        if (draws.chains().length < 2 || !draws.suffice()) {
            return Double.NaN;
        }
        Draws halves = draws.split();
        return Math.max(ofChains(NormalScores.of(halves)), ofChains(NormalScores.ofFolded(halves)));
    }

    private static double ofChains(Draws draws) {
        double[] means = Arrays.stream(draws.chains()).mapToDouble(Draws::mean).toArray();
        double between = draws.length() * Draws.variance(means);
        double within = Draws.mean(Arrays.stream(draws.chains()).mapToDouble(Draws::variance).toArray());
        return Math.sqrt((between / within + draws.length() - 1) / draws.length());
    }
}
