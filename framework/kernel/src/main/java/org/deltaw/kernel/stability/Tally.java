package org.deltaw.kernel.stability;

/** Adds up factors. A factor that is not finite is of weights that did not stay finite, and counts as infinite. */
final class Tally {
    private long count;
    private long negative;
    private double logarithms;
    private long looks;

    /** Returns how many steps have been looked at before, and counts one more. */
    long nextLook() {
        return looks++;
    }

    void add(double factor) {
        count++;
        negative += factor < 0 ? 1 : 0;
        logarithms += Double.isFinite(factor) ? Math.log(Math.abs(factor)) : Double.POSITIVE_INFINITY;
    }

    /** Returns what comes of it; without any factor weights stay as they are. */
    Stability stability(String group, Stability.Steps steps) {
        double mean = Double.isNaN(logarithms) ? Double.POSITIVE_INFINITY : logarithms / count;
        return count == 0 ? new Stability(group, 0, 0, steps)
                : new Stability(group, mean, (double) negative / count, steps);
    }
}
