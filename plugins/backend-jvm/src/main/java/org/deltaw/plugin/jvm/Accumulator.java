package org.deltaw.plugin.jvm;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;

/**
 * A total over the steps.
 *
 * @param symbol what is added up, over the axes of the result in their order
 * @param place over these axes, and the lane axis if its lanes are added at the end
 * @param deferred the lane axis if its lanes are added at the end
 */
record Accumulator(Symbol symbol, Place place, Optional<Axis> deferred) {
    /** Adds the total of one tile to a result. */
    void addTo(double[] result, int offset, double[] totals, Lanes lanes, int tile) {
        List<Axis> axes = symbol.axes();
        for (int entry = 0; entry < symbol.entries(); entry++) {
            int position = place.offset();
            int rest = entry;
            boolean own = true;
            for (int i = axes.size() - 1; i >= 0; i--) {
                int index = rest % axes.get(i).size();
                rest /= axes.get(i).size();
                if (lanes.along(List.of(axes.get(i)))) {
                    own = index / lanes.width() == tile;
                    index %= lanes.width();
                }
                position += index * place.stride(axes.get(i));
            }
            if (own) {
                result[offset + entry] += deferred.isPresent()
                        ? sum(totals, position, lanes.filled(tile))
                        : totals[position];
            }
        }
    }

    private static double sum(double[] totals, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += totals[i];
        }
        return sum;
    }
}
