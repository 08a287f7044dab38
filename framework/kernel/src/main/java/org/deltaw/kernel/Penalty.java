package org.deltaw.kernel;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Layout;
import org.deltaw.expr.Reverse;
import org.deltaw.expr.Simplifier;
import org.deltaw.expr.Symbol;

/** The weighted sum of the penalties on parameters, with its derivative. For one thread. */
final class Penalty {
    private final Layout layout;
    private final Interpreter interpreter;

    Penalty(Model model) {
        this.layout = model.program().layout();
        List<Expr> terms = new ArrayList<>();
        model.penalties().forEach(term -> terms.add(term.cost().times(term.weight())));
        Expr value = Expr.sumOf(terms);
        List<Expr> roots = new ArrayList<>(Reverse.gradient(List.of(value), List.of(Expr.ONE), layout.symbols()));
        roots.add(value);
        this.interpreter = new Interpreter(Simplifier.simplify(roots));
    }

    /** Returns the value, and adds the derivative to a gradient. */
    double add(double[] parameters, double[] gradient) {
        layout.symbols().forEach(symbol -> interpreter.set(symbol, parameters, layout.offset(symbol)));
        interpreter.begin();
        for (int i = 0; i < layout.symbols().size(); i++) {
            Symbol symbol = layout.symbols().get(i);
            double[] share = new double[symbol.entries()];
            interpreter.copy(i, symbol.axes(), share, 0);
            for (int j = 0; j < share.length; j++) {
                gradient[layout.offset(symbol) + j] += share[j];
            }
        }
        return interpreter.value(layout.symbols().size())[0];
    }

    double value(double[] parameters) {
        return add(parameters, new double[layout.size()]);
    }
}
