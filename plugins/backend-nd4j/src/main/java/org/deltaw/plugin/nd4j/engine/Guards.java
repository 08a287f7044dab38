package org.deltaw.plugin.nd4j.engine;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/** Finds what is needed only while a gate is open, or closed: what serves one branch of choices by that gate, and nothing else. */
final class Guards {
    private final Map<Expr, Optional<Guard>> found = new IdentityHashMap<>();

    Guards(Collection<Expr> roots) {
        roots.forEach(root -> found.put(root, Optional.empty()));
        for (Expr node : Graph.order(roots).reversed()) {
            for (int i = 0; i < node.arguments().size(); i++) {
                Optional<Guard> guard = branch(node, i).or(() -> found.get(node));
                found.merge(node.argument(i), guard, (left, right) -> left.equals(right) ? left : Optional.empty());
            }
        }
    }

    Optional<Guard> of(Expr node) {
        return found.getOrDefault(node, Optional.empty());
    }

    /** Returns the channel by which a choice is made, if it is one without axes. */
    static Optional<Symbol> gate(Expr choice) {
        boolean gated = choice.argument(0).op() instanceof Op.Input(Symbol symbol)
                && symbol.kind() == Symbol.Kind.CHANNEL && symbol.axes().equals(List.of());
        return gated ? Optional.of(((Op.Input) choice.argument(0).op()).symbol()) : Optional.empty();
    }

    private static Optional<Guard> branch(Expr node, int argument) {
        return node.op() instanceof Op.Where && argument > 0
                ? gate(node).map(symbol -> new Guard(symbol, argument == 1))
                : Optional.empty();
    }
}
