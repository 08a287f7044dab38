package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/**
 * Decides in which loop nests the expressions of a step are computed, and what is kept in memory between
 * them.
 *
 * <p>Everything over the same axes that can be computed at the same time shares a nest. A sum ends a stage:
 * what needs it belongs to a later one. What is needed under a condition alone is computed under it.
 */
final class Plan {
    private final Map<Symbol, List<Goal>> packed;
    private final Map<Symbol, Place> symbols;
    private final Room room;
    private final Map<Expr, Integer> ready = new IdentityHashMap<>();
    private final Map<Expr, Optional<Nest.Guard>> guards = new IdentityHashMap<>();
    private final Map<Expr, Place> buffers = new IdentityHashMap<>();
    private final Map<Expr, List<Nest.Store>> targets = new IdentityHashMap<>();
    private final Map<Place, Op.Indicator> indicators = new LinkedHashMap<>();
    private final Map<Nest.Key, Nest> nests = new TreeMap<>();
    private final Place scratch;
    private final List<Nest> cut = new ArrayList<>();

    /**
     * Plans a step.
     *
     * @param packed symbols that are read once their goals have been reached
     * @param symbols where the symbols that are read lie, packed ones included
     * @param room for what is kept between nests
     */
    Plan(List<Goal> goals, Map<Symbol, List<Goal>> packed, Map<Symbol, Place> symbols, Room room) {
        this.packed = packed;
        this.symbols = symbols;
        this.room = room;
        this.scratch = room.place(List.of());
        // Packs first: what reads them comes after what they are made of.
        List<Goal> all = new ArrayList<>(packed.values().stream().flatMap(List::stream).toList());
        all.addAll(goals);
        List<Expr> nodes = Graph.order(all.stream().map(Goal::value).toList()).stream()
                .filter(node -> !(node.op() instanceof Op.Broadcast)).toList();
        nodes.forEach(node -> ready.put(node, readyAt(node)));
        goals.forEach(goal -> meet(core(goal.value()), Optional.empty()));
        nodes.reversed().forEach(this::guardArguments);
        sink(nodes, all);
        nodes.forEach(this::place);
        goals.forEach(goal -> reach(goal, Optional.empty()));
        nodes.forEach(node -> packed(node).forEach(goal -> reach(goal, guardOf(node))));
        nodes.stream().filter(this::isGate).forEach(this::addGate);
        for (Nest nest : List.copyOf(nests.values())) {
            keepForOthers(nest);
        }
        nests.values().stream().filter(nest -> nest.outputs() > 0)
                .forEach(nest -> cut.addAll(NestSplitter.split(nest, this::keepPart)));
    }

    /** Lists the nests in the order in which they run; none is longer than the JVM compiles well. */
    List<Nest> nests() {
        return cut;
    }

    /** Lists the constant arrays that must be written once. */
    Map<Place, Op.Indicator> indicators() {
        return indicators;
    }

    /** Returns room for one vector, for use within a nest. */
    Place scratch() {
        return scratch;
    }

    static Expr core(Expr value) {
        return value.op() instanceof Op.Broadcast ? core(value.argument(0)) : value;
    }

    /** Returns where a value lies that is not computed in the nest that needs it. */
    Place placeOf(Expr value) {
        Expr core = core(value);
        return switch (core.op()) {
            case Op.Input(Symbol symbol) -> symbols.get(symbol);
            case Op.Rename(Axis from, Axis to) -> placeOf(core.argument(0)).renamed(from, to);
            default -> buffers.get(core);
        };
    }

    boolean isComputed(Expr core) {
        return switch (core.op()) {
            case Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _ -> true;
            case Op.Where _ -> !isGate(core);
            case Op.Constant _, Op.Input _, Op.Indicator _, Op.Sum _, Op.Rename _, Op.Broadcast _ -> false;
        };
    }

    Nest.Key key(Expr computed) {
        return new Nest.Key(ready.get(computed), computed.axes(), guardOf(computed));
    }

    private int readyAt(Expr node) {
        int arguments = 0;
        for (Expr argument : node.arguments()) {
            arguments = Math.max(arguments, ready.get(core(argument)));
        }
        return switch (node.op()) {
            case Op.Sum _ -> arguments + 1;
            case Op.Where _ -> couldBeGate(node) ? arguments + 1 : arguments;
            case Op.Input _ -> packed(node).stream().mapToInt(goal -> ready.get(core(goal.value())) + 1).max().orElse(0);
            case Op.Rename _ -> arguments + (core(node.argument(0)).op() instanceof Op.Input ? 0 : 1);
            case Op.Constant _, Op.Indicator _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _,
                    Op.Broadcast _ -> arguments;
        };
    }

    private static boolean couldBeGate(Expr node) {
        return node.op() instanceof Op.Where && core(node.argument(0)).axes().isEmpty()
                && core(node.argument(0)).op() instanceof Op.Input(Symbol symbol)
                && (symbol.kind() == Symbol.Kind.CHANNEL || symbol.kind() == Symbol.Kind.ATTRIBUTE);
    }

    /** A choice within what is itself chosen is made number by number. */
    private boolean isGate(Expr node) {
        return couldBeGate(node) && guardOf(node).isEmpty();
    }

    private void meet(Expr node, Optional<Nest.Guard> guard) {
        guards.merge(node, guard, (known, other) -> known.equals(other) ? known : Optional.empty());
    }

    private void guardArguments(Expr node) {
        Optional<Nest.Guard> own = guardOf(node);
        packed(node).forEach(goal -> meet(core(goal.value()), own));
        for (int i = 0; i < node.arguments().size(); i++) {
            Expr argument = core(node.argument(i));
            boolean branch = isGate(node) && i > 0;
            meet(argument, branch ? Optional.of(guard(node, i == 1)) : own);
        }
    }

