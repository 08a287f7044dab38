package org.deltaw.lowering.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.layout.Target;
import org.deltaw.lowering.nest.Nest;

/**
 * Cuts nests into several that are longer than the target compiles well, such as the JVM, or has registers for. What several parts
 * need is kept in memory, or computed in each if that is little.
 */
final class NestSplitter {
    private final Nest whole;
    private final Function<Expr, ArrayLayout> keep;
    private final Target.Code limits;
    private final List<Nest> parts = new ArrayList<>();
    private Set<Expr> needed = new LinkedHashSet<>();
    private Nest part;

    private NestSplitter(Nest whole, Function<Expr, ArrayLayout> keep, Target.Code limits) {
        this.whole = whole;
        this.keep = keep;
        this.limits = limits;
        this.part = new Nest(whole.key());
    }

    /**
     * Cuts a nest if it is long.
     *
     * @param keep finds room in memory for a value
     */
    static List<Nest> split(Nest nest, Function<Expr, ArrayLayout> keep, Target.Code limits) {
        List<Nest> finished = new ArrayList<>();
        Graph.descend(nest, each -> {
            NestSplitter splitter = new NestSplitter(each, keep, limits);
            if (splitter.cost(each.computed(), each.outputs()) > limits.nestOperations()) {
                return splitter.cut(finished);
            }
            finished.add(each);
            return List.of();
        });
        return finished;
    }

    /** Cuts the nest, and returns those parts that may have to be cut again. */
    private List<Nest> cut(List<Nest> finished) {
        if (whole.values().stream().anyMatch(value -> cost(closure(Broadcasts.inner(value)), 1) > limits.nestOperations())) {
            finished.addAll(chunks());
            return List.of();
        }
        whole.stores().forEach(store -> add(store.value(), () -> part.stores().add(store)));
        whole.reductions().forEach(reduction -> add(reduction.value(), () -> part.reductions().add(reduction)));
        finish();
        List<Expr> shared = shared();
        Nest first = new Nest(whole.key());
        shared.forEach(value -> collect(value, first.computed(), Set.of()));
        if (shared.isEmpty() || first.computed().size() == whole.computed().size()) {
            finished.addAll(parts);
            return List.of();
        }
        Nest rest = new Nest(whole.key());
        rest.stores().addAll(whole.stores());
        rest.reductions().addAll(whole.reductions());
        Set<Expr> known = new HashSet<>(shared);
        rest.values().forEach(value -> collect(Broadcasts.inner(value), rest.computed(), known));
        shared.forEach(value -> first.stores().add(new Nest.Store(value, keep.apply(value), false)));
        return List.of(first, rest);
    }

    /** Cuts what is long even for a single value: each part goes on with what those before it have kept. */
    private List<Nest> chunks() {
        Map<Expr, Nest> owner = new IdentityHashMap<>();
        for (Expr node : whole.computed()) {
            if (part.computed().isEmpty() || cost(part.computed(), part.outputs()) >= limits.nestOperations() / 2) {
                part = new Nest(whole.key());
                parts.add(part);
            }
            part.computed().add(node);
            owner.put(node, part);
        }
        Nest last = part;
        whole.stores().forEach(store -> owner.getOrDefault(Broadcasts.inner(store.value()), last).stores().add(store));
        whole.reductions().forEach(reduction ->
                owner.getOrDefault(Broadcasts.inner(reduction.value()), last).reductions().add(reduction));
        Set<Expr> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Expr user : whole.computed()) {
            for (Expr argument : user.arguments()) {
                Expr core = Broadcasts.inner(argument);
                Nest from = owner.get(core);
                if (from != null && from != owner.get(user) && kept.add(core)) {
                    from.stores().add(new Nest.Store(core, keep.apply(core), false));
                }
            }
        }
        return parts;
    }

    /** Lists the values that several parts compute and none needs only for another one of them. */
    private List<Expr> shared() {
        Map<Expr, Integer> uses = new IdentityHashMap<>();
        parts.forEach(each -> each.computed().forEach(value -> uses.merge(value, 1, Integer::sum)));
        Set<Expr> top = new LinkedHashSet<>();
        for (Nest each : parts) {
            each.values().forEach(value -> top.add(Broadcasts.inner(value)));
            for (Expr user : each.computed()) {
                if (Objects.requireNonNull(uses.get(user)) == 1) {
                    user.arguments().forEach(argument -> top.add(Broadcasts.inner(argument)));
                }
            }
        }
        return whole.computed().stream()
                .filter(value -> uses.getOrDefault(value, 0) > 1 && top.contains(value))
                .filter(value -> cost(closure(value), 0) >= limits.worthKeeping() || isCompared(value)).toList();
    }

    /** Of what a maximum is taken, there is one version: whether an entry is the maximum is asked bit by bit. */
    private boolean isCompared(Expr value) {
        return whole.reductions().stream().anyMatch(reduction ->
                reduction.function() == BinaryFunction.MAXIMUM && Broadcasts.inner(reduction.value()) == value);
    }

    private int cost(Set<Expr> computed, int outputs) {
        int cost = 3 * outputs;
        for (Expr node : computed) {
            cost += node.op() instanceof Op.Unary(UnaryFunction function) ? limits.functions().getOrDefault(function, 1) : 1;
        }
        return cost;
    }

    private void add(Expr value, Runnable output) {
        Set<Expr> more = new LinkedHashSet<>(needed);
        collect(Broadcasts.inner(value), more, Set.of());
        if (part.outputs() > 0 && cost(more, part.outputs() + 1) > limits.nestOperations()) {
            finish();
            more = closure(Broadcasts.inner(value));
        }
        needed = more;
        output.run();
    }

    private Set<Expr> closure(Expr core) {
        Set<Expr> closure = new LinkedHashSet<>();
        collect(core, closure, Set.of());
        return closure;
    }

    private void collect(Expr core, Set<Expr> into, Set<Expr> known) {
        Predicate<Expr> missing = node ->
                whole.computed().contains(node) && !into.contains(node) && !known.contains(node);
        if (missing.test(core)) {
            into.addAll(Graph.order(List.of(core), node ->
                    node.arguments().stream().map(Broadcasts::inner).filter(missing).toList()));
        }
    }

    private void finish() {
        if (part.outputs() > 0) {
            part.computed().addAll(needed);
            parts.add(part);
        }
        part = new Nest(whole.key());
        needed = new LinkedHashSet<>();
    }
}
