package org.deltaw.testkit.random;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/**
 * Expressions of which some parts, chosen at random, have the derivatives of other parts, or none. Their values are
 * the same as before.
 */
final class Sprinkled {
    private Sprinkled() {}

    static List<Expr> of(List<Expr> roots, RandomGenerator random) {
        Map<Expr, Expr> done = new IdentityHashMap<>();
        List<Expr> made = new ArrayList<>();
        for (Expr node : Graph.order(roots)) {
            Expr same = Graph.with(node, node.arguments().stream().map(done::get).toList());
            List<Expr> others = made.stream().filter(other -> node.axes().containsAll(other.axes())).toList();
            // What is repeated must vary alike everywhere, or a maximum of it would have a kink.
            Expr next = switch (node.op() instanceof Op.Broadcast ? -1 : random.nextInt(8)) {
                case 0 -> same.detach();
                case 1, 2 -> others.isEmpty() ? same : same.surrogate(others.get(random.nextInt(others.size())));
                default -> same;
            };
            done.put(node, next);
            made.add(next);
        }
        return roots.stream().map(done::get).toList();
    }

    /**
     * Writes the expressions without surrogates, so that their values near a point change as their derivatives say: each
     * surrogate becomes what it is differentiated by, plus the difference of the two at that point.
     *
     * @param values those of the symbols at the point; the differences are added to them
     */
    static List<Expr> linearised(List<Expr> roots, Map<Symbol, double[]> values) {
        Map<Symbol, Expr> fixed = new LinkedHashMap<>();
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Graph.order(roots)) {
            List<Expr> arguments = new ArrayList<>(node.arguments().stream().map(done::get).toList());
            if (node.op() instanceof Op.Where) {
                // What is 0 must not become almost 0.
                arguments.set(0, fixed(node.argument(0), fixed));
            }
            boolean surrogate = node.op() instanceof Op.Binary(BinaryFunction function) && function == BinaryFunction.SURROGATE;
            Expr difference = surrogate ? node.argument(0).minus(node.argument(1)).broadcast(node.axes()) : Expr.ZERO;
            done.put(node, surrogate ? fixed(difference, fixed).plus(arguments.get(1)) : Graph.with(node, arguments));
        }
        Iterator<double[]> found = Interpreter.evaluate(List.copyOf(fixed.values()), values).iterator();
        fixed.keySet().forEach(symbol -> values.put(symbol, found.next()));
        return roots.stream().map(done::get).toList();
    }

    private static Expr fixed(Expr value, Map<Symbol, Expr> fixed) {
        Symbol symbol = new Symbol(Symbol.Kind.ATTRIBUTE, "fixed " + fixed.size(), value.axes().toList());
        fixed.put(symbol, value);
        return symbol.read();
    }
}
