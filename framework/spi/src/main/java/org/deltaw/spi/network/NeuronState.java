package org.deltaw.spi.network;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.spi.parameter.Initial;

/**
 * What neurons carry from step to step, such as the activity of a recurrent layer.
 *
 * @param name unique within the network
 * @param axes over which it varies
 * @param initial its value before the first step
 */
public record NeuronState(String name, List<Axis> axes, Initial initial) {
    public NeuronState {
        axes = List.copyOf(axes);
    }
}
