package org.deltaw.kernel.comparison;

import java.util.Arrays;
import org.hipparchus.special.Gamma;

/**
 * Which share of a Dirichlet distribution is the greatest. Shares are independent gamma-distributed numbers over their sum, so that the
 * probability that share {@code k} is the greatest is the integral of {@code f_k(x) prod_(j != k) F_j(x)}, with densities and
 * distribution functions of gamma distributions (Soch and Allefeld, arXiv:1611.01439, 2016). Integrated over the logarithm of
 * {@code x} by the trapezoidal rule, which is as exact as its numbers for functions that vanish this fast at both ends (Trefethen and
 * Weideman, SIAM Review 56, 2014).
 *
 * @param concentrations positive
 */
record DirichletExceedance(double[] concentrations) {
    private static final int POINTS = 400;
    /** The density at the ends is less than this exponential of its maximum. */
    private static final double NEGLIGIBLE = 45;

    /** Returns the probability of each share; they add up to 1. */
    double[] probabilities() {
        double[] probabilities = new double[concentrations.length];
        Arrays.setAll(probabilities, this::probability);
        double sum = Arrays.stream(probabilities).sum();
        return Arrays.stream(probabilities).map(each -> each / sum).toArray();
    }

    private double probability(int share) {
        double concentration = concentrations[share];
        // Of u = log(x / concentration) the density is proportional to exp(concentration (u - e^u)), the greatest at u = 0.
        double from = -end(-1, concentration);
        double to = end(1, concentration);
        double step = (to - from) / POINTS;
        double sum = 0;
        for (int i = 0; i <= POINTS; i++) {
            double u = from + i * step;
            sum += Math.exp(logDensity(u, concentration)) * othersBelow(share, concentration * Math.exp(u));
        }
        return sum * step;
    }

    private static double logDensity(double u, double concentration) {
        return concentration * (u - Math.exp(u) + Math.log(concentration)) - Gamma.logGamma(concentration);
    }

    /** Returns how far to go until nothing is left. */
    private static double end(int sign, double concentration) {
        double way = 1 / Math.sqrt(concentration);
        while (concentration * (sign * way - Math.exp(sign * way) + 1) > -NEGLIGIBLE) {
            way *= 1.1;
        }
        return way;
    }

    private double othersBelow(int share, double x) {
        double product = 1;
        for (int j = 0; j < concentrations.length; j++) {
            product *= j == share ? 1 : Gamma.regularizedGammaP(concentrations[j], x);
        }
        return product;
    }
}
