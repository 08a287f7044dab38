package org.deltaw.kernel.optima;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.deltaw.kernel.separation.Separation;

/**
 * One of the distinct optima in which searches have ended.
 *
 * @param logLikelihood in nats, without penalties; empty if the misfit is no likelihood
 * @param cost in nats, penalties included, above that of the lowest optimum
 * @param weight its share of the volume under the likelihood times its penalties, all optima together having 1; empty if there is no
 *     likelihood
 * @param undetermined how many directions the data do not determine there, or hardly; they are left out of the weight
 * @param starts how many of the starts ended there
 * @param stable whether weights neither grow by themselves nor change their sign in most steps; empty if that is not known
 * @param separation which of the fitted numbers have a finite best value around it
 * @param parameters the fitted numbers, by their full names; infinite where there is none
 */
public record Optimum(OptionalDouble logLikelihood, double cost, OptionalDouble weight, int undetermined, int starts,
        Optional<Boolean> stable, Separation separation, SequencedMap<String, Double> parameters) {
    /** Returns one of the fitted numbers, by its full name. */
    public double value(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }
}
