package org.deltaw.lowering.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.layout.Target;
import org.deltaw.lowering.nest.Nest;

/**
 * In which order a nest runs through its axes.
 *
 * @param order the outermost first
 * @param register the axis whose sums are kept in a register while the innermost loop runs; others' sums grow
 *     in memory
 */
public record Loops(List<Axis> order, Optional<Axis> register) {
    /** Orders all axes of a nest but one along which its caller goes. */
    public static Loops of(Nest nest, Optional<Axis> outside, Places places, Lanes lanes, Target.Sums sums) {
        Set<Axis> summed = new HashSet<>();
        nest.reductions().forEach(reduction -> summed.add(reduction.axis()));
        List<Axis> order = new ArrayList<>(asStored(nest, places));
        outside.ifPresent(order::remove);
        Optional<Axis> lane = lanes.axis().filter(order::contains);
        if (lane.isPresent() && summed.contains(lane.get())) {
            order.remove(lane.get());
            order.add(lane.get());
            return new Loops(order, lane);
        }
        Optional<Axis> inner = longest(order, summed).filter(axis -> axis.size() < sums.longSum()
                || nest.reductions().size() >= sums.enoughSums() || vectorsWithin(order, axis, lanes) < sums.sideBySide());
        if (lane.isPresent() && lanes.width() == lanes.count()) {
            return aroundOneVector(order, inner, lane.get());
        }
        inner.ifPresent(order::remove);
        lane.ifPresent(order::remove);
        lane.ifPresent(order::add);
        inner.ifPresent(order::add);
        return new Loops(order, inner);
    }

    /** Lists the axes as they follow each other in memory, in what the nest writes over all of them, or reads. */
    private static List<Axis> asStored(Nest nest, Places places) {
        Axes axes = nest.key().axes();
        return Stream.concat(nest.stores().stream().map(Nest.Store::place), nest.operands().stream().map(places::of))
                .map(ArrayLayout::axes).filter(each -> each.size() == axes.rank())
                .findFirst().orElse(axes.toList());
    }

    /** Counts the vectors that lie side by side for each index along an axis. */
    private static long vectorsWithin(List<Axis> order, Axis outer, Lanes lanes) {
        long vectors = 1;
        for (Axis axis : order.subList(order.indexOf(outer) + 1, order.size())) {
            vectors *= lanes.along(List.of(axis)) ? lanes.width() / lanes.count() : axis.size();
        }
        return vectors;
    }

    /** One vector holds all entries: its loop is none, and what does not vary within the others stays in registers. */
    private static Loops aroundOneVector(List<Axis> axes, Optional<Axis> inner, Axis lane) {
        List<Axis> order = new ArrayList<>(axes);
        order.remove(lane);
        order.addFirst(lane);
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
