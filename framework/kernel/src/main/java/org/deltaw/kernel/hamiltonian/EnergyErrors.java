package org.deltaw.kernel.hamiltonian;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;

/**
 * By how much leapfrog trajectories miss the energy at which they began. Where derivatives are those of the density the error falls with
 * the square of the step size (Neal, "MCMC Using Hamiltonian Dynamics", Handbook of Markov Chain Monte Carlo, 2011, section 5.2.3.3;
 * Leimkuhler and Reich, "Simulating Hamiltonian Dynamics", 2004); where they are not it comes to a limit, since another energy is kept,
 * or none. So wrong derivatives are found which change draws so little, or in such places, that nobody would see it. Of a density with
 * kinks the error falls with the step size itself.
 *
 * @param stepSizes each half of the one before
 * @param errors of each the root mean square of differences between the energies at the end and at the start, over all points
 * @param rounding an error that is not to be told from 0
 */
public record EnergyErrors(double[] stepSizes, double[] errors, double rounding) {
    private static final int HALVINGS = 6;
    /** Over which the order is measured: the smallest steps. */
    private static final int MEASURED = 3;
    private static final int COARSEST_STEPS = 8;
    /** With the largest step the energy is kept about as well as a sampler would have it. */
    private static final double ENOUGH = 0.3;
    private static final double LEAST_STEP = 1e-12;
    private static final double LEAST_ORDER = 1.5;
    private static final double ROUNDING = 1e-13;

    /**
     * Measures trajectories of equal length in time with steps of several sizes, from the largest with which energy is about kept.
     *
     * @param points where trajectories start, such as draws from the prior; the density there is finite
     * @param seed of momenta
     * @throws IllegalArgumentException if no step is small enough to keep energy, at least about
     */
    public static EnergyErrors measure(LogDensity density, double[][] points, Seed seed) {
        double largest = 1;
        while (!(miss(density, points, seed, largest, COARSEST_STEPS)[0] <= ENOUGH)) {
            largest /= 2;
            if (largest < LEAST_STEP) {
                throw new IllegalArgumentException("With no step size do trajectories keep their energy, not even about; "
                        + "the derivatives are wrong, or the density jumps.");
            }
        }
        double[] stepSizes = new double[HALVINGS + 1];
        double[] errors = new double[HALVINGS + 1];
        double rounding = 0;
        for (int i = 0; i <= HALVINGS; i++) {
            stepSizes[i] = largest / (1 << i);
            double[] miss = miss(density, points, seed, stepSizes[i], COARSEST_STEPS << i);
            errors[i] = miss[0];
            rounding = Math.max(rounding, miss[1] * (COARSEST_STEPS << i));
        }
        return new EnergyErrors(stepSizes, errors, rounding);
    }

    /** Returns the error, and by how much a single step may miss by rounding. */
    private static double[] miss(LogDensity density, double[][] points, Seed seed, double stepSize, int steps) {
        Blocks blocks = Blocks.diagonal(density.size());
        Metric metric = new Metric(blocks, Metric.identity(blocks));
        PhasePoint[] moving = IntStream.range(0, points.length)
                .mapToObj(i -> start(points[i], metric, seed.child(i).generator())).toArray(PhasePoint[]::new);
        learn(density, moving);
        double[] before = Arrays.stream(moving).mapToDouble(PhasePoint::energy).toArray();
        for (int step = 0; step < steps; step++) {
            Arrays.stream(moving).forEach(point -> point.leap(metric, stepSize));
            if (!Arrays.stream(moving).allMatch(PhasePoint::isPositionFinite)) {
                return new double[] {Double.POSITIVE_INFINITY, 0};
            }
            learn(density, moving);
            Arrays.stream(moving).forEach(point -> point.land(metric, stepSize));
        }
        double squares = IntStream.range(0, moving.length).mapToDouble(i -> Math.pow(moving[i].energy() - before[i], 2)).sum();
        double largest = Arrays.stream(before).map(Math::abs).max().orElseThrow();
        return new double[] {Math.sqrt(squares / moving.length), ROUNDING * (1 + largest)};
    }

    private static PhasePoint start(double[] position, Metric metric, RandomGenerator random) {
        PhasePoint point = new PhasePoint(position.length);
        System.arraycopy(position, 0, point.position, 0, position.length);
        metric.drawMomentum(random, point.momentum);
        metric.velocity(point.momentum, point.velocity);
        return point;
    }

    private static void learn(LogDensity density, PhasePoint[] points) {
        LogDensity.Gradients gradients = density.gradients(Arrays.stream(points).map(point -> point.position).toArray(double[][]::new));
        for (int i = 0; i < points.length; i++) {
            points[i].learn(gradients, i);
        }
    }

    /** Returns with which power of the step size errors fall in the end: 2 where derivatives are right. */
    public double order() {
        int last = errors.length - 1;
        return Math.log(errors[last - MEASURED] / errors[last]) / Math.log(stepSizes[last - MEASURED] / stepSizes[last]);
    }

    /** Returns whether derivatives are those of the density, as far as energies tell. */
    public boolean areAsOfRightDerivatives() {
        return errors[errors.length - 1] <= rounding || order() >= LEAST_ORDER;
    }
}
