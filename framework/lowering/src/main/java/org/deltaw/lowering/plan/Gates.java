package org.deltaw.lowering.plan;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.layout.DeferredSums;
import org.deltaw.lowering.nest.Nest;

/** Makes the choices of whole nests: what each branch of a gate is for is written by nests that run under its condition. */
final class Gates {
    private final Schedule schedule;
    private final Places places;
    private final NestBuilder builder;
    private final Set<Expr> arguments = Collections.newSetFromMap(new IdentityHashMap<>());

    private Gates(Schedule schedule, Places places, NestBuilder builder) {
        this.schedule = schedule;
        this.places = places;
        this.builder = builder;
    }

    /**
     * Adds what all gates of a step write.
     *
     * @param nodes all values of the step but broadcasts, each after its arguments
     */
    static void add(List<Expr> nodes, Schedule schedule, Places places, NestBuilder builder) {
        Gates gates = new Gates(schedule, places, builder);
        nodes.forEach(node -> node.arguments().forEach(argument -> gates.arguments.add(Broadcasts.inner(argument))));
        nodes.stream().filter(schedule::isGate).forEach(gates::add);
    }

    private void add(Expr gate) {
        if (!places.isKept(gate) && isRead(gate)) {
            builder.keep(gate);
        }
        for (Nest.Store target : builder.targets(gate)) {
            add(gate, true, target);
            add(gate, false, target);
        }
    }

    private void add(Expr gate, boolean first, Nest.Store target) {
        Expr value = gate.argument(first ? 1 : 2);
        if (!target.accumulate() || !DeferredSums.isZero(value)) {
            int stage = Math.max(schedule.stage(gate) - 1, schedule.stage(value));
            Nest.Key key = new Nest.Key(stage, Axes.of(target.place().axes()), Optional.of(schedule.branch(gate, first)));
            builder.store(key, new Nest.Store(value, target.place(), target.accumulate()));
        }
    }

    private boolean isRead(Expr gate) {
        return arguments.contains(gate) || builder.nests().stream().flatMap(nest -> nest.stores().stream())
                .anyMatch(store -> Broadcasts.inner(store.value()) == gate);
    }
}
