package org.deltaw.lowering.layout;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;

/** Hands out places one behind the other; the lane axis varies fastest and is padded to whole lanes. */
public final class Allocator {
    private final Base base;
    private final Lanes lanes;
    private final int alignment;
    private final int lead;
    private int used;

    /**
     * Prepares room.
     *
     * @param alignment places that compiled code writes begin at multiples of so many numbers
     * @param lead how many numbers to leave out at the beginning
     */
    public Allocator(Base base, Lanes lanes, int alignment, int lead) {
        this.base = base;
        this.lanes = lanes;
        this.alignment = Math.max(alignment, lanes.count());
        this.lead = lead;
        this.used = lead;
    }

    /** Finds room for values over the given axes. */
    public ArrayLayout place(List<Axis> axes) {
        return place(axes, base, lanes.width(), alignment);
    }

    /** Finds room for one column of the data: all tiles lie one behind the other, and single numbers side by side. */
    public ArrayLayout column(Symbol symbol) {
        boolean tiled = lanes.along(symbol);
        return place(symbol.axes(), tiled ? Base.TILE : Base.DATA, lanes.width() * lanes.tiles(),
                tiled ? lanes.count() : 1);
    }

    public int used() {
        return used;
    }

    private ArrayLayout place(List<Axis> axes, Base start, int width, int multiple) {
        List<Axis> ordered = new ArrayList<>(axes);
        lanes.axis().filter(axes::contains).ifPresent(axis -> {
            ordered.remove(axis);
            ordered.add(axis);
        });
        int stride = 1;
        List<Integer> strides = new ArrayList<>();
        for (Axis axis : ordered.reversed()) {
            strides.addFirst(stride);
            stride *= lanes.along(List.of(axis)) ? width : axis.size();
        }
        int size = Lanes.roundUp(stride, multiple);
        used = lead + Lanes.roundUp(used - lead, multiple);
        ArrayLayout place = new ArrayLayout(start, used, ordered, strides, size);
        used += size;
        return place;
    }
}
