package org.deltaw.plugin.jvm;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;

/** A total over the steps. */
final class Accumulator {
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
    Accumulator(Symbol symbol, ArrayLayout place, Optional<Axis> deferred, Lanes lanes) {
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

    Symbol symbol() {
        return symbol;
    }

    ArrayLayout place() {
        return place;
    }

    Optional<Axis> deferred() {
        return deferred;
    }

    /**
     * Adds the total of one pair and tile to a result.
     *
     * @param totals what was added up before
     * @param memory where it goes on
     */
    void addTo(double[] result, int offset, double[] totals, Numbers memory, int tile, int pair) {
        for (int entry = 0; entry < positions.length; entry++) {
            if (tiles.length == 0 || tiles[entry] == tile) {
                int first = positions[entry] + pair;
                int last = deferred.isPresent() ? first + lanes.filled(tile) : first + 1;
                double sum = 0;
                for (int i = first; i < last; i++) {
                    sum += totals[i] + memory.get(i);
                }
                result[offset + entry] += sum;
            }
        }
    }

    /** Sets the total of one pair to 0. */
    void forget(double[] totals, Numbers memory, int pair) {
        for (int position : positions) {
            totals[position + pair] = 0;
            memory.set(position + pair, 0);
        }
    }
}
