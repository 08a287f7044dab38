package org.deltaw.kernel.particles;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.Covariance;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;
import org.jspecify.annotations.Nullable;

/**
 * Where particles start: half of the distribution is the prior, the other half t-distributions of equal weight around all modes, with twice
 * their covariances as scale; without modes it is the prior. Its density integrates to 1, so that what particles weigh at the end of the
 * path is the evidence, and narrow modes have particles from the first, which the prior alone would hardly ever put there. Which
 * t-distribution is densest at a point says to which mode's region it belongs.
 */
final class StartDistribution {
    private static final double WIDENING = 2;
    private static final double PRIOR = 0.5;

    private final LogDensity density;
    private final List<Mode> modes;
    private final @Nullable StudentMixture aroundModes;

    StartDistribution(LogDensity density, List<Mode> modes) {
        this.density = density;
        this.modes = List.copyOf(modes);
        this.aroundModes = modes.isEmpty() ? null : mixture(modes);
    }

    private static StudentMixture mixture(List<Mode> modes) {
        double[] weights = new double[modes.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        return new StudentMixture(modes.stream()
                .map(mode -> new StudentT(mode.center(), new Covariance(mode.covariance()).times(WIDENING))).toList(), weights);
    }

    /** Returns the number of regions: one for each mode, or one. */
    int regions() {
        return Math.max(1, modes.size());
    }

    /** Returns the mode to whose region a point belongs; 0 without modes. */
    int region(double[] point) {
        return aroundModes == null ? 0 : aroundModes.densest(point);
    }

    /** Returns what is known of a region beforehand; without modes a standard normal distribution, which is soon measured anew. */
    Mode mode(int region) {
        return modes.isEmpty() ? Mode.standard(density.size()) : modes.get(region);
    }

    /** Returns the logarithm of the density at a point of which the logarithm of the prior density is given. */
    double logDensity(double[] point, double logPrior) {
        return aroundModes == null ? logPrior
                : StudentMixture.logSum(PRIOR, logPrior, 1 - PRIOR, aroundModes.logDensity(point));
    }

    /**
     * Draws a point.
     *
     * @param random of all points
     * @param seed of this point alone
     */
    double[] draw(RandomGenerator random, Seed seed) {
        return aroundModes == null || random.nextDouble() < PRIOR ? density.drawFromPrior(seed) : aroundModes.draw(random);
    }

    /** Draws points of which the prior and the modes have exactly their shares. */
    double[][] spread(int count, Seed seed) {
        RandomGenerator random = seed.generator();
        double[][] drawn = new double[count][];
        for (int i = 0; i < count; i++) {
            drawn[i] = aroundModes == null || i % 2 == 0 ? density.drawFromPrior(seed.child(i)) : aroundModes.draw(random);
        }
        return drawn;
    }
}
