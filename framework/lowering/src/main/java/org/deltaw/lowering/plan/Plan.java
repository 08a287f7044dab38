package org.deltaw.lowering.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.lowering.layout.Allocator;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.layout.DeferredSums;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.nest.Assignment;
import org.deltaw.lowering.nest.Block;
import org.deltaw.lowering.nest.Nest;

/**
 * Decides in which loop nests the expressions of a step are computed, and what is kept in memory between
 * them.
 *
 * <p>Everything over the same axes that can be computed at the same time shares a nest. A sum or a maximum ends a stage:
 * what needs it belongs to a later one. What is needed under a condition alone is computed under it.
 */
public final class Plan {
    private final Map<Symbol, List<Assignment>> packed;
    private final Map<Symbol, ArrayLayout> symbols;
    private final Allocator room;
    private final Map<Expr, Integer> ready = new IdentityHashMap<>();
    private final Set<Expr> used = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Expr, Optional<Nest.Guard>> guards = new IdentityHashMap<>();
    private final Map<Expr, ArrayLayout> buffers = new IdentityHashMap<>();
    private final Map<Expr, List<Nest.Store>> targets = new IdentityHashMap<>();
    private final Map<ArrayLayout, Op.Indicator> indicators = new LinkedHashMap<>();
    private final Map<Nest.Key, Nest> nests = new TreeMap<>();
    private final ArrayLayout scratch;
    private final List<Block> blocks;

    /**
     * Plans a step.
     *
     * @param packed symbols that are read once their goals have been reached
     * @param known where the symbols that are read lie, packed ones included
     * @param room for what is kept between nests
     */
    public Plan(List<Assignment> goals, Map<Symbol, List<Assignment>> packed, Map<Symbol, ArrayLayout> known, Allocator room, Lanes lanes) {
        this.packed = read(packed, goals);
        this.symbols = new LinkedHashMap<>(known);
        this.room = room;
        this.scratch = room.place(List.of());
        // Packs first: what reads them comes after what they are made of.
        List<Assignment> all = new ArrayList<>(this.packed.values().stream().flatMap(List::stream).toList());
        all.addAll(goals);
        List<Expr> nodes = Graph.order(all.stream().map(Assignment::value).toList()).stream()
                .filter(node -> !(node.op() instanceof Op.Broadcast)).toList();
        nodes.forEach(node -> ready.put(node, readyAt(node)));
        goals.forEach(goal -> meet(Broadcasts.inner(goal.value()), Optional.empty()));
        nodes.reversed().forEach(this::guardArguments);
        sink(nodes, goals);
        nodes.forEach(this::place);
        goals.forEach(goal -> reach(goal, Objects.requireNonNull(ready.get(Broadcasts.inner(goal.value()))), Optional.empty()));
        nodes.forEach(node -> packed(node).forEach(goal ->
                reach(goal, Objects.requireNonNull(ready.get(node)) - 1, guardOf(node))));
        nodes.forEach(node -> node.arguments().forEach(argument -> used.add(Broadcasts.inner(argument))));
        nodes.stream().filter(this::isGate).forEach(this::addGate);
        for (Nest nest : List.copyOf(nests.values())) {
            keepForOthers(nest);
        }
        List<Nest> cut = Updates.needed(nests.values(), this).stream()
                .flatMap(nest -> NestSplitter.split(nest, this::keepPart).stream()).toList();
        this.blocks = Updates.settle(Interleaving.of(cut, this, lanes), this);
    }

    /** Returns what is written for others to read it, without what nobody reads. */
    private static Map<Symbol, List<Assignment>> read(Map<Symbol, List<Assignment>> packed, List<Assignment> goals) {
        Map<Symbol, List<Assignment>> read = new LinkedHashMap<>(packed);
        Set<Symbol> symbols = new HashSet<>();
        for (Expr node : Graph.order(goals.stream().map(Assignment::value).toList())) {
            if (node.op() instanceof Op.Input(Symbol symbol)) {
                symbols.add(symbol);
            }
        }
        read.keySet().retainAll(symbols);
        return read;
    }

