package org.deltaw.plugin.nd4j.engine;

import java.util.List;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads values in an order of axes that need not be that in which they lie, and repeats them along axes that they lack.
 *
 * @param order of the axes in the result, after steps and trajectories
 */
record Reading(Operand operand, List<Axis> order, int steps, int rows) {
    double[] of(INDArray buffer) {
        int stored = operand.storage().entries();
        int leading = leading();
        int shift = operand.storage() instanceof Storage.Carried(var _, int rowsAfter, var _) ? rowsAfter * rows * stored : 0;
        double[] raw = new double[leading * stored];
        Memory.read(buffer, shift, raw, 0, raw.length);
        int[] places = places();
        double[] values = new double[steps * rows * places.length];
        for (int block = 0; block < steps * rows; block++) {
            int from = switch (operand.level()) {
                case FIXED -> 0;
                case TRAJECTORY -> block % rows;
                case STEP, LOOP -> block;
            };
            for (int i = 0; i < places.length; i++) {
                values[block * places.length + i] = raw[from * stored + places[i]];
            }
        }
        return values;
    }

    private int leading() {
        return switch (operand.level()) {
            case FIXED -> 1;
            case TRAJECTORY -> rows;
            case STEP, LOOP -> steps * rows;
        };
    }

    /** For each entry of the result its place in memory. */
    private int[] places() {
        int[] places = new int[Axes.of(order).entries()];
        for (int i = 0; i < places.length; i++) {
            int rest = i;
            for (Axis axis : order.reversed()) {
                places[i] += rest % axis.size() * stride(axis);
                rest /= axis.size();
            }
        }
        return places;
    }

    private int stride(Axis axis) {
        int position = operand.order().indexOf(axis);
        return position < 0 ? 0 : Axes.of(operand.order().subList(position + 1, operand.order().size())).entries();
    }
}
