package org.deltaw.kernel.particles;

import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;

/**
 * Where particles start: half of the distribution is the prior, the other half t-distributions around all modes, of equal weight; without
 * modes it is the prior. Its density integrates to 1, so that what particles weigh at the end of the path is the evidence, and narrow modes
 * have particles from the first, which the prior alone would hardly ever put there. Which t-distribution is densest at a point says to
 * which mode it belongs.
 */
final class StartDistribution {
    private final LogDensity density;
    private final List<StudentT> modes;

    StartDistribution(LogDensity density, List<Mode> modes) {
        this.density = density;
        this.modes = modes.stream().map(StudentT::new).toList();
    }

    /** Returns the number of regions: one for each mode, or one. */
    int regions() {
        return Math.max(1, modes.size());
    }

    /** Returns the mode to which a point belongs; 0 without modes. */
    int region(double[] point) {
        int region = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < modes.size(); i++) {
            double log = modes.get(i).logDensity(point);
            if (log > highest) {
                highest = log;
                region = i;
            }
        }
        return region;
    }

    /** Returns the logarithm of the density at a point of which the logarithm of the prior density is given. */
    double logDensity(double[] point, double logPrior) {
        if (modes.isEmpty()) {
            return logPrior;
        }
        double[] logs = new double[modes.size()];
        double largest = logPrior;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = modes.get(i).logDensity(point) - Math.log(logs.length);
            largest = Math.max(largest, logs[i]);
        }
        double sum = Math.exp(logPrior - largest);
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / 2);
    }

    /** Draws points, each independent of all others. */
    double[][] draw(int count, Seed seed) {
        RandomGenerator random = seed.generator();
        double[][] drawn = new double[count][];
        for (int i = 0; i < count; i++) {
            boolean isPrior = modes.isEmpty() || random.nextBoolean();
            drawn[i] = isPrior ? density.drawFromPrior(seed.child(i)) : modes.get(random.nextInt(modes.size())).draw(random);
        }
        return drawn;
    }

    /** Draws points of which each part of the distribution has its share, with less chance in it. */
    double[][] spread(int count, Seed seed) {
        RandomGenerator random = seed.generator();
        double[][] drawn = new double[count][];
        for (int i = 0; i < count; i++) {
            boolean isPrior = modes.isEmpty() || i % 2 == 0;
            drawn[i] = isPrior ? density.drawFromPrior(seed.child(i)) : modes.get(i / 2 % modes.size()).draw(random);
        }
        return drawn;
    }
}
