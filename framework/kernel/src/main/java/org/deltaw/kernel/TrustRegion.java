package org.deltaw.kernel;

import java.util.Optional;

/**
 * The step that minimises a quadratic model of an objective within a trust region: an ellipsoid around the point where
 * the model was made, in the scale of each number's own curvature.
 *
 * <p>The step is the minimum of the model with a multiple of the unit matrix added to its scaled matrix, and the multiple
 * is what makes the step as long as the region allows: Levenberg and Marquardt's method as Moré runs it (The
 * Levenberg-Marquardt algorithm, Lecture Notes in Mathematics 630, 1978; Nocedal and Wright, Numerical Optimization, 2nd
 * edition 2006, section 4.3). Prices on absolute values and bounds stay in the model as they are, which makes it a
 * proximal Newton step (Lee, Sun and Saunders, SIAM Journal on Optimization 24, 2014). For one thread.
 */
final class TrustRegion {
    /** Kept in every step: it makes directions without curvature harmless, and is lost in rounding elsewhere. */
    private static final double LEAST_DAMPING = 1e-13;
    /** How closely the step's length meets the radius. */
    private static final double SLACK = 0.1;
    /** By what damping grows until a matrix that is not positive definite becomes so. */
    private static final double RAISE = 10;

    private final double[] point;
    private final double[] scale;
    private final Kinks kinks;
    private final Kinks scaledKinks;
    private final double[] scaledPoint;
    private final double[] gradient;
    private final double[][] matrix;

    /**
     * A step.
     *
     * @param target where it leads; at a kink to the last bit, if it ends at one
     * @param length in the scale of the region
     * @param reduction by how much the model says that the objective falls
     */
    record Step(double[] target, double length, double reduction) {}

    /**
     * Makes a model.
     *
     * @param point where the objective was computed
     * @param scale for each number what its changes are multiplied by in lengths, positive
     */
    TrustRegion(double[] point, Smooth smooth, double[] scale, Kinks kinks) {
        this.point = point;
        this.scale = scale;
        this.kinks = kinks;
        int size = point.length;
        this.scaledPoint = new double[size];
        this.gradient = new double[size];
        this.matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            scaledPoint[i] = point[i] * scale[i];
            gradient[i] = smooth.gradient()[i] / scale[i];
            for (int j = 0; j < size; j++) {
                double both = (smooth.matrix()[i * size + j] + smooth.matrix()[j * size + i]) / 2;
                matrix[i][j] = both / (scale[i] * scale[j]);
            }
        }
        this.scaledKinks = scaled(kinks);
    }

    private Kinks scaled(Kinks all) {
        int size = scale.length;
        Kinks scaled = new Kinks(new double[size], new double[size], new double[size]);
        for (int i = 0; i < size; i++) {
            scaled.lower()[i] = all.lower()[i] * scale[i];
            scaled.upper()[i] = all.upper()[i] * scale[i];
            scaled.price()[i] = all.price()[i] / scale[i];
        }
        return scaled;
    }

    /**
     * Returns the largest slope that leads down along a number, in the scale of its curvature: its square is twice
     * what a step along that number alone would gain.
     */
    double steepest() {
        double steepest = 0;
        for (int i = 0; i < point.length; i++) {
            steepest = Math.max(steepest, descent(i));
        }
        return steepest;
    }

    private double descent(int index) {
        return scaledKinks.descent(index, scaledPoint[index], gradient[index]);
    }

    /** Returns how long the vector of numbers is, in the scale of the region. */
    double size() {
        return norm(scaledPoint);
    }

    /** Returns how long the vector of all slopes that lead down is: a step of steepest descent with a curvature of 1. */
    double slopes() {
        double[] descents = new double[point.length];
        for (int i = 0; i < descents.length; i++) {
            descents[i] = descent(i);
        }
        return norm(descents);
    }

    /** Returns the best step within a radius. */
    Step step(double radius) {
        double longest = radius * (1 + SLACK);
        double low = LEAST_DAMPING;
        Optional<ActiveSet.Move> whole = solve(low);
        if (whole.isPresent() && norm(whole.get().step()) <= longest) {
            return step(whole.get());
        }
        double high = Math.max(2 * low, slopes() / radius);
        Optional<ActiveSet.Move> best = solve(high);
        while (best.isEmpty()) {
            high *= RAISE;
            best = solve(high);
        }
        while (high / low > 1 + SLACK && norm(best.get().step()) < radius * (1 - SLACK)) {
            double middle = Math.sqrt(low * high);
            Optional<ActiveSet.Move> tried = solve(middle);
            if (tried.isPresent() && norm(tried.get().step()) <= longest) {
                high = middle;
                best = tried;
            } else {
                low = middle;
            }
        }
        return step(best.get());
    }

    private Optional<ActiveSet.Move> solve(double damping) {
        double[][] damped = new double[point.length][];
        for (int i = 0; i < damped.length; i++) {
            damped[i] = matrix[i].clone();
            damped[i][i] += damping;
        }
        return new ActiveSet(damped, gradient, scaledPoint, scaledKinks).solve();
    }

    private Step step(ActiveSet.Move move) {
        double[] target = new double[point.length];
        double change = 0;
        for (int i = 0; i < target.length; i++) {
            target[i] = target(i, move);
            double slope = gradient[i];
            for (int j = 0; j < target.length; j++) {
                slope += matrix[i][j] * move.step()[j] / 2;
            }
            change += slope * move.step()[i]
                    + kinks.price()[i] * (Math.abs(target[i]) - Math.abs(point[i]));
        }
        return new Step(target, norm(move.step()), -change);
    }

    private double target(int index, ActiveSet.Move move) {
        double held = move.held()[index];
        if (Double.isNaN(held)) {
            return Math.clamp(point[index] + move.step()[index] / scale[index], kinks.lower()[index], kinks.upper()[index]);
        }
        if (held == scaledKinks.lower()[index]) {
            return kinks.lower()[index];
        }
        return held == scaledKinks.upper()[index] ? kinks.upper()[index] : 0;
    }

    private static double norm(double[] vector) {
        double norm = 0;
        for (double value : vector) {
            norm = Math.hypot(norm, value);
        }
        return norm;
    }
}
