package org.deltaw.testkit;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;

/** The same expressions with equal parts made one, so that each is counted once. */
public final class Shared {
    private record Key(Op op, List<Expr> arguments) {}

    private Shared() {}

    public static List<Expr> of(List<Expr> roots) {
        Map<Key, Expr> known = new HashMap<>();
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Graph.order(roots)) {
            List<Expr> arguments = node.arguments().stream().map(done::get).toList();
            done.put(node, known.computeIfAbsent(new Key(node.op(), arguments), key ->
                    Expr.of(key.op(), key.arguments())));
        }
        return roots.stream().map(done::get).toList();
    }
}
