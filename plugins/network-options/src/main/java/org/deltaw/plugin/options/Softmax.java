package org.deltaw.plugin.options;

import java.util.Optional;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;

/**
 * Logarithms of the probabilities of options. They keep their digits however sure the choice is, and however small a lapse.
 *
 * @param options their axis
 * @param offered not 0 for the options on offer, over options; empty if all always are
 */
record Softmax(Axis options, Optional<Expr> offered) {
    /** The log-probability of what is not on offer: as good as minus infinity, but a number also in single precision. */
    private static final double NEVER = -1e30;
    /**
     * With a lapse, an option is not taken for less probable than this without one: what the lapse adds is more, unless it is smaller
     * than any that could matter. Its inverse probability is a number also in single precision.
     */
    private static final double LEAST = -80;

    /**
     * Returns log-probabilities, over options.
     *
     * @param logOdds over options, up to a constant
     * @param lapse share of the choices that do not depend on them, without axes
     */
    Expr of(Expr logOdds, Expr lapse) {
        Expr masked = masked(logOdds);
        Expr certain = masked.minus(masked.logSumExp(options));
        return masked(lapse.isConstant(0) ? certain : lapsed(certain, lapse));
    }

    private Expr masked(Expr values) {
        return offered.map(offer -> Expr.where(offer, values, Expr.constant(NEVER).broadcast(values.axes()))).orElse(values);
    }

    /** Is {@code log((1 - lapse) p + lapse / K)} of {@code log p}. */
    private Expr lapsed(Expr certain, Expr lapse) {
        Expr bounded = certain.maximum(Expr.constant(LEAST));
        Expr share = lapse.dividedBy(count());
        return bounded.plus(bounded.negate().exp().times(share).plus(Expr.ONE.minus(lapse)).log());
    }

    /** Counts the options on offer; 1 if there are none, and nothing depends on it. */
    private Expr count() {
        return offered.map(offer -> Expr.where(offer, ones(), Expr.ZERO.broadcast(ones().axes())).sum(options).maximum(Expr.ONE))
                .orElse(Expr.constant(options.size()));
    }

    private Expr ones() {
        return Expr.ONE.broadcast(Axes.of(options));
    }
}
