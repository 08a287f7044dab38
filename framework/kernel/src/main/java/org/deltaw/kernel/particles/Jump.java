package org.deltaw.kernel.particles;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.Seed;

/**
 * A draw that does not depend on where a particle is: one in four from the start distribution, the others from t-distributions around the
 * means of the regions' particles, with their covariances and shares. So particles change between modes, and where regions are nearly
 * normal most draws are accepted.
 */
final class Jump implements Move {
    private static final double FROM_START = 0.25;
    /** Of the t-distributions, this much is spread evenly over all regions. */
    private static final double EVEN = 0.1;

    private final StartDistribution start;
    private final StudentMixture measured;

    Jump(StartDistribution start, Regions regions) {
        this.start = start;
        double[] weights = new double[regions.count()];
        Arrays.setAll(weights, k -> EVEN / weights.length + (1 - EVEN) * regions.share(k));
        List<StudentT> components = IntStream.range(0, weights.length)
                .mapToObj(k -> new StudentT(regions.mean(k), regions.covariance(k))).toList();
        this.measured = new StudentMixture(components, weights);
    }

    @Override
    public double[][] propose(double[][] from, RandomGenerator random, Seed seed) {
        double[][] proposed = new double[from.length][];
        for (int i = 0; i < proposed.length; i++) {
            proposed[i] = random.nextDouble() < FROM_START ? start.draw(random, seed.child(i)) : measured.draw(random);
        }
        return proposed;
    }

    @Override
    public double logReturn(Place from, Place to) {
        return logDensity(from) - logDensity(to);
    }

    private double logDensity(Place place) {
        return StudentMixture.logSum(FROM_START, place.logStart(), 1 - FROM_START, measured.logDensity(place.point()));
    }
}
