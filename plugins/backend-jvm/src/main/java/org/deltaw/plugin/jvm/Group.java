package org.deltaw.plugin.jvm;

import java.util.List;
import org.deltaw.spi.backend.ModelInput;

/**
 * Pairs of a trajectory and a vector of parameters that are computed at once, each on a lane of its own; the longest first.
 *
 * @param inputs the trajectories
 * @param vectors of parameters, one for each
 */
record Group(List<ModelInput> inputs, List<double[]> vectors) {
    Group {
        inputs = List.copyOf(inputs);
        vectors = List.copyOf(vectors);
    }

    int size() {
        return inputs.size();
    }

    /** Returns how many steps the longest has. */
    int steps() {
        return inputs.getFirst().steps();
    }

    int steps(int pair) {
        return inputs.get(pair).steps();
    }

    /** Returns how many steps the shortest of those has that have more than so many; the longest if all of them are over. */
    int nextEnd(int after) {
        for (int pair = size() - 1; pair >= 0; pair--) {
            if (steps(pair) > after) {
                return steps(pair);
            }
        }
        return steps();
    }

    /** Returns how many steps the longest of those has that have fewer than so many; 0 if there are none. */
    int lastEnd(int before) {
        for (int pair = 0; pair < size(); pair++) {
            if (steps(pair) < before) {
                return steps(pair);
            }
        }
        return 0;
    }
}
