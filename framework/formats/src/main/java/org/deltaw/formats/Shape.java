package org.deltaw.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The lengths of the axes of a variable, as whoever wrote the file sees them: rows before columns, in MATLAB as in NumPy.
 *
 * @param axes none for a single value
 */
public record Shape(List<Long> axes) {
    public Shape {
        axes = List.copyOf(axes);
    }

    /** Makes the shape with axes of these lengths. */
    public static Shape of(long... axes) {
        return new Shape(LongStream.of(axes).boxed().toList());
    }

    /** Returns the number of entries; {@link Long#MAX_VALUE} where a file declares more than that. */
    public long entries() {
        long entries = 1;
        for (long axis : axes) {
            if (axis == 0) {
                return 0;
            }
            entries = entries > Long.MAX_VALUE / axis ? Long.MAX_VALUE : entries * axis;
        }
        return entries;
    }

    /** Returns the length of the first axis; 1 if there is none. */
    public long rows() {
        return axes.isEmpty() ? 1 : axes.getFirst();
    }

    /** Says whether it has one axis, or all but one of its axes have one entry. */
    public boolean isVector() {
        return !axes.isEmpty() && axes.stream().filter(axis -> axis != 1).count() <= 1;
    }

    /**
     * Says by its place along each axis, counted from 0, which entry one is.
     *
     * @param entry counted from 0, row by row
     * @return {@code 3}, or {@code (3, 1)}
     */
    public String place(int entry) {
        if (isVector() || axes.isEmpty()) {
            return String.valueOf(entry);
        }
        List<String> places = new ArrayList<>();
        long rest = entry;
        for (long axis : axes.reversed()) {
            places.addFirst(String.valueOf(rest % Math.max(1, axis)));
            rest /= Math.max(1, axis);
        }
        return "(" + String.join(", ", places) + ")";
    }

    /** Returns it as text: {@code 100 × 2}; {@code single value}. */
    @Override
    public String toString() {
        return axes.isEmpty() ? "single value" : axes.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }
}
