package org.deltaw.kernel.objective;

import java.util.Map;
import org.deltaw.kernel.prior.PriorDensity;

/**
 * What priors add to an objective: minus the logarithm of the prior density of all fitted numbers, divided by the number of
 * observations, so that the objective is minus the logarithm of the posterior density per observation, but for a constant.
 *
 * @param densities by the place of the number that has it
 * @param observations how many values of recordings are compared
 */
record PriorTerm(Map<Integer, PriorDensity> densities, double observations) {
    /**
     * Returns the value, and adds the derivative to a gradient.
     *
     * @param numbers all that are fitted
     * @param weights by which each number's own part is multiplied
     */
    double add(double[] numbers, double[] weights, double[] gradient) {
        double value = 0;
        for (Map.Entry<Integer, PriorDensity> each : densities.entrySet()) {
            int place = each.getKey();
            if (weights[place] > 0) {
                value -= weights[place] * each.getValue().logDensity(numbers[place]) / observations;
                gradient[place] -= weights[place] * each.getValue().slope(numbers[place]) / observations;
            }
        }
        return value;
    }

    /** Adds the second derivatives, which are on the diagonal, to a matrix, row-major. */
    void addSecondDerivatives(double[] numbers, double[] weights, double[] matrix) {
        densities.forEach((place, density) ->
                matrix[place * weights.length + place] += weights[place] * density.curvature(numbers[place]) / observations);
    }
}