    /** Lists what runs, in order; no nest is longer than the JVM compiles well, and no portion than a class may be. */
    public List<PlanPart> portions() {
        return PlanPart.of(blocks);
    }

    /** Lists the symbols that are written before they are read. */
    Set<Symbol> packs() {
        return packed.keySet();
    }

    /** Lists the symbols that are read. */
    List<Symbol> symbols() {
        return List.copyOf(symbols.keySet());
    }

    /** Lists the constant arrays that must be written once. */
    public Map<ArrayLayout, Op.Indicator> indicators() {
        return indicators;
    }

    /** Returns room for one vector, for use within a nest. */
    public ArrayLayout scratch() {
        return scratch;
    }

    public ArrayLayout placeOf(Symbol symbol) {
        return Objects.requireNonNull(symbols.get(symbol));
    }

    /** Finds room for what a symbol is to become. */
    Symbol kept(Symbol symbol) {
        Symbol next = new Symbol(symbol.kind(), "next " + symbol.name(), symbol.axes());
        symbols.computeIfAbsent(next, _ -> room.place(symbol.axes()));
        return next;
    }

    /** Keeps what nests that take turns along an axis leave for each other alone for one index at a time. */
    void keepOneIndex(Axis axis, List<Nest> group, List<Nest> others) {
        List<ArrayLayout> own = Stream.concat(buffers.values().stream(), packs().stream().map(symbols::get))
                .filter(place -> place.axes().contains(axis))
                .filter(place -> group.stream().flatMap(Nest::places).anyMatch(place::contains))
                .filter(place -> others.stream().noneMatch(nest -> reads(nest, place)))
                .toList();
        group.forEach(nest -> nest.stores().replaceAll(store -> own.stream().anyMatch(place -> place.contains(store.place()))
                ? new Nest.Store(store.value(), store.place().slice(axis, 0), false)
                : store));
        buffers.replaceAll((_, place) -> own.contains(place) ? place.slice(axis, 0) : place);
        symbols.replaceAll((_, place) -> own.contains(place) ? place.slice(axis, 0) : place);
    }

    /** Tells whether a nest reads a place. */
    boolean reads(Nest nest, ArrayLayout place) {
        return operands(nest).stream().anyMatch(operand -> place.contains(placeOf(operand)));
    }

    /** Returns where a value lies that is not computed in the nest that needs it; recurses once for each axis at most. */
    public ArrayLayout placeOf(Expr value) {
        Expr core = Broadcasts.inner(value);
        return switch (core.op()) {
            case Op.Input(Symbol symbol) -> placeOf(symbol);
            case Op.Rename(Axis from, Axis to) -> placeOf(core.argument(0)).renamed(from, to);
            default -> Objects.requireNonNull(buffers.get(core));
        };
    }

    /** Lists the values that a nest reads from memory. */
    List<Expr> operands(Nest nest) {
        Stream<Expr> used = Stream.concat(nest.computed().stream().flatMap(node -> node.arguments().stream()),
                nest.values().stream());
        return used.map(Broadcasts::inner)
                .filter(core -> !nest.computed().contains(core) && !(core.op() instanceof Op.Constant))
                .distinct().toList();
    }

    boolean isComputed(Expr core) {
        return switch (core.op()) {
            case Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _ -> true;
            case Op.Where _ -> !isGate(core);
            case Op.Constant _, Op.Input _, Op.Indicator _, Op.Sum _, Op.Maximum _, Op.Rename _, Op.Broadcast _ -> false;
        };
    }

    Nest.Key key(Expr computed) {
        return new Nest.Key(Objects.requireNonNull(ready.get(computed)), computed.axes(), guardOf(computed));
    }

