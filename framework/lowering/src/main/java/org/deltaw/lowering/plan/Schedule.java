package org.deltaw.lowering.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.nest.Assignment;
import org.deltaw.lowering.nest.Nest;

/** In which nest each value of a step is computed: that of its stage, its axes and its condition. */
final class Schedule {
    private final Stages stages;
    private final Guards guards;
    private final Packs packs;

    Schedule(Stages stages, Guards guards, Packs packs) {
        this.stages = stages;
        this.guards = guards;
        this.packs = packs;
    }

    int stage(Expr value) {
        return stages.of(value);
    }

    Optional<Nest.Guard> guard(Expr node) {
        return guards.of(node);
    }

    Nest.Guard branch(Expr gate, boolean first) {
        return guards.branch(gate, first);
    }

    boolean isGate(Expr node) {
        return guards.isGate(node);
    }

    /** Tells whether a value is computed entry by entry within a nest. */
    boolean isComputed(Expr inner) {
        return switch (inner.op()) {
            case Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _ -> true;
            case Op.Where _ -> !isGate(inner);
            case Op.Constant _, Op.Input _, Op.Indicator _, Op.Sum _, Op.Maximum _, Op.Rename _, Op.Broadcast _ -> false;
        };
    }

    /** Returns the nest that computes a value. */
    Nest.Key nestOf(Expr computed) {
        return new Nest.Key(stage(computed), computed.axes(), guard(computed));
    }

    /** Returns the nest in which a slice of a pack is written: the last before the pack is read, for all slices. */
    Nest.Key nestOf(Expr pack, Assignment slice) {
        return new Nest.Key(stage(pack) - 1, Axes.of(slice.place().axes()), guard(pack));
    }

    /**
     * Computes what a single later nest over the same axes needs there, rather than keep it for that nest.
     *
     * @param nodes all values of a step but broadcasts, each after its arguments
     */
    void postpone(List<Expr> nodes, List<Assignment> goals) {
        Set<Expr> fixed = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Expr, List<Supplier<Nest.Key>>> users = new IdentityHashMap<>();
        goals.forEach(goal -> fixed.add(Broadcasts.inner(goal.value())));
        for (Expr node : nodes) {
            for (Assignment slice : packs.writtenFor(node)) {
                users.computeIfAbsent(Broadcasts.inner(slice.value()), _ -> new ArrayList<>()).add(() -> nestOf(node, slice));
            }
            for (Expr argument : node.arguments()) {
                if (isComputed(node)) {
                    users.computeIfAbsent(Broadcasts.inner(argument), _ -> new ArrayList<>()).add(() -> nestOf(node));
                } else {
                    fixed.add(Broadcasts.inner(argument));
                }
            }
        }
        for (Expr node : nodes.reversed()) {
            if (isComputed(node) && !fixed.contains(node)) {
                postpone(node, Objects.requireNonNull(users.get(node)));
            }
        }
    }

    private void postpone(Expr node, List<Supplier<Nest.Key>> users) {
        List<Nest.Key> nests = users.stream().map(Supplier::get).distinct().toList();
        Nest.Key later = nests.getFirst();
        if (nests.size() == 1 && later.axes().equals(node.axes()) && later.guard().equals(guard(node))) {
            stages.postpone(node, later.stage());
        }
    }
}