    /** What a single later nest over the same axes needs is computed there, rather than kept for it. */
    private void sink(List<Expr> nodes, List<Goal> goals) {
        Set<Expr> fixed = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Expr, List<Expr>> users = new IdentityHashMap<>();
        goals.forEach(goal -> fixed.add(core(goal.value())));
        for (Expr node : nodes) {
            for (Expr argument : node.arguments()) {
                if (isComputed(node)) {
                    users.computeIfAbsent(core(argument), _ -> new ArrayList<>()).add(node);
                } else {
                    fixed.add(core(argument));
                }
            }
        }
        for (Expr node : nodes.reversed()) {
            if (isComputed(node) && !fixed.contains(node)) {
                Set<Nest.Key> keys = new HashSet<>();
                users.get(node).forEach(user -> keys.add(key(user)));
                Nest.Key later = keys.iterator().next();
                if (keys.size() == 1 && later.axes().equals(node.axes()) && later.guard().equals(guardOf(node))) {
                    ready.put(node, later.stage());
                }
            }
        }
    }

    private Optional<Nest.Guard> guardOf(Expr node) {
        return guards.getOrDefault(node, Optional.empty());
    }

    /** Lists what must be written before a symbol is read; nothing if it is no pack. */
    private List<Goal> packed(Expr node) {
        return node.op() instanceof Op.Input(Symbol symbol) ? packed.getOrDefault(symbol, List.of()) : List.of();
    }

    private Nest.Guard guard(Expr gate, boolean branch) {
        return new Nest.Guard(placeOf(gate.argument(0)), branch);
    }

    private void place(Expr node) {
        switch (node.op()) {
            case Op.Indicator indicator -> {
                Place place = room.place(node.axes().toList());
                indicators.put(place, indicator);
                buffers.put(node, place);
            }
            case Op.Sum(Axis axis) -> {
                List<Nest.Store> sums = targets(node);
                Nest.Reduction reduction = new Nest.Reduction(node.argument(0), axis, sums);
                Expr argument = core(node.argument(0));
                nest(new Nest.Key(ready.get(argument), argument.axes(), guardOf(node)))
                        .reductions().add(reduction);
            }
            default -> {
                if (isComputed(node)) {
                    nest(key(node)).computed().add(node);
                }
            }
        }
    }

    private List<Nest.Store> targets(Expr node) {
        return targets.computeIfAbsent(node, _ -> new ArrayList<>());
    }

    private Nest nest(Nest.Key key) {
        return nests.computeIfAbsent(key, Nest::new);
    }

    private void reach(Goal goal, Optional<Nest.Guard> guard) {
        Expr core = core(goal.value());
        Axes axes = Axes.of(goal.place().axes());
        Nest.Store store = new Nest.Store(goal.value(), goal.place(), goal.accumulate());
        boolean same = core.axes().equals(axes);
        if (same && (core.op() instanceof Op.Sum && goal.place().size() > 0 || isGate(core))) {
            targets(core).add(store);
        } else {
            nest(new Nest.Key(ready.get(core), axes, guard)).stores().add(store);
        }
    }

    private void addGate(Expr gate) {
        if (buffers.get(gate) == null && usedByOthers(gate)) {
            keep(gate);
        }
        for (Nest.Store target : targets(gate)) {
            for (int branch = 1; branch <= 2; branch++) {
                Expr value = gate.argument(branch);
                if (!target.accumulate() || !Deferral.isZero(value)) {
                    int stage = Math.max(ready.get(gate) - 1, ready.get(core(value)));
                    nest(new Nest.Key(stage, Axes.of(target.place().axes()), Optional.of(guard(gate, branch == 1))))
                            .stores().add(new Nest.Store(value, target.place(), target.accumulate()));
                }
            }
        }
    }

    private boolean usedByOthers(Expr node) {
        return ready.keySet().stream()
                .anyMatch(other -> other.arguments().stream().anyMatch(argument -> core(argument) == node))
                || nests.values().stream().anyMatch(nest ->
                        nest.stores().stream().anyMatch(store -> core(store.value()) == node));
    }

    /** Sees to it that what a nest needs and does not compute lies in memory. */
    private void keepForOthers(Nest nest) {
        nest.computed().forEach(node -> node.arguments().forEach(argument -> need(argument, nest)));
        nest.reductions().forEach(reduction -> need(reduction.value(), nest));
        List.copyOf(nest.stores()).forEach(store -> need(store.value(), nest));
    }

    private void need(Expr value, Nest nest) {
        Expr core = core(value);
        switch (core.op()) {
            case Op.Rename _ -> needInMemory(core(core.argument(0)));
            default -> {
                if (!isComputed(core) || !key(core).equals(nest.key())) {
                    needInMemory(core);
                }
            }
        }
    }

    private void needInMemory(Expr core) {
        switch (core.op()) {
            case Op.Constant _, Op.Input _, Op.Indicator _ -> { }
            case Op.Rename _ -> needInMemory(core(core.argument(0)));
            default -> {
                if (buffers.get(core) == null) {
                    keep(core);
                }
            }
        }
    }

    /** Returns where a value lies in memory for other parts of its nest. */
    private Place keepPart(Expr core) {
        return buffers.computeIfAbsent(core, _ -> room.place(core.axes().toList()));
    }

    private void keep(Expr core) {
        Place place = keepPart(core);
        Nest.Store store = new Nest.Store(core, place, false);
        if (core.op() instanceof Op.Sum || isGate(core)) {
            targets(core).add(store);
        } else {
            nest(key(core)).stores().add(store);
        }
    }
}
