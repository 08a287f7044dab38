package org.deltaw.testkit.derivative;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/**
 * Formulas without surrogates, whose values near a point change as the derivatives of the original ones say: a surrogate becomes what
 * it is differentiated by, plus the difference of the two at that point. So differences can check what spikes.
 *
 * @param expressions in the order of the original ones
 * @param values of all symbols at the point, those included that stand for the differences
 */
record Linearised(List<Expr> expressions, Map<Symbol, double[]> values) {
    static Linearised at(List<Expr> roots, Map<Symbol, double[]> values) {
        Map<Symbol, Expr> differences = new LinkedHashMap<>();
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Graph.order(roots)) {
            List<Expr> arguments = node.arguments().stream().map(done::get).toList();
            done.put(node, node.op().equals(new Op.Binary(BinaryFunction.SURROGATE))
                    ? arguments.get(1).plus(difference(node, differences)) : Graph.with(node, arguments));
        }
        Map<Symbol, double[]> all = new HashMap<>(values);
        Iterator<double[]> found = Interpreter.evaluate(new ArrayList<>(differences.values()), values).iterator();
        differences.keySet().forEach(symbol -> all.put(symbol, found.next()));
        return new Linearised(roots.stream().map(done::get).toList(), all);
    }

    private static Expr difference(Expr surrogate, Map<Symbol, Expr> differences) {
        Expr value = surrogate.argument(0).minus(surrogate.argument(1)).broadcast(surrogate.axes());
        Symbol symbol = new Symbol(Symbol.Kind.ATTRIBUTE, "difference " + differences.size(), value.axes().toList());
        differences.put(symbol, value);
        return symbol.read();
    }
}
