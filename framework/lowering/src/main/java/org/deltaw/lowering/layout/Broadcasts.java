package org.deltaw.lowering.layout;

import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;

/** Broadcasts cost nothing: a value is computed, and kept, over the axes along which it varies. */
public final class Broadcasts {
    private Broadcasts() {}

    /** Returns what is broadcast: the value without the broadcasts around it. */
    public static Expr inner(Expr value) {
        Expr inner = value;
        while (inner.op() instanceof Op.Broadcast) {
            inner = inner.argument(0);
        }
        return inner;
    }
}
