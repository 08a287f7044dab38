package org.deltaw.kernel;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a model describes data.
 *
 * @param total over all trajectories
 * @param trajectories each by itself
 */
public record Metrics(Fitness total, List<TrajectoryFitness> trajectories) {
    /**
     * The figures for some steps.
     *
     * @param steps how many
     * @param loss the weighted sum of misfits, and for the total of penalties; the total's is the mean over
     *     trajectories
     * @param logLikelihood the logarithm of the probability of all that was observed, in nats; empty if no loss
     *     is a likelihood
     * @param deviance the mean over what was observed of -2 log p
     * @param explainedOverNoPlasticity percent of the deviance of the same network without plasticity
     * @param explainedOverConstantChoice percent of the deviance of the best constant prediction, chosen per
     *     trajectory; empty if that deviance is 0, so that there is nothing to explain
     */
    public record Fitness(
            int steps, double loss, OptionalDouble logLikelihood, OptionalDouble deviance,
            OptionalDouble explainedOverNoPlasticity, OptionalDouble explainedOverConstantChoice) {}

    /** The figures for one trajectory. */
    public record TrajectoryFitness(String id, String subject, Fitness fitness) {}

    public Metrics {
        trajectories = List.copyOf(trajectories);
    }

    /** Returns how much of a deviance is explained, in percent; empty if there is none to explain. */
    public static OptionalDouble percentExplained(double deviance, double nullDeviance) {
        return nullDeviance > 0
                ? OptionalDouble.of(100 * (nullDeviance - deviance) / nullDeviance)
                : OptionalDouble.empty();
    }
}
