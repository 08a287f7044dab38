package org.deltaw.spi.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.deltaw.expr.Expr;

/** What a loss function adds to the total, before it is multiplied by its weight. */
public sealed interface Loss {
    /**
     * A comparison of the model with data. Over a trajectory it is the sum of {@code cost} divided by the sum of
     * {@code count}; over several, the mean of theirs.
     */
    sealed interface Comparison extends Loss permits Misfit, SquaredError, NegativeLogLikelihood, NegativeLogDensity {
        /** Returns the cost of one step, without axes. */
        Expr cost();

        /** Returns what one step counts, without axes: the number of values observed; reads data only. */
        Expr count();

        /**
         * Returns the least that cost divided by count can be, whatever is predicted; empty if there is no such bound, or none
         * is known. What is left above it is what remains to be explained.
         */
        OptionalDouble best();

        /** Tells whether the cost is the negative logarithm of what a model with these parameters gives to the data. */
        boolean isLikelihood();
    }

    /**
     * A comparison that says nothing of how errors are distributed.
     *
     * @param cost of one step, without axes
     * @param count what one step counts, without axes: the number of values observed; reads data only
     * @param best the least that cost divided by count can be; empty if that is not known
     */
    record Misfit(Expr cost, Expr count, OptionalDouble best) implements Comparison {
        @Override
        public boolean isLikelihood() {
            return false;
        }
    }

    /**
     * A comparison whose cost is the sum of the squared differences between what was observed and what the network
     * shows: the likelihood of normally distributed errors that are independent and of one unknown variance, which is
     * estimated from what remains. It gives standard errors.
     *
     * @param cost of one step, without axes
     * @param count how many differences one step holds; reads data only
     */
    record SquaredError(Expr cost, Expr count) implements Comparison {
        @Override
        public OptionalDouble best() {
            return OptionalDouble.of(0);
        }

        @Override
        public boolean isLikelihood() {
            return false;
        }
    }

    /**
     * A comparison whose cost is the negative logarithm of the probability of what was observed, one of several possible
     * outcomes, in nats. It gives log-likelihood and deviance, and how much of the deviance is explained: none remains
     * where the model is certain of what happened.
     *
     * @param cost of one step, without axes
     * @param count what one step counts; reads data only
     * @param constantCost the cost of one step under the best constant prediction, known from {@link LossInputs#mean}; reads
     *     data only
     */
    record NegativeLogLikelihood(Expr cost, Expr count, Expr constantCost) implements Comparison {
        @Override
        public OptionalDouble best() {
            return OptionalDouble.of(0);
        }

        @Override
        public boolean isLikelihood() {
            return true;
        }
    }

    /**
     * A comparison whose cost is the negative logarithm of the probability density of what was observed, in nats. It gives
     * the log-likelihood. A density has no upper bound and depends on the unit of the data, so there is no share of it that is
     * explained.
     *
     * @param cost of one step, without axes
     * @param count how many values one step holds; reads data only
     */
    record NegativeLogDensity(Expr cost, Expr count) implements Comparison {
        @Override
        public OptionalDouble best() {
            return OptionalDouble.empty();
        }

        @Override
        public boolean isLikelihood() {
            return true;
        }
    }

    /**
     * A penalty that has two derivatives wherever parameters may be, added once. For absolute values there is
     * {@link AbsoluteValues}.
     *
     * @param value without axes; reads parameters only
     */
    record Penalty(Expr value) implements Loss {}

    /**
     * A penalty on absolute values, added once: the sum of {@code weight * |parameter|}. It has no derivative at
     * 0, which is why optimisers need to know it from other penalties: they can find out that 0 is the best value.
     *
     * @param terms what is penalised
     */
    record AbsoluteValues(List<Term> terms) implements Loss {
        /**
         * A parameter and the weight of its absolute value; of an array, of each of its values.
         *
         * @param parameter one of {@link LossInputs#ruleParameters}
         * @param weight at least 0
         */
        public record Term(Expr parameter, double weight) {
            public Term {
                if (!(weight >= 0)) {
                    throw new IllegalArgumentException("The weight of an absolute value is " + weight
                            + "; expected at least 0.");
                }
            }
        }

        public AbsoluteValues {
            terms = List.copyOf(terms);
        }

        /** Penalises all parameters alike. */
        public static AbsoluteValues of(List<Expr> parameters) {
            return new AbsoluteValues(parameters.stream().map(parameter -> new Term(parameter, 1)).toList());
        }

        /** Returns the penalty as an expression; the derivative of an absolute value at 0 counts as 0. */
        public Expr value() {
            List<Expr> parts = new ArrayList<>();
            for (Term term : terms) {
                Expr absolute = term.parameter().abs().sum(term.parameter().axes());
                parts.add(term.weight() == 1 ? absolute : absolute.times(term.weight()));
            }
            return Expr.sumOf(parts);
        }
    }
}
