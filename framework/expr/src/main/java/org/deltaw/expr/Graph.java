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
import java.util.Set;
import java.util.function.Function;

/**
 * Walks over expressions, which share parts and so form a graph without cycles.
 *
 * <p>None recurses: expressions may be deeper than a thread's stack, as those of a network with many inner steps are.
 */
public final class Graph {
    private Graph() {}

    /** Lists every part of the given expressions once, arguments before what uses them. */
    public static List<Expr> order(Collection<Expr> roots) {
        return order(roots, Expr::arguments);
    }

    /**
     * Lists the given expressions and what they lead to, each once, and what a part leads to before the part.
     *
     * @param into what a part leads to: its arguments, or some of what lies within it
     */
    public static List<Expr> order(Collection<Expr> roots, Function<Expr, List<Expr>> into) {
        List<Expr> ordered = new ArrayList<>();
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        roots.forEach(root -> visit(root, into, seen, ordered));
        return ordered;
    }

    /**
     * Visits an item and then what it leads to, depth first and in order; what is met twice is visited twice.
     *
     * @param visit returns what an item leads to
     */
    public static <T> void descend(T first, Function<T, List<T>> visit) {
        Deque<T> ahead = new ArrayDeque<>(List.of(first));
        while (!ahead.isEmpty()) {
            visit.apply(ahead.pop()).reversed().forEach(ahead::push);
        }
    }

    /** Counts how often each part is used as an argument or as a root. */
    public static Map<Expr, Integer> uses(Collection<Expr> roots) {
        Map<Expr, Integer> uses = new IdentityHashMap<>();
        roots.forEach(root -> uses.merge(root, 1, Integer::sum));
        for (Expr node : order(roots)) {
            node.arguments().forEach(argument -> uses.merge(argument, 1, Integer::sum));
        }
        return uses;
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
        return with(node, node.arguments().stream().map(done::get).toList());
    }

    /** Returns the primitive of a part applied to other arguments; the part itself if they are its own. */
    public static Expr with(Expr node, List<Expr> arguments) {
        return identical(arguments, node.arguments()) ? node : Expr.of(node.op(), arguments);
    }

    private static boolean identical(List<Expr> left, List<Expr> right) {
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i) != right.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static void visit(Expr root, Function<Expr, List<Expr>> into, Set<Expr> seen, List<Expr> ordered) {
        Deque<Visit> path = new ArrayDeque<>();
        if (seen.add(root)) {
            path.push(new Visit(root, into.apply(root).iterator()));
        }
        while (!path.isEmpty()) {
            Visit current = path.peek();
            if (!current.ahead().hasNext()) {
                ordered.add(path.pop().node());
                continue;
            }
            Expr argument = current.ahead().next();
            if (seen.add(argument)) {
                path.push(new Visit(argument, into.apply(argument).iterator()));
            }
        }
    }

    private record Visit(Expr node, Iterator<Expr> ahead) {}
}
