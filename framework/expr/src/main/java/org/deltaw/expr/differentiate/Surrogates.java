package org.deltaw.expr.differentiate;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;

/**
 * Writes graphs that will not be differentiated any more without {@link BinaryFunction#SURROGATE}: then only its value
 * counts. So no backend needs to know it.
 */
public final class Surrogates {
    private Surrogates() {}

    /** Returns the expressions with each surrogate replaced by its value; the very same ones if there is none. */
    public static List<Expr> replaced(List<Expr> roots) {
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Graph.order(roots)) {
            List<Expr> arguments = node.arguments().stream().map(done::get).toList();
            done.put(node, isSurrogate(node)
                    ? arguments.getFirst().broadcast(node.axes())
                    : Graph.with(node, arguments));
        }
        return roots.stream().map(done::get).toList();
    }

    private static boolean isSurrogate(Expr node) {
        return node.op() instanceof Op.Binary(BinaryFunction function) && function == BinaryFunction.SURROGATE;
    }
}
