package org.deltaw.lowering.plan;

import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.nest.Nest;

/** Sees to it that what a nest needs and does not compute lies in memory. */
final class Intermediates {
    private final Schedule schedule;
    private final Places places;
    private final NestBuilder builder;

    private Intermediates(Schedule schedule, Places places, NestBuilder builder) {
        this.schedule = schedule;
        this.places = places;
        this.builder = builder;
    }

    /** Keeps what the nests that there are need of each other. */
    static void keep(Schedule schedule, Places places, NestBuilder builder) {
        Intermediates intermediates = new Intermediates(schedule, places, builder);
        builder.nests().forEach(intermediates::keepFor);
    }

    private void keepFor(Nest nest) {
        nest.computed().forEach(node -> node.arguments().forEach(argument -> need(argument, nest)));
        nest.reductions().forEach(reduction -> need(reduction.value(), nest));
        // What is needed may be kept by a store of this very nest.
        List.copyOf(nest.stores()).forEach(store -> need(store.value(), nest));
    }

    private void need(Expr value, Nest nest) {
        Expr inner = Broadcasts.inner(value);
        if (!schedule.isComputed(inner) || !schedule.nestOf(inner).equals(nest.key())) {
            needInMemory(inner);
        }
    }

    private void needInMemory(Expr value) {
        Expr inner = value;
        while (inner.op() instanceof Op.Rename) {
            inner = Broadcasts.inner(inner.argument(0));
        }
        switch (inner.op()) {
            case Op.Constant _, Op.Input _, Op.Indicator _ -> { }
            default -> {
                if (!places.isKept(inner)) {
                    builder.keep(inner);
                }
            }
        }
    }
}
