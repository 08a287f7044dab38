package org.deltaw.kernel.stability;

/** Adds up factors. A factor that is not finite is of weights that did not stay finite, and counts as infinite. */
final class Tally {
    private long looks;
    private long count;
    private long own;
    private long negative;
    private double logarithms;

    /** Returns how many steps have been looked at before, and counts one more. */
    long nextLook() {
        return looks++;
    }

    void add(double factor) {
        count++;
        own += factor != 1 ? 1 : 0;
        negative += factor < 0 ? 1 : 0;
        logarithms += Double.isFinite(factor) ? Math.log(Math.abs(factor)) : Double.POSITIVE_INFINITY;
    }

    /** Returns what comes of it; without any factor weights stay as they are. */
    Stability stability(String group, Stability.Steps steps) {
        // Infinities of both signs add up to no number: weights that once were forgotten did not stay finite.
        double mean = Double.isNaN(logarithms) ? Double.POSITIVE_INFINITY : logarithms / Math.max(1, count);
        return new Stability(group, mean, (double) negative / Math.max(1, own), steps);
    }
}
