package org.deltaw.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Walks over expressions, which share parts and so form a graph without cycles. */
public final class Graph {
    private Graph() {}

    /** Lists every part of the given expressions once, arguments before what uses them. */
    public static List<Expr> order(Collection<Expr> roots) {
        List<Expr> ordered = new ArrayList<>();
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        roots.forEach(root -> visit(root, seen, ordered));
        return ordered;
    }

    /** Counts how often each part is used as an argument or as a root. */
    static Map<Expr, Integer> uses(Collection<Expr> roots) {
        Map<Expr, Integer> uses = new IdentityHashMap<>();
        roots.forEach(root -> uses.merge(root, 1, Integer::sum));
        for (Expr node : order(roots)) {
            node.arguments().forEach(argument -> uses.merge(argument, 1, Integer::sum));
        }
        return uses;
    }

    /** Returns the length of the longest chain of parts, one within the other. */
    static int depth(Collection<Expr> roots) {
        Map<Expr, Integer> depths = new IdentityHashMap<>();
        int deepest = 0;
        for (Expr node : order(roots)) {
            int depth = 1;
            for (Expr argument : node.arguments()) {
                depth = Math.max(depth, Objects.requireNonNull(depths.get(argument)) + 1);
            }
            depths.put(node, depth);
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /** Lists the expressions with symbols replaced; symbols that the map lacks stay. */
    public static List<Expr> substitute(List<Expr> roots, Map<Symbol, Expr> replacements) {
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : order(roots)) {
            done.put(node, replaced(node, replacements, done));
        }
        return roots.stream().map(done::get).toList();
    }

    /** Returns the expression with symbols replaced. */
    public static Expr substitute(Expr root, Map<Symbol, Expr> replacements) {
        return substitute(List.of(root), replacements).getFirst();
    }

    private static Expr replaced(Expr node, Map<Symbol, Expr> replacements, Map<Expr, Expr> done) {
        if (node.op() instanceof Op.Input(Symbol symbol)) {
            Expr replacement = replacements.getOrDefault(symbol, node);
            if (!replacement.axes().equals(node.axes())) {
                throw new IllegalArgumentException("Symbol '" + symbol + "' has the axes " + node.axes()
                        + " and cannot be replaced by " + replacement + " over " + replacement.axes() + ".");
            }
            return replacement;
        }
        List<Expr> arguments = node.arguments().stream().map(done::get).toList();
        return identical(arguments, node.arguments()) ? node : Expr.of(node.op(), arguments);
    }

    static boolean identical(List<Expr> left, List<Expr> right) {
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i) != right.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Visits without recursion, since expressions may be deeper than the stack: a network with many inner steps. */
    private static void visit(Expr root, Set<Expr> seen, List<Expr> ordered) {
        Deque<Visit> path = new ArrayDeque<>();
        if (seen.add(root)) {
            path.push(new Visit(root, root.arguments().iterator()));
        }
        while (!path.isEmpty()) {
            Visit current = path.peek();
            if (!current.arguments().hasNext()) {
                ordered.add(path.pop().node());
                continue;
            }
            Expr argument = current.arguments().next();
            if (seen.add(argument)) {
                path.push(new Visit(argument, argument.arguments().iterator()));
            }
        }
    }

    private record Visit(Expr node, Iterator<Expr> arguments) {}
}
