package org.deltaw.expr;

import java.util.List;

/** Works out over which axes a primitive's result varies, and refuses arguments that do not combine. */
final class Typing {
    private Typing() {}

    static Axes axes(Op op, List<Expr> arguments) {
        if (arguments.size() != op.arity()) {
            throw new IllegalArgumentException("'" + op.word() + "' takes " + op.arity() + " arguments, found "
                    + arguments.size() + ".");
        }
        return switch (op) {
            case Op.Constant _ -> Axes.NONE;
            case Op.Input(Symbol symbol) -> Axes.of(symbol.axes());
            case Op.Indicator(Axis direction, int _, List<Axis> axes) -> Axes.of(axes).union(Axes.of(direction));
            case Op.Unary _, Op.LeakyRelu _, Op.Power _ -> arguments.getFirst().axes();
            case Op.Binary(BinaryFunction function) -> binary(function, arguments.get(0), arguments.get(1));
            case Op.Where _ -> where(arguments);
            case Op.Sum(Axis axis) -> present("sum", axis, arguments.getFirst()).without(axis);
            case Op.Maximum(Axis axis) -> present("maximum", axis, arguments.getFirst()).without(axis);
            case Op.Rename(Axis from, Axis to) -> renamed(from, to, arguments.getFirst());
            case Op.Broadcast(Axes added) -> broadcast(added, arguments.getFirst());
        };
    }

    /** Requires that the axes of one contain those of the other; {@code hint} says what to do if not. */
    static void requireNested(String word, Expr left, Expr right, String hint) {
        if (!left.axes().nests(right.axes())) {
            // Fails by itself, and says so better, if the two have an axis of one name in different sizes.
            left.axes().union(right.axes());
            throw new IllegalArgumentException("'" + word + "' cannot combine " + left + " over " + left.axes()
                    + " with " + right + " over " + right.axes() + ": neither has all axes of the other." + hint);
        }
    }

    private static Axes binary(BinaryFunction function, Expr left, Expr right) {
        if (function != BinaryFunction.MULTIPLY) {
            requireNested(function.word(), left, right, "");
        }
        return left.axes().union(right.axes());
    }

    private static Axes where(List<Expr> arguments) {
        Axes all = arguments.get(0).axes().union(arguments.get(1).axes()).union(arguments.get(2).axes());
        for (Expr argument : arguments) {
            if (argument.axes().equals(all)) {
                return all;
            }
        }
        throw new IllegalArgumentException("'where' cannot combine axes " + arguments.get(0).axes() + ", "
                + arguments.get(1).axes() + " and " + arguments.get(2).axes() + ": none has all of them.");
    }

    private static Axes present(String word, Axis axis, Expr argument) {
        if (!argument.axes().contains(axis)) {
            throw new IllegalArgumentException("'" + word + "' over axis '" + axis + "' of " + argument
                    + ", which has the axes " + argument.axes().toList() + ".");
        }
        return argument.axes();
    }

    private static Axes renamed(Axis from, Axis to, Expr argument) {
        Axes rest = present("rename", from, argument).without(from);
        for (Axis axis : rest) {
            if (axis.name().equals(to.name())) {
                throw new IllegalArgumentException("'rename' of axis '" + from + "' to '" + to + "' in " + argument
                        + ", which has an axis of that name already.");
            }
        }
        return rest.union(Axes.of(to));
    }

    private static Axes broadcast(Axes added, Expr argument) {
        for (Axis axis : added) {
            if (argument.axes().contains(axis)) {
                throw new IllegalArgumentException("'broadcast' along axis '" + axis + "', which " + argument
                        + " has already.");
            }
        }
        return argument.axes().union(added);
    }
}
