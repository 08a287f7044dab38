package org.deltaw.spi.backend;

import java.util.Arrays;
import java.util.List;

/**
 * The result for one pair of a vector of parameters and a trajectory. What was not wanted is empty.
 *
 * @param loss the sum of the steps' losses
 * @param gradient laid out by {@link Program#layout}
 * @param initialStateGradient for each state of the program
 * @param curvature the matrix, row-major
 */
public record Evaluation(double loss, double[] gradient, List<double[]> initialStateGradient, double[] curvature) {
    /** Tells whether loss and gradient are numbers; if not, the trajectory has diverged. */
    public boolean isFinite() {
        return Double.isFinite(loss) && Arrays.stream(gradient).allMatch(Double::isFinite);
    }
}
