package org.deltaw.testkit.optimizer;

import java.util.Arrays;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Wanted;

/**
 * A convex quadratic function of a few numbers, {@code offset + 1/2 sum_i a_i (x_i - m_i)^2 + c sum_i (x_i - m_i)(x_i+1 -
 * m_i+1)}, as an objective: each trajectory's is a multiple of it, and their mean is itself, so that all have one minimum.
 */
final class Quadratic {
    /** What is left at the minimum, so that a fraction of the loss is something. */
    static final double OFFSET = 0.5;

    private final double[] minimum;
    private final double[] curvatures;
    private final double coupling;
    private final double[] shares;

    private Quadratic(double[] minimum, double[] curvatures, double coupling, double... shares) {
        this.minimum = minimum;
        this.curvatures = curvatures;
        this.coupling = coupling;
        this.shares = shares;
    }

    /** Three trajectories whose numbers interact. */
    static Quadratic coupled() {
        return new Quadratic(new double[] {0.5, -0.75, 0.25}, new double[] {2, 1, 3}, 0.5, 0.5, 1, 1.5);
    }

    /** One trajectory whose numbers do not interact, so that bounds and L1 penalties act on each alone. */
    static Quadratic separable() {
        return new Quadratic(new double[] {0.5, -0.75, 0.25}, new double[] {2, 1, 3}, 0, 1);
    }

    int trajectories() {
        return shares.length;
    }

    int size() {
        return minimum.length;
    }

    double[] minimum() {
        return minimum.clone();
    }

    /** Returns where it is least with an L1 penalty, if its numbers do not interact. */
    double[] minimum(double l1) {
        double[] least = minimum.clone();
        Arrays.setAll(least, i -> Math.signum(minimum[i]) * Math.max(0, Math.abs(minimum[i]) - l1 / curvatures[i]));
        return least;
    }

    double value(double[] point) {
        double value = OFFSET;
        for (int i = 0; i < minimum.length; i++) {
            double distance = point[i] - minimum[i];
            value += distance * distance * curvatures[i] / 2;
            value += i + 1 < minimum.length ? coupling * distance * (point[i + 1] - minimum[i + 1]) : 0;
        }
        return value;
    }

    Answer answer(Query query) {
        double share = share(query.trajectory().orElse(-1));
        double[] matrix = matrix(share);
        int size = size();
        double[] gradient = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                gradient[i] += matrix[i * size + j] * (query.point()[j] - minimum[j]);
            }
        }
        return new Answer(share * value(query.point()), query.wanted() == Wanted.VALUE ? new double[0] : gradient,
                query.wanted() == Wanted.SECOND_ORDER ? matrix : new double[0]);
    }

    /** Whoever asks about a trajectory that does not exist is told by a rule, not by an exception. */
    private double share(int trajectory) {
        return trajectory >= 0 && trajectory < shares.length ? shares[trajectory] : 1;
    }

    private double[] matrix(double share) {
        int size = size();
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] = share * curvatures[i];
            if (i + 1 < size) {
                matrix[i * size + i + 1] = share * coupling;
                matrix[(i + 1) * size + i] = share * coupling;
            }
        }
        return matrix;
    }
}
