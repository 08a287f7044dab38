package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Axis;

/**
 * In which order a nest runs through its axes.
 *
 * @param order the outermost first
 * @param register the axis whose sums are kept in a register while the innermost loop runs; others' sums grow
 *     in memory
 */
record Loops(List<Axis> order, Optional<Axis> register) {
    static Loops of(Nest nest, Lanes lanes) {
        Set<Axis> summed = new HashSet<>();
        nest.reductions().forEach(reduction -> summed.add(reduction.axis()));
        List<Axis> order = new ArrayList<>(nest.key().axes().toList());
        Optional<Axis> lane = lanes.axis().filter(order::contains);
        lane.ifPresent(order::remove);
        if (lane.isPresent() && summed.contains(lane.get())) {
            order.add(lane.get());
            return new Loops(order, lane);
        }
        // The longest summed axis innermost: its sum then goes to memory least often.
        Optional<Axis> inner = order.stream().filter(summed::contains).reduce((a, b) -> b.size() > a.size() ? b : a);
        inner.ifPresent(order::remove);
        lane.ifPresent(order::add);
        inner.ifPresent(order::add);
        return new Loops(order, inner);
    }
}