    private int readyAt(Expr node) {
        int arguments = 0;
        for (Expr argument : node.arguments()) {
            arguments = Math.max(arguments, Objects.requireNonNull(ready.get(Broadcasts.inner(argument))));
        }
        return switch (node.op()) {
            case Op.Sum _, Op.Maximum _ -> arguments + 1;
            case Op.Where _ -> couldBeGate(node) ? arguments + 1 : arguments;
            case Op.Input _ -> packed(node).stream()
                    .mapToInt(goal -> Objects.requireNonNull(ready.get(Broadcasts.inner(goal.value()))) + 1).max().orElse(0);
            case Op.Rename _ -> arguments + (Broadcasts.inner(node.argument(0)).op() instanceof Op.Input ? 0 : 1);
            case Op.Constant _, Op.Indicator _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _,
                    Op.Broadcast _ -> arguments;
        };
    }

    private static boolean couldBeGate(Expr node) {
        return node.op() instanceof Op.Where && Broadcasts.inner(node.argument(0)).axes().isEmpty()
                && Broadcasts.inner(node.argument(0)).op() instanceof Op.Input(Symbol symbol)
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
        packed(node).forEach(goal -> meet(Broadcasts.inner(goal.value()), own));
        for (int i = 0; i < node.arguments().size(); i++) {
            Expr argument = Broadcasts.inner(node.argument(i));
            boolean branch = isGate(node) && i > 0;
            meet(argument, branch ? Optional.of(guard(node, i == 1)) : own);
        }
    }

    /** What a single later nest over the same axes needs is computed there, rather than kept for it. */
    private void sink(List<Expr> nodes, List<Assignment> goals) {
        Set<Expr> fixed = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Expr, List<Supplier<Nest.Key>>> users = new IdentityHashMap<>();
        goals.forEach(goal -> fixed.add(Broadcasts.inner(goal.value())));
        for (Expr node : nodes) {
            for (Assignment goal : packed(node)) {
                users.computeIfAbsent(Broadcasts.inner(goal.value()), _ -> new ArrayList<>()).add(() -> writing(node, goal));
            }
            for (Expr argument : node.arguments()) {
                if (isComputed(node)) {
                    users.computeIfAbsent(Broadcasts.inner(argument), _ -> new ArrayList<>()).add(() -> key(node));
                } else {
                    fixed.add(Broadcasts.inner(argument));
                }
            }
        }
        for (Expr node : nodes.reversed()) {
            if (isComputed(node) && !fixed.contains(node)) {
                List<Nest.Key> keys = Objects.requireNonNull(users.get(node)).stream().map(Supplier::get).distinct().toList();
                Nest.Key later = keys.getFirst();
                if (keys.size() == 1 && later.axes().equals(node.axes()) && later.guard().equals(guardOf(node))) {
                    ready.put(node, later.stage());
                }
            }
        }
    }

    /** Returns the nest in which a part of a pack is written: the last before the pack is read, for all parts. */
    private Nest.Key writing(Expr pack, Assignment goal) {
        return new Nest.Key(Objects.requireNonNull(ready.get(pack)) - 1, Axes.of(goal.place().axes()), guardOf(pack));
    }

    private Optional<Nest.Guard> guardOf(Expr node) {
        return guards.getOrDefault(node, Optional.empty());
    }

    /** Lists what must be written before a symbol is read; nothing if it is no pack. */
    private List<Assignment> packed(Expr node) {
        return node.op() instanceof Op.Input(Symbol symbol) ? packed.getOrDefault(symbol, List.of()) : List.of();
    }

    private Nest.Guard guard(Expr gate, boolean branch) {
        return new Nest.Guard(placeOf(gate.argument(0)), branch);
    }

    private void place(Expr node) {
        switch (node.op()) {
            case Op.Indicator indicator -> {
                ArrayLayout place = room.place(node.axes().toList());
                indicators.put(place, indicator);
                buffers.put(node, place);
            }
            case Op.Sum(Axis axis) -> reduce(node, BinaryFunction.ADD, axis);
            case Op.Maximum(Axis axis) -> reduce(node, BinaryFunction.MAXIMUM, axis);
            default -> {
                if (isComputed(node)) {
                    nest(key(node)).computed().add(node);
                }
            }
        }
    }

