package org.deltaw.expr.simplify;

import java.util.List;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;

/**
 * A part of a sum.
 *
 * @param sign 1 if it is added, -1 if it is subtracted
 */
record Summand(Expr value, int sign) {
    boolean isNegative() {
        return sign < 0;
    }

    /** Returns what is added up if this is a sum or difference itself; else nothing. */
    List<Summand> parts() {
        if (!(value.op() instanceof Op.Binary(BinaryFunction function))
                || (function != BinaryFunction.ADD && function != BinaryFunction.SUBTRACT)) {
            return List.of();
        }
        return List.of(new Summand(value.argument(0), sign),
                new Summand(value.argument(1), function == BinaryFunction.ADD ? sign : -sign));
    }
}
