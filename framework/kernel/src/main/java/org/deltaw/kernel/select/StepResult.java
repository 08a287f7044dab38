package org.deltaw.kernel.select;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deltaw.spi.Warning;

/**
 * What a step of a selection gave for one set of data. All steps of a set, in their order, are all that is needed to go on with the
 * same bits.
 *
 * @param path the fitted numbers where the path stands after the step; empty if the step does not go along the path
 * @param largestPenalty the least λ at which all candidates stay at 0; known at the start of the path of all data
 * @param trials of terms on what is held out: in the order of the step's subsets; at a point of the path its own one
 * @param objections why fits of the step have not come to a minimum, a clause for each that has not
 */
public record StepResult(double[] path, OptionalDouble largestPenalty, List<Trial> trials, List<String> objections) {
    /** Is that of fits that have all come to their minima. */
    StepResult(double[] path, OptionalDouble largestPenalty, List<Trial> trials) {
        this(path, largestPenalty, trials, List.of());
    }

    public StepResult {
        trials = List.copyOf(trials);
        objections = List.copyOf(objections);
    }

    /**
     * Says which fits have not come to a minimum.
     *
     * @param data to which they were made, as in {@code all data}
     */
    List<Warning> warnings(String data) {
        Map<String, Long> counts = objections.stream()
                .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream().map(each -> new Warning("not-converged", (each.getValue() == 1 ? "A fit to " : each.getValue()
                + " fits to ") + data + " " + each.getKey() + ".", data)).toList();
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
