package org.deltaw.kernel.select;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a step of a selection gave for one set of data. All steps of a set, in their order, are all that is needed to go on with the
 * same bits.
 *
 * @param path the fitted numbers where the path stands after the step; empty if the step does not go along the path
 * @param largestPenalty the least λ at which all candidates stay at 0; known at the start of the path of all data
 * @param trials of terms on what is held out: in the order of the step's subsets; at a point of the path its own one
 */
public record StepResult(double[] path, OptionalDouble largestPenalty, List<Trial> trials) {
    public StepResult {
        trials = List.copyOf(trials);
    }

    /**
     * A trial of terms.
     *
     * @param terms names of their coefficients
     * @param heldOut what they cost on what is held out; infinite where training went where the loss is not finite
     * @param minimum the fitted numbers; empty if an earlier step has fitted the same terms
     */
    public record Trial(List<String> terms, double heldOut, double[] minimum) {
        public Trial {
            terms = List.copyOf(terms);
        }
    }
}
