package org.deltaw.kernel.modes;

import org.deltaw.kernel.sample.LogDensity;

/**
 * A search uphill from one point, by the BFGS approximation of the inverse curvature and backtracking (Nocedal and Wright, Numerical
 * Optimization, 2006, chapters 3 and 6). It asks for one point at a time, so that many advance together.
 */
final class Ascent {
    private static final int MOST_STEPS = 150;
    /** A rise, in nats, below which a place counts as the top. */
    private static final double TOLERANCE = 1e-6;
    private static final double SUFFICIENT = 1e-4;
    private static final double SHORTER = 0.3;
    private static final double SHORTEST = 1e-10;
    /** Steps by less than this share of the size of a number would not leave the place for narrow modes near 0. */
    private static final double LEAST_SCALE = 1e-4;

    private double[] point;
    private double height = Double.NEGATIVE_INFINITY;
    private double[] slope = {};
    private double[] direction = {};
    private double rise;
    private double step;
    private int steps;
    private boolean done;
    private final double[][] inverse;

    Ascent(double[] start) {
        this.point = start.clone();
        this.inverse = new double[start.length][start.length];
    }

    boolean isDone() {
        return done;
    }

    double[] point() {
        return point;
    }

    double height() {
        return height;
    }

    /** Returns what is known of the inverse curvature; its diagonal is above 0. */
    double[][] inverse() {
        return inverse;
    }

    /** Returns the next point. */
    double[] asks() {
        if (slope.length == 0) {
            return point;
        }
        double[] next = new double[point.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = point[i] + step * direction[i];
        }
        return next;
    }

    /** Is told what the density is there. */
    void told(double[] asked, LogDensity.Gradients gradients, int index) {
        double found = gradients.values().posterior(index);
        double[] slopeThere = gradients.slopes()[index];
        boolean finite = found > Double.NEGATIVE_INFINITY && isFinite(slopeThere);
        if (slope.length == 0) {
            begin(finite, found, slopeThere);
        } else if (finite && found >= height + SUFFICIENT * step * rise) {
            learn(asked, slopeThere);
            point = asked;
            height = found;
            slope = slopeThere;
            turn();
        } else {
            step *= SHORTER;
            done = step < SHORTEST;
        }
    }

    private void begin(boolean finite, double found, double[] slopeThere) {
        if (!finite) {
            done = true;
            return;
        }
        height = found;
        slope = slopeThere;
        forget();
        turn();
    }

    /** Begins with steps in proportion to numbers. */
    private void forget() {
        for (int i = 0; i < point.length; i++) {
            for (int j = 0; j < point.length; j++) {
                double size = Math.max(Math.abs(point[i]), LEAST_SCALE);
                inverse[i][j] = i == j ? size * size / Math.max(1, Math.abs(slope[i]) * size) : 0;
            }
        }
    }

    private void turn() {
        direction = times(slope);
        rise = dot(direction, slope);
        if (!(rise > 0)) {
            forget();
            direction = times(slope);
            rise = dot(direction, slope);
        }
        step = 1;
        steps++;
        done = rise < TOLERANCE || steps >= MOST_STEPS;
    }

    /** Updates the inverse curvature of minus the height by a step and the change of the slope along it. */
    private void learn(double[] next, double[] slopeThere) {
        int size = point.length;
        double[] moved = new double[size];
        double[] change = new double[size];
        for (int i = 0; i < size; i++) {
            moved[i] = next[i] - point[i];
            change[i] = slope[i] - slopeThere[i];
        }
        double product = dot(moved, change);
        if (!(product > 1e-12 * Math.sqrt(dot(moved, moved) * dot(change, change)))) {
            return;
        }
        double[] spread = times(change);
        double factor = (1 + dot(change, spread) / product) / product;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                inverse[i][j] += factor * moved[i] * moved[j] - (spread[i] * moved[j] + moved[i] * spread[j]) / product;
            }
        }
    }

    private double[] times(double[] vector) {
        double[] result = new double[vector.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = dot(inverse[i], vector);
        }
        return result;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static boolean isFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
