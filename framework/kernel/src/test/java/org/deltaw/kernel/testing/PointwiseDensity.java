package org.deltaw.kernel.testing;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;

/** A density written down point by point, for tests. Counts how many points it is asked for; by default its prior is standard normal. */
public abstract class PointwiseDensity implements LogDensity {
    private final int size;
    private long evaluations;
    private long calls;

    protected PointwiseDensity(int size) {
        this.size = size;
    }

    protected double logPrior(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum -= each * each / 2;
        }
        return sum - x.length * Math.log(2 * Math.PI) / 2;
    }

    protected abstract double logLikelihood(double[] x);

    /** Adds the derivatives of the logarithm of the prior. */
    protected void addPriorSlope(double[] x, double[] slope) {
        for (int i = 0; i < x.length; i++) {
            slope[i] -= x[i];
        }
    }

    /** Adds the derivatives of the logarithm of the likelihood. */
    protected abstract void addLikelihoodSlope(double[] x, double[] slope);

    @Override
    public int size() {
        return size;
    }

    /** Returns how many points were evaluated. */
    public long evaluations() {
        return evaluations;
    }

    /** Returns how many times it was called. */
    public long calls() {
        return calls;
    }

    @Override
    public Values values(double[][] points) {
        double[] prior = new double[points.length];
        double[] likelihood = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            prior[i] = logPrior(points[i]);
            likelihood[i] = logLikelihood(points[i]);
        }
        evaluations += points.length;
        calls++;
        return new Values(prior, likelihood);
    }

    @Override
    public Gradients gradients(double[][] points) {
        double[][] slopes = new double[points.length][size];
        for (int i = 0; i < points.length; i++) {
            addPriorSlope(points[i], slopes[i]);
            addLikelihoodSlope(points[i], slopes[i]);
        }
        return new Gradients(values(points), slopes);
    }

    @Override
    public double[] drawFromPrior(Seed seed) {
        RandomGenerator random = seed.generator();
        double[] drawn = new double[size];
        Arrays.setAll(drawn, _ -> random.nextGaussian());
        return drawn;
    }
}
