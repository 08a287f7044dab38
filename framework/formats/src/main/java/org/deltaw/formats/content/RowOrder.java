package org.deltaw.formats.content;

import org.deltaw.formats.Shape;

/** Counts the entries of an array row by row, whichever of its axes they are stored along. For one thread. */
public final class RowOrder {
    private final int[] lengths;
    private final int[] strides;
    private final int[] at;
    private final boolean columnsFirst;
    private int next;

    /**
     * Starts at the first entry.
     *
     * @param shape with fewer entries than the largest int
     * @param columnsFirst whether the first axis runs fastest in the file, or the last one, as in rows
     */
    public RowOrder(Shape shape, boolean columnsFirst) {
        int axes = shape.axes().size();
        this.columnsFirst = columnsFirst && axes > 1;
        this.lengths = new int[axes];
        this.strides = new int[axes];
        this.at = new int[axes];
        int stride = 1;
        for (int axis = axes - 1; axis >= 0; axis--) {
            // Beside an axis without entries another may be of any length.
            lengths[axis] = (int) Math.min(Integer.MAX_VALUE, shape.axes().get(axis));
            strides[axis] = stride;
            stride *= lengths[axis];
        }
    }

    /** Returns the index, row by row, of the entry that is stored next. */
    public int next() {
        int index = next;
        if (!columnsFirst) {
            next++;
            return index;
        }
        int axis = 0;
        next += strides[0];
        at[0]++;
        while (axis < at.length - 1 && at[axis] == lengths[axis]) {
            next += strides[axis + 1] - lengths[axis] * strides[axis];
            at[axis] = 0;
            axis++;
            at[axis]++;
        }
        return index;
    }
}
