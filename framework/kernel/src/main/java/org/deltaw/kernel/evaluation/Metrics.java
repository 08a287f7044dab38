package org.deltaw.kernel.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.deltaw.kernel.likelihood.Replication;

/**
 * How well a model describes data.
 *
 * @param total over all trajectories
 * @param trajectories each by itself, replicates of a recording, too
 * @param recordings their likelihoods, with replicates put together; none if no loss is a likelihood
 */
public record Metrics(Fitness total, List<TrajectoryFitness> trajectories, List<RecordingLikelihood> recordings) {
    /**
     * The figures for some steps.
     *
     * @param steps how many of them there are; those of replicates count as one
     * @param loss the weighted sum of misfits, each a mean over what it compares, and for the total of penalties
     * @param logLikelihood the logarithm of the probability of all that was observed, in nats, with the replicates of a recording put
     *     together; empty if no loss is a likelihood
     * @param deviance the mean over what was observed of -2 log p
     * @param explainedOverNoPlasticity percent of the deviance of the same network without plasticity; as the next, empty
     *     if a loss is a density
     * @param explainedOverConstantChoice percent of the deviance of a constant prediction, the best one for the data that
     *     are fitted; empty if that deviance is 0, so that there is nothing to explain, or infinite, because something
     *     happened that never happens in the data that are fitted
     */
    public record Fitness(
            int steps, double loss, OptionalDouble logLikelihood, OptionalDouble deviance,
            OptionalDouble explainedOverNoPlasticity, OptionalDouble explainedOverConstantChoice) {}

    /**
     * The figures for one trajectory.
     *
     * @param agreement how much of what varies from step to step is reproduced
     */
    public record TrajectoryFitness(String id, String subject, Fitness fitness, Agreement agreement) {
        /** Knows of nothing that varies from step to step. */
        public TrajectoryFitness(String id, String subject, Fitness fitness) {
            this(id, subject, fitness, Agreement.NONE);
        }
    }

    /** Knows of no recordings. */
    public Metrics(Fitness total, List<TrajectoryFitness> trajectories) {
        this(total, trajectories, List.of());
    }

    public Metrics {
        trajectories = List.copyOf(trajectories);
        recordings = List.copyOf(recordings);
    }

    /** Lists for each recording with replicates on how many of them its marginal likelihood rests. */
    public List<Replication> replications() {
        return recordings.stream().flatMap(each -> each.replication().stream()).toList();
    }

    /** Returns that of the recording of which the fewest carry it; empty if there are none. */
    public Optional<Replication> replication() {
        return replications().stream().min(Comparator.comparingDouble(Replication::effective));
    }

    /** Returns the median over those trajectories that have a figure; empty if none has. */
    public OptionalDouble median(Function<TrajectoryFitness, OptionalDouble> figure) {
        return median(trajectories.stream().map(figure).filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble).toArray());
    }

    /**
     * Returns the mean over trajectories of the error of weights, {@link Agreement#weightErrors}, after each step that all of them
     * have; empty if it is not known.
     */
    public double[] weightErrors() {
        List<double[]> all = trajectories.stream().map(TrajectoryFitness::agreement)
                .map(Agreement::weightErrors).flatMap(Optional::stream).toList();
        double[] mean = new double[all.stream().mapToInt(errors -> errors.length).min().orElse(0)];
        for (double[] errors : all) {
            for (int step = 0; step < mean.length; step++) {
                mean[step] += errors[step] / all.size();
            }
        }
        return mean;
    }

    /** Returns the median; empty if there are no values. */
    public static OptionalDouble median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted.length % 2 == 1
                ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }

    /** Returns how much of a deviance is explained, in percent; empty if there is none to explain, or no end of it. */
    public static OptionalDouble percentExplained(double deviance, double nullDeviance) {
        return nullDeviance > 0 && Double.isFinite(nullDeviance)
                ? OptionalDouble.of(100 * (nullDeviance - deviance) / nullDeviance)
                : OptionalDouble.empty();
    }
}
