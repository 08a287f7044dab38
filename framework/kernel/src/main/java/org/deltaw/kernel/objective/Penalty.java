package org.deltaw.kernel.objective;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Forward;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.expr.step.Layout;
import org.deltaw.kernel.model.Model;
import org.deltaw.spi.loss.Loss;
import org.jspecify.annotations.Nullable;

/**
 * The weighted sum of the penalties on parameters, with its derivatives; and apart from them the L1 penalties, that is weighted absolute
 * values, which have no derivative at 0. For one thread.
 */
final class Penalty {
    private final Layout layout;
    private final List<Expr> slopes;
    private final Interpreter all;
    private final Interpreter smooth;
    private final double[] l1;
    private @Nullable Interpreter second;

    Penalty(Model model) {
        this.layout = model.program().layout();
        Expr differentiable = sum(model, Loss.Penalty.class);
        this.slopes = gradient(differentiable);
        this.smooth = interpreter(differentiable, slopes);
        Expr total = sum(model, Loss.class);
        this.all = interpreter(total, gradient(total));
        this.l1 = l1(model);
    }

    private static Expr sum(Model model, Class<? extends Loss> kind) {
        List<Expr> terms = new ArrayList<>();
        model.penalties().stream().filter(term -> kind.isInstance(term.loss()))
                .forEach(term -> terms.add(term.cost().times(term.weight())));
        return Graph.substitute(Expr.sumOf(terms), model.parameters().fixedNumbers());
    }

    private List<Expr> gradient(Expr value) {
        return Reverse.gradient(List.of(value), List.of(Expr.ONE), layout.symbols());
    }

    private static Interpreter interpreter(Expr value, List<Expr> slopes) {
        List<Expr> roots = new ArrayList<>(slopes);
        roots.add(value);
        return new Interpreter(Simplifier.simplify(roots));
    }

    private double[] l1(Model model) {
        double[] sum = new double[layout.size()];
        for (Model.Term penalty : model.penalties()) {
            if (penalty.loss() instanceof Loss.AbsoluteValues absolute) {
                for (Loss.AbsoluteValues.Term term : absolute.terms()) {
                    Symbol symbol = ((Op.Input) term.parameter().op()).symbol();
                    int offset = layout.offset(symbol);
                    for (int i = offset; i < offset + symbol.entries(); i++) {
                        sum[i] += penalty.weight() * term.weight();
                    }
                }
            }
        }
        return sum;
    }

    /** Returns the value of all penalties, and adds the derivative to a gradient; that of |0| counts as 0. */
    double add(double[] parameters, double[] gradient) {
        return add(all, parameters, gradient);
    }

    /** Returns the value without absolute values, and adds the derivative to a gradient. */
    double addSmooth(double[] parameters, double[] gradient) {
        return add(smooth, parameters, gradient);
    }

    private double add(Interpreter interpreter, double[] parameters, double[] gradient) {
        set(interpreter, parameters);
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

    /** Tells whether there are second derivatives; absolute values have none. */
    boolean isCurved() {
        return layout.size() > 0 && !slopes.stream().allMatch(slope -> slope.isConstant(0));
    }

    /** Adds the matrix of second derivatives, row-major, if there are any. */
    void addSecondDerivatives(double[] parameters, double[] matrix) {
        int size = layout.size();
        Axis direction = new Axis("direction'", size);
        if (second == null) {
            second = second(direction);
        }
        set(second, parameters);
        for (int i = 0; i < layout.symbols().size(); i++) {
            Symbol symbol = layout.symbols().get(i);
            List<Axis> axes = new ArrayList<>(symbol.axes());
            axes.add(direction);
            double[] rows = new double[symbol.entries() * size];
            second.copy(i, axes, rows, 0);
            int offset = layout.offset(symbol) * size;
            for (int j = 0; j < rows.length; j++) {
                matrix[offset + j] += rows[j];
            }
        }
    }

    private Interpreter second(Axis direction) {
        Map<Symbol, Expr> along = new HashMap<>();
        layout.symbols().forEach(symbol -> along.put(symbol,
                Expr.of(new Op.Indicator(direction, layout.offset(symbol), symbol.axes()), List.of())));
        return new Interpreter(Simplifier.simplify(Forward.tangents(slopes, along, direction)));
    }

    private void set(Interpreter interpreter, double[] parameters) {
        layout.symbols().forEach(symbol -> interpreter.set(symbol, parameters, layout.offset(symbol)));
        interpreter.begin();
    }

    /** Returns by what the absolute value of each number of a vector is multiplied. */
    double[] l1() {
        return l1.clone();
    }
}
