package org.deltaw.plugin.gaussnewton;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * Minimises a convex quadratic function plus weighted absolute values within bounds, exactly: by a primal active-set
 * method, in which numbers are either held where the function has no derivative, at a bound or at 0, or free to move between
 * two such places. All that are free go to their common minimum, or to the first such place on the way, where one is held; at
 * a minimum the one of those held that leads down most steeply is let go, until none does.
 *
 * <p>Bounds as in Nocedal and Wright, Numerical Optimization, 2nd edition 2006, algorithm 16.3; signs of numbers with an L1
 * weight as in the feature-sign search of Lee, Battle, Raina and Ng, NIPS 2006. For one thread, once.
 */
final class ActiveSet {
    /** With smaller pivots, Cholesky factors of a matrix whose diagonal is about 1 have no digits left. */
    private static final double LEAST_PIVOT = 1e-15;
    /** A slope that is a smaller fraction than this of the largest at the start is rounding. */
    private static final double NO_SLOPE = 1e-13;

    private final double[][] matrix;
    private final double[] gradient;
    private final double[] start;
    private final BoundsAndL1 boundsAndL1;
    private final double[] step;
    private final double[] held;
    private final double[] l1Slope;
    private final double[] least;
    private final double[] most;

    /**
     * Where the minimum is.
     *
     * @param step from the start
     * @param held the bound, or 0, at which a number is held; not a number if it is free
     */
    record Move(double[] step, double[] held) {}

    /**
     * Prepares the search.
     *
     * @param matrix of second derivatives
     * @param gradient at the start
     * @param start within the bounds
     */
    ActiveSet(double[][] matrix, double[] gradient, double[] start, BoundsAndL1 boundsAndL1) {
        this.matrix = matrix;
        this.gradient = gradient;
        this.start = start;
        this.boundsAndL1 = boundsAndL1;
        int size = start.length;
        this.step = new double[size];
        this.held = start.clone();
        this.l1Slope = new double[size];
        this.least = new double[size];
        this.most = new double[size];
    }

    /** Finds the minimum; empty if the matrix is not positive definite, or the minimum beyond the numbers of the machine. */
    Optional<Move> solve() {
        double steepest = 0;
        for (int i = 0; i < start.length; i++) {
            steepest = Math.max(steepest, boundsAndL1.descent(i, start[i], gradient[i]));
            if (!boundsAndL1.isNonsmooth(i, start[i])) {
                release(i, true);
            }
        }
        // Each set of held numbers occurs once if nothing is rounded; the limit is for what rounding makes of it.
        int rounds = 20 + 10 * start.length;
        boolean more = true;
        for (int round = 0; more && round < rounds; round++) {
            if (!settle()) {
                return Optional.empty();
            }
            more = releaseSteepest(NO_SLOPE * steepest);
        }
        return Optional.of(new Move(step, held));
    }

    /** Lets a number go as far as the next boundsAndL1; upwards or downwards from 0 if that is where it is held. */
    private void release(int index, boolean leadsUp) {
        boolean up = held[index] > 0 || (held[index] == 0 && leadsUp);
        held[index] = Double.NaN;
        double l1 = boundsAndL1.l1()[index];
        l1Slope[index] = up ? l1 : -l1;
        least[index] = l1 > 0 && up ? Math.max(boundsAndL1.lower()[index], 0) : boundsAndL1.lower()[index];
        most[index] = l1 > 0 && !up ? Math.min(boundsAndL1.upper()[index], 0) : boundsAndL1.upper()[index];
    }

    private boolean isFree(int index) {
        return Double.isNaN(held[index]);
    }

    /** Brings the free numbers to their minimum, holding those that meet a bound, or 0; false if there is no minimum. */
    private boolean settle() {
        while (true) {
            int[] moving = IntStream.range(0, start.length).filter(this::isFree).toArray();
            Optional<double[]> direction = direction(moving);
            if (direction.isEmpty()) {
                return false;
            }
            if (move(moving, direction.get())) {
                return true;
            }
        }
    }

    private Optional<double[]> direction(int[] moving) {
        if (moving.length == 0) {
            return Optional.of(new double[0]);
        }
        double[][] part = new double[moving.length][moving.length];
        double[] slopes = new double[moving.length];
        for (int i = 0; i < moving.length; i++) {
            for (int j = 0; j < moving.length; j++) {
                part[i][j] = matrix[moving[i]][moving[j]];
            }
            slopes[i] = -slope(moving[i]) - l1Slope[moving[i]];
        }
        try {
            double[] direction = new CholeskyDecomposition(new Array2DRowRealMatrix(part, false), 0, LEAST_PIVOT)
                    .getSolver().solve(new ArrayRealVector(slopes, false)).toArray();
            return Arrays.stream(direction).allMatch(Double::isFinite) ? Optional.of(direction) : Optional.empty();
        } catch (MathIllegalArgumentException notPositiveDefinite) {
            return Optional.empty();
        }
    }

    /** Returns the slope of the quadratic function along a number. */
    private double slope(int index) {
        double slope = gradient[index];
        for (int j = 0; j < step.length; j++) {
            slope += matrix[index][j] * step[j];
        }
        return slope;
    }

    /** Moves the free numbers as far as they can go together; tells whether that was all the way. */
    private boolean move(int[] moving, double[] direction) {
        double share = 1;
        for (int i = 0; i < moving.length; i++) {
            share = Math.min(share, room(moving[i], direction[i]));
        }
        for (int i = 0; i < moving.length; i++) {
            int index = moving[i];
            if (share < 1 && room(index, direction[i]) <= share) {
                held[index] = direction[i] > 0 ? most[index] : least[index];
                step[index] = held[index] - start[index];
            } else {
                step[index] += share * direction[i];
            }
        }
        return share == 1;
    }

    /** Returns what share of its way a number can go, at most 1. */
    private double room(int index, double direction) {
        if (direction == 0) {
            return 1;
        }
        double end = direction > 0 ? most[index] : least[index];
        return Math.clamp((end - start[index] - step[index]) / direction, 0, 1);
    }

    /** Lets that number go which leads down most steeply from where it is held; tells whether there is one. */
    private boolean releaseSteepest(double threshold) {
        int best = -1;
        double steepest = threshold;
        for (int i = 0; i < start.length; i++) {
            double descent = isFree(i) ? 0 : boundsAndL1.descent(i, held[i], slope(i));
            if (descent > steepest) {
                best = i;
                steepest = descent;
            }
        }
        if (best < 0) {
            return false;
        }
        release(best, boundsAndL1.right(best, held[best], slope(best)) < 0);
        return true;
    }
}
