package org.deltaw.kernel.likelihood;

import java.util.List;
import java.util.OptionalDouble;
import org.deltaw.kernel.model.Model;
import org.deltaw.spi.loss.Loss;

/**
 * Leads from values of an objective, which is a mean, to log-likelihoods in nats, which are sums over all that was observed.
 *
 * @param kind what the misfit says of the likelihood
 * @param observations how many values of recordings are compared, replicates not counted
 * @param weight of the only misfit
 */
public record Nats(Kind kind, double observations, double weight) {
    /** What a misfit says of a likelihood. */
    public enum Kind {
        /** It is a negative log-likelihood. */
        LIKELIHOOD,
        /** It is a squared error: a negative log-likelihood at the variance that makes it largest is a logarithm of it. */
        SQUARED_ERROR,
        /** It is something else, or there are several: its sum is taken for nats where optima are told apart, and none is weighed. */
        NONE
    }

    /** Finds out what the misfits of a model say. */
    public static Nats of(Model model, WeightedData data) {
        List<Model.Term> misfits = model.weightedMisfits();
        if (misfits.size() != 1) {
            return new Nats(Kind.NONE, data.observations(), data.misfitWeight());
        }
        Kind kind = switch (misfits.getFirst().loss()) {
            case Loss.NegativeLogLikelihood _, Loss.NegativeLogDensity _ -> Kind.LIKELIHOOD;
            case Loss.SquaredError _ -> Kind.SQUARED_ERROR;
            case Loss.Misfit _, Loss.Penalty _, Loss.AbsoluteValues _ -> Kind.NONE;
        };
        return new Nats(kind, data.observations(), data.misfitWeight());
    }

    /** Returns by what the misfit, or what is minimised, is multiplied to be a sum over all that was observed. */
    public double factor() {
        return observations / weight;
    }

    /** Returns the log-likelihood, if there is one. */
    public OptionalDouble logLikelihood(double misfit) {
        double each = misfit / weight;
        return switch (kind) {
            case LIKELIHOOD -> OptionalDouble.of(-observations * each);
            case SQUARED_ERROR -> OptionalDouble.of(-observations / 2 * (Math.log(2 * Math.PI * each) + 1));
            case NONE -> OptionalDouble.empty();
        };
    }

    /** Returns what an objective costs, penalties included, but for a number that is the same everywhere. */
    public double cost(double objective) {
        return kind == Kind.SQUARED_ERROR ? observations / 2 * Math.log(objective) : factor() * objective;
    }

    /** Returns how fast that rises with the objective. */
    public double slope(double objective) {
        return kind == Kind.SQUARED_ERROR ? observations / 2 / objective : factor();
    }
}
