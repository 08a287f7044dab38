package org.deltaw.lowering.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.nest.Assignment;
import org.deltaw.lowering.nest.Nest;

/** Puts what a step computes, adds up and writes into loop nests: all that is over the same axes at the same stage into one. */
final class NestBuilder {
    private final Schedule schedule;
    private final Places places;
    private final Map<Nest.Key, Nest> nests = new TreeMap<>();
    /** Where the values of sums, maxima and gates are written. */
    private final Map<Expr, List<Nest.Store>> targets = new IdentityHashMap<>();

    NestBuilder(Schedule schedule, Places places) {
        this.schedule = schedule;
        this.places = places;
    }

    /** Lists the nests in their order. */
    List<Nest> nests() {
        return List.copyOf(nests.values());
    }

    /** Adds a value to the nest that computes it; those before it have been added. */
    void add(Expr node) {
        switch (node.op()) {
            case Op.Indicator indicator -> places.keepIndicator(node, indicator);
            case Op.Sum(Axis axis) -> reduce(node, BinaryFunction.ADD, axis);
            case Op.Maximum(Axis axis) -> reduce(node, BinaryFunction.MAXIMUM, axis);
            default -> {
                if (schedule.isComputed(node)) {
                    nest(schedule.nestOf(node)).computed().add(node);
                }
            }
        }
    }

    private void reduce(Expr node, BinaryFunction function, Axis axis) {
        Nest.Reduction reduction = new Nest.Reduction(function, node.argument(0), axis, targets(node));
        Expr argument = Broadcasts.inner(node.argument(0));
        nest(new Nest.Key(schedule.stage(argument), argument.axes(), schedule.guard(node))).reductions().add(reduction);
    }

    /** Writes a value to where it is wanted: in the nest that adds it up if it is a sum, else in one of a stage. */
    void reach(Assignment goal, int stage, Optional<Nest.Guard> guard) {
        Expr inner = Broadcasts.inner(goal.value());
        Axes axes = Axes.of(goal.place().axes());
        Nest.Store store = new Nest.Store(goal.value(), goal.place(), goal.accumulate());
        // A maximum is found in a place of its own, and then added to a total.
        boolean reduced = inner.op() instanceof Op.Sum || (inner.op() instanceof Op.Maximum && !goal.accumulate());
        if (inner.axes().equals(axes) && ((reduced && goal.place().size() > 0) || schedule.isGate(inner))) {
            targets(inner).add(store);
        } else {
            store(new Nest.Key(stage, axes, guard), store);
        }
    }

    /** Keeps a value for later nests where it is computed. */
    void keep(Expr inner) {
        Nest.Store store = new Nest.Store(inner, places.keep(inner), false);
        if (inner.op() instanceof Op.Sum || inner.op() instanceof Op.Maximum || schedule.isGate(inner)) {
            targets(inner).add(store);
        } else {
            store(schedule.nestOf(inner), store);
        }
    }

    void store(Nest.Key key, Nest.Store store) {
        nest(key).stores().add(store);
    }

    /** Lists where the value of a sum, a maximum or a gate is written; may be added to. */
    List<Nest.Store> targets(Expr node) {
        return targets.computeIfAbsent(node, _ -> new ArrayList<>());
    }

    private Nest nest(Nest.Key key) {
        return nests.computeIfAbsent(key, Nest::new);
    }
}