    private void reduce(Expr node, BinaryFunction function, Axis axis) {
        Nest.Reduction reduction = new Nest.Reduction(function, node.argument(0), axis, targets(node));
        Expr argument = Broadcasts.inner(node.argument(0));
        nest(new Nest.Key(Objects.requireNonNull(ready.get(argument)), argument.axes(), guardOf(node)))
                .reductions().add(reduction);
    }

    private List<Nest.Store> targets(Expr node) {
        return targets.computeIfAbsent(node, _ -> new ArrayList<>());
    }

    private Nest nest(Nest.Key key) {
        return nests.computeIfAbsent(key, Nest::new);
    }

    private void reach(Assignment goal, int stage, Optional<Nest.Guard> guard) {
        Expr core = Broadcasts.inner(goal.value());
        Axes axes = Axes.of(goal.place().axes());
        Nest.Store store = new Nest.Store(goal.value(), goal.place(), goal.accumulate());
        boolean same = core.axes().equals(axes);
        // A maximum is found in a place of its own, and then added to a total.
        boolean reduced = core.op() instanceof Op.Sum || (core.op() instanceof Op.Maximum && !goal.accumulate());
        if (same && ((reduced && goal.place().size() > 0) || isGate(core))) {
            targets(core).add(store);
        } else {
            nest(new Nest.Key(stage, axes, guard)).stores().add(store);
        }
    }

    private void addGate(Expr gate) {
        if (buffers.get(gate) == null && usedByOthers(gate)) {
            keep(gate);
        }
        for (Nest.Store target : targets(gate)) {
            for (int branch = 1; branch <= 2; branch++) {
                Expr value = gate.argument(branch);
                if (!target.accumulate() || !DeferredSums.isZero(value)) {
                    int stage = Math.max(Objects.requireNonNull(ready.get(gate)) - 1,
                            Objects.requireNonNull(ready.get(Broadcasts.inner(value))));
                    nest(new Nest.Key(stage, Axes.of(target.place().axes()), Optional.of(guard(gate, branch == 1))))
                            .stores().add(new Nest.Store(value, target.place(), target.accumulate()));
                }
            }
        }
    }

    private boolean usedByOthers(Expr node) {
        return used.contains(node) || nests.values().stream().anyMatch(nest ->
                        nest.stores().stream().anyMatch(store -> Broadcasts.inner(store.value()) == node));
    }

    /** Sees to it that what a nest needs and does not compute lies in memory. */
    private void keepForOthers(Nest nest) {
        nest.computed().forEach(node -> node.arguments().forEach(argument -> need(argument, nest)));
        nest.reductions().forEach(reduction -> need(reduction.value(), nest));
        List.copyOf(nest.stores()).forEach(store -> need(store.value(), nest));
    }

    private void need(Expr value, Nest nest) {
        Expr core = Broadcasts.inner(value);
        switch (core.op()) {
            case Op.Rename _ -> needInMemory(core);
            default -> {
                if (!isComputed(core) || !key(core).equals(nest.key())) {
                    needInMemory(core);
                }
            }
        }
    }

    private void needInMemory(Expr value) {
        Expr core = value;
        while (core.op() instanceof Op.Rename) {
            core = Broadcasts.inner(core.argument(0));
        }
        switch (core.op()) {
            case Op.Constant _, Op.Input _, Op.Indicator _ -> { }
            default -> {
                if (buffers.get(core) == null) {
                    keep(core);
                }
            }
        }
    }

    /** Returns where a value lies in memory for other parts of its nest. */
    private ArrayLayout keepPart(Expr core) {
        return buffers.computeIfAbsent(core, _ -> room.place(core.axes().toList()));
    }

    private void keep(Expr core) {
        ArrayLayout place = keepPart(core);
        Nest.Store store = new Nest.Store(core, place, false);
        if (core.op() instanceof Op.Sum || core.op() instanceof Op.Maximum || isGate(core)) {
            targets(core).add(store);
        } else {
            nest(key(core)).stores().add(store);
        }
    }
}
