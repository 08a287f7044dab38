package org.deltaw.study.record;

import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.spi.InvalidSpecException;

/**
 * The fitted numbers that a run has left.
 *
 * @param means of targets over the data that were fitted; empty if they were not written down
 * @param note what a person should know of them; may be empty
 */
public record FittedVector(double[] values, Optional<TargetMeans> means, String note) {
    /**
     * Takes the numbers of a training that has ended, else those of the last checkpoint.
     *
     * @param same whether the numbers of the problem are those of the run, in their order: with other data, whose subjects have numbers
     *     of their own, they are not
     * @throws InvalidSpecException if there are neither, or those of a checkpoint are other numbers
     */
    public static FittedVector of(Problem problem, RunResults results, boolean same) {
        Optional<Map<String, Map<String, double[]>>> parameters = results.parameters();
        if (parameters.isPresent()) {
            return new FittedVector(problem.vector(parameters.get()),
                    Optional.ofNullable(parameters.get().get(ResultJson.MEANS)).map(TargetMeans::new), "");
        }
        Checkpoint checkpoint = results.checkpoint().orElseThrow(() -> new InvalidSpecException(
                results.directory() + " holds no parameters, for its training has not come far enough; go on with it by "
                        + "'deltaw resume'."));
        if (!same) {
            throw new InvalidSpecException("The training in " + results.directory() + " has not ended, so its parameters cannot be used "
                    + "for other subjects or sessions; go on with it by 'deltaw resume'.");
        }
        Checkpoint.Start best = checkpoint.starts().get(checkpoint.bestStart() - 1);
        return new FittedVector(best.parameters(), Optional.empty(), "The training in " + results.directory()
                + " has not ended; these are its parameters after iteration " + best.epochs()
                + (checkpoint.starts().size() == 1 ? "." : " from start " + checkpoint.bestStart() + " of "
                        + checkpoint.starts().size() + ", which has the lowest loss so far."));
    }
}
