package org.deltaw.lowering.layout;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;

/** A total over the steps. */
public final class Accumulator {
    private final Symbol symbol;
    private final ArrayLayout place;
    private final Optional<Axis> deferred;
    private final Lanes lanes;
    /** Where each entry of the result lies in the totals of its tile. */
    private final int[] positions;
    /** The tile that has each entry; empty if all tiles have a share of all entries. */
    private final int[] tiles;

    /**
     * Prepares a total.
     *
     * @param symbol what is added up, over the axes of the result in their order
     * @param place over these axes, and the lane axis if its lanes are added at the end
     * @param deferred the lane axis if its lanes are added at the end
     */
    public Accumulator(Symbol symbol, ArrayLayout place, Optional<Axis> deferred, Lanes lanes) {
        this.symbol = symbol;
        this.place = place;
        this.deferred = deferred;
        this.lanes = lanes;
        this.positions = new int[symbol.entries()];
        this.tiles = new int[lanes.along(symbol) ? positions.length : 0];
        List<Axis> axes = symbol.axes();
        for (int entry = 0; entry < positions.length; entry++) {
            positions[entry] = place.offset();
            int rest = entry;
            for (int i = axes.size() - 1; i >= 0; i--) {
                int index = rest % axes.get(i).size();
                rest /= axes.get(i).size();
                if (lanes.along(List.of(axes.get(i)))) {
                    tiles[entry] = index / lanes.width();
                    index %= lanes.width();
                }
                positions[entry] += index * place.stride(axes.get(i));
            }
        }
    }

    public Symbol symbol() {
        return symbol;
    }

    public ArrayLayout place() {
        return place;
    }

    public Optional<Axis> deferred() {
        return deferred;
    }

    /**
     * Adds the total of one pair and tile to a result.
     *
     * @param value what stands at a place of the totals
     * @param pair which of those that are computed at once
     */
    public void addTo(double[] result, int offset, IntToDoubleFunction value, int tile, int pair) {
        for (int entry = 0; entry < positions.length; entry++) {
            if (tiles.length == 0 || tiles[entry] == tile) {
                int first = positions[entry] + pair;
                int last = deferred.isPresent() ? first + lanes.filled(tile) : first + 1;
                double sum = 0;
                for (int i = first; i < last; i++) {
                    sum += value.applyAsDouble(i);
                }
                result[offset + entry] += sum;
            }
        }
    }

    /** Visits the places of the totals of one pair, if several are computed at once. */
    public void places(int pair, IntConsumer visitor) {
        for (int position : positions) {
            visitor.accept(position + pair);
        }
    }
}
