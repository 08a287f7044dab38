package org.deltaw.plugin.nd4j.engine;

import java.util.List;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;

/**
 * Values as an instruction reads or writes them.
 *
 * @param order the axes in the order in which they lie in memory, the last varies fastest; axes of an
 *     expression that are not among them have the same value throughout
 */
record Operand(Storage storage, List<Axis> order) {
    Operand {
        order = List.copyOf(order);
        if (Axes.of(order).entries() != storage.entries()) {
            throw new IllegalArgumentException(order + " do not fit " + storage.entries() + " values.");
        }
    }

    static Operand constant(double value) {
        return new Operand(new Storage.Constant(value), List.of());
    }

    /** Returns room for a new value. */
    static Operand temporary(Level level, List<Axis> order) {
        return new Operand(new Storage.Temporary(level, Axes.of(order).entries()), order);
    }

    Level level() {
        return storage.level();
    }

    Axes axes() {
        return Axes.of(order);
    }

    /** Returns the same values along an axis of another name. */
    Operand renamed(Axis from, Axis to) {
        return new Operand(storage, order.stream().map(axis -> axis.equals(from) ? to : axis).toList());
    }
}
