package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Axes;
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
        List<Axis> order = new ArrayList<>(asStored(nest));
        Optional<Axis> lane = lanes.axis().filter(order::contains);
        if (lane.isPresent() && lanes.width() == lanes.count() && !summed.contains(lane.get())) {
            return aroundOneVector(order, summed, lane.get());
        }
        lane.ifPresent(order::remove);
        if (lane.isPresent() && summed.contains(lane.get())) {
            order.add(lane.get());
            return new Loops(order, lane);
        }
        Optional<Axis> inner = longest(order, summed);
        inner.ifPresent(order::remove);
        lane.ifPresent(order::add);
        inner.ifPresent(order::add);
        return new Loops(order, inner);
    }

    /** Lists the axes as they follow each other in memory, where the nest writes over all of them. */
    private static List<Axis> asStored(Nest nest) {
        Axes axes = nest.key().axes();
        return nest.stores().stream().map(store -> store.place().axes()).filter(each -> each.size() == axes.rank())
                .findFirst().orElse(axes.toList());
    }

    /** One vector holds all entries: its loop is none, and what does not vary within the others stays in registers. */
    private static Loops aroundOneVector(List<Axis> axes, Set<Axis> summed, Axis lane) {
        List<Axis> order = new ArrayList<>(axes);
        order.remove(lane);
        order.addFirst(lane);
        Optional<Axis> inner = longest(order, summed);
        inner.ifPresent(axis -> {
            order.remove(axis);
            order.add(axis);
        });
        return new Loops(order, inner);
    }

    /** Returns the longest summed axis, to be the innermost: its sum then goes to memory least often. */
    private static Optional<Axis> longest(List<Axis> axes, Set<Axis> summed) {
        return axes.stream().filter(summed::contains).reduce((a, b) -> b.size() > a.size() ? b : a);
    }
}
