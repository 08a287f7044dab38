package org.deltaw.kernel.convergence;

/** How two numbers vary together over the draws of a posterior: Pearson's correlation. */
public final class Correlation {
    private Correlation() {}

    /** Returns the correlation over all draws of two numbers; not a number if one of them does not vary. */
    public static double of(Draws one, Draws other) {
        double[] first = one.pooled();
        double[] second = other.pooled();
        double firstMean = Draws.mean(first);
        double secondMean = Draws.mean(second);
        double product = 0;
        double firstSquare = 0;
        double secondSquare = 0;
        for (int i = 0; i < first.length; i++) {
            product += (first[i] - firstMean) * (second[i] - secondMean);
            firstSquare += (first[i] - firstMean) * (first[i] - firstMean);
            secondSquare += (second[i] - secondMean) * (second[i] - secondMean);
        }
        return product / Math.sqrt(firstSquare) / Math.sqrt(secondSquare);
    }
}
