package org.deltaw.kernel.fit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deltaw.kernel.data.MoreReplicates;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.spi.data.Trajectory;

/**
 * What a problem is fitted to, and what is held out, with some number of replicates of each recording. Immutable.
 *
 * @param training parts of trajectories that are fitted
 * @param heldOut those that are not
 * @param weighted the fitted ones as the model's program reads them, and what each counts
 * @param vectors of the fitted ones
 * @param heldOutVectors of the others
 */
record ProblemData(List<Part> training, List<Part> heldOut, WeightedData weighted, TrajectoryVectors vectors,
        TrajectoryVectors heldOutVectors) {
    ProblemData {
        training = List.copyOf(training);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * Binds trajectories.
     *
     * @param means of targets over the data that are fitted
     */
    static ProblemData of(CompiledFit open, FittedNumbers numbers, TargetMeans means, List<Part> training, List<Part> heldOut) {
        List<Trajectory> fitted = CompiledFit.trajectories(training);
        return new ProblemData(training, heldOut, open.weighted(fitted, means), numbers.of(fitted),
                numbers.of(CompiledFit.trajectories(heldOut)));
    }

    /**
     * Returns the same with more replicates.
     *
     * @param wanted how many recordings are to have, by their names
     */
    ProblemData with(CompiledFit open, FittedNumbers numbers, TargetMeans means, Map<String, Integer> wanted) {
        MoreReplicates more = open.moreReplicates();
        return of(open, numbers, means, more.added(training, wanted), more.added(heldOut, wanted));
    }

    /** Returns of some numbers of replicates those that are more than there are of a recording. */
    Map<String, Integer> beyond(Map<String, Integer> wanted) {
        Map<String, Integer> present = replicates();
        return wanted.entrySet().stream().filter(each -> present.getOrDefault(each.getKey(), Integer.MAX_VALUE) < each.getValue())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Returns how many replicates there are of each recording, by its name. */
    Map<String, Integer> replicates() {
        // Of a recording that is fitted in part and held out in part, both parts have all replicates.
        Map<String, Integer> present = new HashMap<>(count(heldOut));
        present.putAll(count(training));
        return present;
    }

    private static Map<String, Integer> count(List<Part> parts) {
        Map<String, Integer> count = new HashMap<>();
        parts.forEach(part -> count.merge(part.trajectory().recording(), 1, Integer::sum));
        return count;
    }

    /** Lists the trajectories to which rules are fitted. */
    List<Trajectory> trajectories() {
        return CompiledFit.trajectories(training);
    }
}
