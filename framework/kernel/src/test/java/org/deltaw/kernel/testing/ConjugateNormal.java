package org.deltaw.kernel.testing;

import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.Covariance;
import org.deltaw.spi.Seed;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * One observation y of a point that is normal around it with a known covariance S; the prior is standard normal. So the posterior is normal
 * with the covariance {@code (I + S^-1)^-1}, and the evidence is the normal density of y with the covariance {@code I + S}.
 */
public final class ConjugateNormal extends PointwiseDensity {
    private final double[] observed;
    private final double[][] precision;
    private final double logFactor;
    private final RealMatrix posterior;
    private final double logEvidence;

    public ConjugateNormal(double[] observed, double[][] noise) {
        super(observed.length);
        this.observed = observed.clone();
        RealMatrix covariance = new Array2DRowRealMatrix(noise);
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(observed.length);
        RealMatrix inverse = MatrixUtils.inverse(covariance);
        this.precision = inverse.getData();
        this.posterior = MatrixUtils.inverse(inverse.add(identity));
        this.logFactor = logNormal(new double[observed.length], noise);
        this.logEvidence = logNormal(observed, covariance.add(identity).getData());
    }

    /** Correlated noise, with standard deviations from 1/4 to 1, and what is observed, both drawn. */
    public static ConjugateNormal drawn(int size, Seed seed) {
        RandomGenerator random = seed.generator();
        double[][] noise = new double[size][size];
        double[] observed = new double[size];
        double[] shared = random.doubles(size, -1, 1).toArray();
        for (int i = 0; i < size; i++) {
            observed[i] = random.nextGaussian();
            for (int j = 0; j < size; j++) {
                noise[i][j] = (i == j ? 0.1 : 0) + 0.7 * shared[i] * shared[j];
            }
        }
        return new ConjugateNormal(observed, noise);
    }

    private static double logNormal(double[] x, double[][] matrix) {
        Covariance covariance = new Covariance(matrix);
        return -covariance.squaredDistance(new double[x.length], x) / 2 - covariance.halfLogDeterminant()
                - x.length * Math.log(2 * Math.PI) / 2;
    }

    public double mean(int index) {
        double sum = 0;
        for (int j = 0; j < observed.length; j++) {
            for (int k = 0; k < observed.length; k++) {
                sum += posterior.getEntry(index, j) * precision[j][k] * observed[k];
            }
        }
        return sum;
    }

    public double covariance(int row, int column) {
        return posterior.getEntry(row, column);
    }

    public double logEvidence() {
        return logEvidence;
    }

    @Override
    protected double logLikelihood(double[] x) {
        double[] slope = new double[x.length];
        addLikelihoodSlope(x, slope);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - observed[i]) * slope[i];
        }
        return logFactor + sum / 2;
    }

    @Override
    protected void addLikelihoodSlope(double[] x, double[] slope) {
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                slope[i] -= precision[i][j] * (x[j] - observed[j]);
            }
        }
    }
}
