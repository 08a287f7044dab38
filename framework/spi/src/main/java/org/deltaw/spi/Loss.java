package org.deltaw.spi;

import org.deltaw.expr.Expr;

/** What a loss function adds to the total, before it is multiplied by its weight. */
public sealed interface Loss {
    /**
     * A misfit: over a trajectory, the sum of {@code cost} divided by the sum of {@code count}; over several,
     * the mean of theirs.
     *
     * @param cost of one step, without axes
     * @param count what one step counts, without axes: the number of values observed; reads data only
     */
    record Misfit(Expr cost, Expr count) implements Loss {}

    /**
     * A misfit whose cost is the negative logarithm of the probability of what was observed, in natural
     * units. It gives log-likelihood and deviance.
     *
     * @param cost of one step, without axes
     * @param count what one step counts; reads data only
     * @param constantCost the cost of one step under the best constant prediction; reads data only
     */
    record NegativeLogLikelihood(Expr cost, Expr count, Expr constantCost) implements Loss {}

    /**
     * A penalty, added once.
     *
     * @param value without axes; reads parameters only
     */
    record Penalty(Expr value) implements Loss {}
}
