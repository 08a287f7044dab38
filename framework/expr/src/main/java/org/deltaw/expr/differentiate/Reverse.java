package org.deltaw.expr.differentiate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interner;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/**
 * Reverse-mode differentiation, from graph to graph.
 *
 * <p>Given the adjoints of some expressions (the derivatives of a loss with respect to them), builds
 * the expressions of the adjoints of the symbols they read. The cost is a small multiple of one
 * evaluation whatever the number of symbols.
 */
public final class Reverse {
    private final Map<Expr, Expr> adjoints = new IdentityHashMap<>();

    private Reverse() {}

    /**
     * Builds the adjoint of each symbol: the sum over all outputs of output adjoint times the
     * derivative of the output with respect to the symbol.
     *
     * @param outputs the expressions that are differentiated
     * @param seeds one adjoint for each output, over the same axes
     * @param symbols with respect to what
     * @return one expression for each symbol, over the symbol's axes; zero where nothing depends on it
     */
    public static List<Expr> gradient(List<Expr> outputs, List<Expr> seeds, List<Symbol> symbols) {
        Interner interner = new Interner();
        List<Expr> roots = interner.intern(outputs);
        Reverse reverse = new Reverse();
        for (int i = 0; i < roots.size(); i++) {
            reverse.add(roots.get(i), seeds.get(i).broadcast(roots.get(i).axes()));
        }
        for (Expr node : Graph.order(roots).reversed()) {
            Expr adjoint = reverse.adjoints.get(node);
            if (adjoint != null) {
                reverse.propagate(node, adjoint);
            }
        }
        List<Expr> result = new ArrayList<>();
        for (Symbol symbol : symbols) {
            Expr read = interner.intern(symbol.read());
            result.add(reverse.adjoints.getOrDefault(read, Expr.ZERO.broadcast(read.axes())));
        }
        return result;
    }

    private void propagate(Expr node, Expr adjoint) {
        switch (node.op()) {
            case Op.Constant _, Op.Input _, Op.Indicator _ -> { }
            case Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _ -> elementwise(node, adjoint);
            case Op.Where _ -> {
                Expr condition = node.argument(0);
                contribute(node.argument(1), Expr.where(condition, adjoint, Expr.ZERO));
                contribute(node.argument(2), Expr.where(condition, Expr.ZERO, adjoint));
            }
            case Op.Sum(Axis axis) -> add(node.argument(0), adjoint.broadcast(Axes.of(axis)));
            case Op.Maximum(Axis axis) -> add(node.argument(0), adjoint.dividedBy(Derivatives.ties(node, axis))
                    .broadcast(Axes.of(axis)).times(Derivatives.greatest(node)));
            case Op.Rename(Axis from, Axis to) -> add(node.argument(0), adjoint.rename(to, from));
            case Op.Broadcast _ -> contribute(node.argument(0), adjoint);
        }
    }

    private void elementwise(Expr node, Expr adjoint) {
        for (int i = 0; i < node.arguments().size(); i++) {
            Expr partial = Derivatives.partial(node, i);
            if (!partial.isConstant(0)) {
                contribute(node.argument(i), partial.isConstant(1) ? adjoint : adjoint.times(partial));
            }
        }
    }

    /** Adds a contribution that may have more axes than the argument, which was repeated along them. */
    private void contribute(Expr argument, Expr contribution) {
        add(argument, contribution.sum(contribution.axes().minus(argument.axes())));
    }

    private void add(Expr node, Expr contribution) {
        adjoints.merge(node, contribution, Expr::plus);
    }
}
