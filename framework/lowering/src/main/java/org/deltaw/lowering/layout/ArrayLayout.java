package org.deltaw.lowering.layout;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Axis;

/**
 * Where the values of something lie: entry i, j, … at the row's start plus {@code offset + i*stride_i +
 * j*stride_j + …}.
 *
 * @param size room taken, padding included; 0 for a part of another place, which must not be cleared as a whole
 */
public record ArrayLayout(Base base, int offset, List<Axis> axes, List<Integer> strides, int size) {
    public ArrayLayout {
        axes = List.copyOf(axes);
        strides = List.copyOf(strides);
    }

    public int stride(Axis axis) {
        return strides.get(axes.indexOf(axis));
    }

    public ArrayLayout at(Base other) {
        return new ArrayLayout(other, offset, axes, strides, size);
    }

    /** Tells whether another place begins here, in this row or in the one after the step. */
    public boolean startsWith(ArrayLayout other) {
        return offset == other.offset && base.before() == other.base.before();
    }

    /** Tells whether another place, or a part of one, begins within this one. */
    public boolean contains(ArrayLayout other) {
        return base == other.base && offset <= other.offset && other.offset < offset + size;
    }

    /** Returns where the entries with one index along an axis lie. */
    public ArrayLayout slice(Axis axis, int index) {
        List<Axis> others = new ArrayList<>(axes);
        List<Integer> steps = new ArrayList<>(strides);
        int position = axes.indexOf(axis);
        others.remove(position);
        steps.subList(position, position + 1).clear();
        return new ArrayLayout(base, offset + index * strides.get(position), others, steps, 0);
    }

    public ArrayLayout renamed(Axis from, Axis to) {
        List<Axis> renamed = new ArrayList<>(axes);
        renamed.replaceAll(axis -> axis.equals(from) ? to : axis);
        return new ArrayLayout(base, offset, renamed, strides, size);
    }
}
