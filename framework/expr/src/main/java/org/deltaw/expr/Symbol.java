package org.deltaw.expr;

import java.util.List;

/**
 * A named value that comes from outside an expression.
 *
 * @param kind where the value comes from
 * @param name unique among the symbols of its kind in one graph
 * @param axes the order in which its values are handed over, row-major (the last varies fastest)
 */
public record Symbol(Kind kind, String name, List<Axis> axes) {
    /** Where the value of a symbol comes from. */
    public enum Kind {
        /** A column of the data: one value, or one row of values, per step. */
        CHANNEL,
        /** Fixed during a trajectory: a normaliser, a mask of neurons, fixed input weights. */
        ATTRIBUTE,
        /** Carried from step to step: plastic weights, recurrent activity, eligibility traces. */
        STATE,
        /** Fitted, and the same in all trajectories. */
        PARAMETER,
        /** What the network shows in a step; a loss is written in terms of outputs. */
        OUTPUT,
        /** The derivative of the loss with respect to the state after the step. */
        ADJOINT,
        /** The derivative of a state with respect to the fitted parameters, along one more axis. */
        TANGENT
    }

    public Symbol {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A symbol of kind " + kind + " needs a name.");
        }
        axes = List.copyOf(axes);
        if (Axes.of(axes).rank() != axes.size()) {
            throw new IllegalArgumentException("Symbol '" + name + "' names an axis twice: " + axes + ".");
        }
    }

    /** Declares a symbol. */
    public static Symbol of(Kind kind, String name, Axis... axes) {
        return new Symbol(kind, name, List.of(axes));
    }

    /** Returns the number of values it holds. */
    public int entries() {
        return Axes.entries(axes);
    }

    /** Returns the expression that reads this symbol. */
    public Expr read() {
        return Expr.input(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
