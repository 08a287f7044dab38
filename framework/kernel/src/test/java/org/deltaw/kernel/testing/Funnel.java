package org.deltaw.kernel.testing;

/**
 * Neal's funnel ("Slice sampling", Annals of Statistics 31, 2003, section 8): v is normal with standard deviation 3, and the others are
 * normal with standard deviation exp(v / 2). Not centred, all are standard normal and multiplied by that afterwards.
 */
public final class Funnel extends PointwiseDensity {
    private static final double SPREAD = 3;

    private final boolean isCentered;

    public Funnel(int size, boolean isCentered) {
        super(size);
        this.isCentered = isCentered;
    }

    /** Returns v. */
    public double top(double[] x) {
        return isCentered ? x[0] : SPREAD * x[0];
    }

    @Override
    protected double logLikelihood(double[] x) {
        return isCentered ? funnel(x) - logPrior(x) : 0;
    }

    private static double funnel(double[] x) {
        double log = -x[0] * x[0] / (2 * SPREAD * SPREAD) - Math.log(SPREAD) - x.length * Math.log(2 * Math.PI) / 2;
        for (int i = 1; i < x.length; i++) {
            log -= x[0] / 2 + x[i] * x[i] * Math.exp(-x[0]) / 2;
        }
        return log;
    }

    @Override
    protected void addLikelihoodSlope(double[] x, double[] slope) {
        if (isCentered) {
            slope[0] += x[0] - x[0] / (SPREAD * SPREAD);
            for (int i = 1; i < x.length; i++) {
                slope[0] += x[i] * x[i] * Math.exp(-x[0]) / 2 - 0.5;
                slope[i] += x[i] - x[i] * Math.exp(-x[0]);
            }
        }
    }
}
