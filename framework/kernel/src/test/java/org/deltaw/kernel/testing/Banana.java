package org.deltaw.kernel.testing;

import java.util.function.ToDoubleFunction;

/** A curved ridge: the second number was observed to be the square of the first, but for an error; the prior is standard normal. */
public final class Banana extends PointwiseDensity {
    private static final double ERROR = 0.3;
    private static final double REACH = 6;
    private static final double SPACING = 0.01;

    public Banana() {
        super(2);
    }

    @Override
    protected double logLikelihood(double[] x) {
        double miss = (x[1] - x[0] * x[0]) / ERROR;
        return -miss * miss / 2;
    }

    @Override
    protected void addLikelihoodSlope(double[] x, double[] slope) {
        double miss = (x[1] - x[0] * x[0]) / (ERROR * ERROR);
        slope[0] += 2 * x[0] * miss;
        slope[1] -= miss;
    }

    /** The integral of a quantity times prior times likelihood, on a grid. */
    public double integral(ToDoubleFunction<double[]> quantity) {
        double sum = 0;
        for (double a = -REACH; a < REACH; a += SPACING) {
            for (double b = -REACH; b < REACH; b += SPACING) {
                double[] x = {a, b};
                sum += quantity.applyAsDouble(x) * Math.exp(logPrior(x) + logLikelihood(x));
            }
        }
        return sum * SPACING * SPACING;
    }

    public double expectation(ToDoubleFunction<double[]> quantity) {
        return integral(quantity) / integral(_ -> 1);
    }
}
