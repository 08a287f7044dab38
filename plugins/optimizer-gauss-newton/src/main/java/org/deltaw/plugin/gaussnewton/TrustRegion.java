package org.deltaw.plugin.gaussnewton;

import java.util.Optional;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;

/**
 * The step that minimises a quadratic model of an objective within a trust region: a ball around the point where the model
 * was made, in which changes of all numbers count alike.
 *
 * <p>The step is the minimum of the model with a multiple of the unit matrix added to its matrix, and the multiple is what
 * makes the step as long as the region allows: Levenberg and Marquardt's method as Moré runs it (The Levenberg-Marquardt
 * algorithm, Lecture Notes in Mathematics 630, 1978; Nocedal and Wright, Numerical Optimization, 2nd edition 2006, section
 * 4.3), save that he scales the region by the curvatures: from a start where a number has next to none, as the
 * coefficient of a power of small weights does, that lets it go astray. L1 penalties and bounds stay in the
 * model as they are, which makes it a proximal Newton step (Lee, Sun and Saunders, SIAM Journal on Optimization 24, 2014).
 *
 * <p>Computed in coordinates in which the model's matrix has a diagonal of ones. For one thread.
 */
final class TrustRegion {
    /** Kept in every step: it makes directions without curvature harmless, and is lost in rounding elsewhere. */
    private static final double LEAST_DAMPING = 1e-13;
    /** The least multiple of the unit matrix that is tried, as a fraction of the largest curvature. */
    private static final double LEAST_MULTIPLE = 1e-18;
    /** How closely the step's length meets the radius. */
    private static final double SLACK = 0.1;
    /** By what damping grows until a matrix that is not positive definite becomes so. */
    private static final double RAISE = 10;

    private final double[] point;
    private final double[] scale;
    private final BoundsAndL1 boundsAndL1;
    private final BoundsAndL1 scaledBoundsAndL1;
    private final double[] scaledPoint;
    private final double[] gradient;
    private final double[][] matrix;
    private final double descents;
    private final double largestCurvature;

    /**
     * A step.
     *
     * @param target where it leads; at a bound or 0 to the last bit, if it ends at one
     * @param length from the point
     * @param reduction by how much the model says that the objective falls
     */
    record Step(double[] target, double length, double reduction) {}

    /**
     * Makes a model.
     *
     * @param point where the objective was computed
     */
    TrustRegion(double[] point, Answer smooth, BoundsAndL1 boundsAndL1) {
        this.point = point;
        this.boundsAndL1 = boundsAndL1;
        int size = point.length;
        this.scale = new double[size];
        this.scaledPoint = new double[size];
        this.gradient = new double[size];
        this.matrix = new double[size][size];
        double[] descent = new double[size];
        double largest = 0;
        for (int i = 0; i < size; i++) {
            double curvature = smooth.matrix()[i * size + i];
            largest = Math.max(largest, curvature);
            // What is no normal number has too few digits left to divide by.
            scale[i] = curvature >= Double.MIN_NORMAL ? Math.sqrt(curvature) : 1;
            scaledPoint[i] = point[i] * scale[i];
            gradient[i] = smooth.gradient()[i] / scale[i];
            descent[i] = boundsAndL1.descent(i, point[i], smooth.gradient()[i]);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double both = (smooth.matrix()[i * size + j] + smooth.matrix()[j * size + i]) / 2;
                matrix[i][j] = both / (scale[i] * scale[j]);
            }
        }
        this.scaledBoundsAndL1 = scaled(boundsAndL1);
        this.descents = norm(descent);
        this.largestCurvature = largest > 0 ? largest : 1;
    }

    private BoundsAndL1 scaled(BoundsAndL1 all) {
        int size = scale.length;
        BoundsAndL1 scaled = new BoundsAndL1(new double[size], new double[size], new double[size]);
        for (int i = 0; i < size; i++) {
            scaled.lower()[i] = all.lower()[i] * scale[i];
            scaled.upper()[i] = all.upper()[i] * scale[i];
            scaled.l1()[i] = all.l1()[i] / scale[i];
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
            steepest = Math.max(steepest, scaledBoundsAndL1.descent(i, scaledPoint[i], gradient[i]));
        }
        return steepest;
    }

    /** Returns how long the vector of numbers is. */
    double size() {
        return norm(point);
    }

    /** Returns how far the steepest descent goes if the largest curvature is that of its direction. */
    double steepestDescent() {
        return descents / largestCurvature;
    }

    /** Returns the best step within a radius. */
    Step step(double radius) {
        double longest = radius * (1 + SLACK);
        Optional<ActiveSet.Move> whole = solve(0);
        if (whole.isPresent() && length(whole.get()) <= longest) {
            return step(whole.get());
        }
        double low = Math.max(LEAST_MULTIPLE * largestCurvature, Double.MIN_NORMAL);
        double high = Math.max(2 * low, descents / radius);
        Optional<ActiveSet.Move> best = solve(high);
        while (best.isEmpty() && Double.isFinite(high)) {
            high *= RAISE;
            best = solve(high);
        }
        if (best.isEmpty()) {
            return new Step(point, 0, 0);
        }
        while (high / low > 1 + SLACK && length(best.get()) < radius * (1 - SLACK)) {
            double middle = Math.sqrt(low) * Math.sqrt(high);
            if (!(low < middle && middle < high)) {
                break;
            }
            Optional<ActiveSet.Move> tried = solve(middle);
            if (tried.isPresent() && length(tried.get()) <= longest) {
                high = middle;
                best = tried;
            } else {
                low = middle;
            }
        }
        return step(best.get());
    }

    private Optional<ActiveSet.Move> solve(double multiple) {
        double[][] damped = new double[point.length][];
        for (int i = 0; i < damped.length; i++) {
            damped[i] = matrix[i].clone();
            damped[i][i] += LEAST_DAMPING + multiple / (scale[i] * scale[i]);
        }
        return new ActiveSet(damped, gradient, scaledPoint, scaledBoundsAndL1).solve();
    }

    private double length(ActiveSet.Move move) {
        double[] step = new double[point.length];
        for (int i = 0; i < step.length; i++) {
            step[i] = move.step()[i] / scale[i];
        }
        return norm(step);
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
                    + boundsAndL1.l1()[i] * (Math.abs(target[i]) - Math.abs(point[i]));
        }
        return new Step(target, length(move), -change);
    }

    private double target(int index, ActiveSet.Move move) {
        double held = move.held()[index];
        if (Double.isNaN(held)) {
            return Math.clamp(point[index] + move.step()[index] / scale[index], boundsAndL1.lower()[index], boundsAndL1.upper()[index]);
        }
        if (held == scaledBoundsAndL1.lower()[index]) {
            return boundsAndL1.lower()[index];
        }
        return held == scaledBoundsAndL1.upper()[index] ? boundsAndL1.upper()[index] : 0;
    }

    private static double norm(double[] vector) {
        double norm = 0;
        for (double value : vector) {
            norm = Math.hypot(norm, value);
        }
        return norm;
    }
}
