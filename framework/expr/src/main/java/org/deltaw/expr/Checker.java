package org.deltaw.expr;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks graphs after every pass over them; a failure is an error of the pass, or of the formula's author. */
public final class Checker {
    private Checker() {}

    /**
     * Checks that every part has the axes its primitive gives it, that no name means two things, and
     * that only symbols of the given kinds are read.
     *
     * @throws IllegalArgumentException naming the part that is wrong
     */
    public static void check(Collection<Expr> roots, Set<Symbol.Kind> kinds) {
        Map<String, Symbol> byName = new HashMap<>();
        for (Expr node : Graph.order(roots)) {
            if (!Typing.axes(node.op(), node.arguments()).equals(node.axes())) {
                throw new IllegalArgumentException(node + " says it has the axes " + node.axes() + ".");
            }
            if (node.op() instanceof Op.Input(Symbol symbol)) {
                if (!kinds.contains(symbol.kind())) {
                    throw new IllegalArgumentException("Symbol '" + symbol + "' of kind " + symbol.kind()
                            + " cannot be read here; allowed are " + kinds + ".");
                }
                Symbol other = byName.putIfAbsent(symbol.kind() + " " + symbol.name(), symbol);
                if (other != null && !other.equals(symbol)) {
                    throw new IllegalArgumentException("Symbol '" + symbol + "' is read both over " + other.axes()
                            + " and over " + symbol.axes() + ".");
                }
            }
        }
    }

    /**
     * Finds the primitives that are newer than a version of the set.
     *
     * @return for each of their names, sorted, the version that brought it; empty if all are known at that version
     */
    public static SortedMap<String, Integer> newerThan(int version, Collection<Expr> roots) {
        SortedMap<String, Integer> newer = new TreeMap<>();
        for (Expr node : Graph.order(roots)) {
            if (node.op().since() > version) {
                newer.put(node.op().word(), node.op().since());
            }
        }
        return newer;
    }

    /**
     * Checks that a value has the axes it should have.
     *
     * @param what it is, for the message
     * @throws IllegalArgumentException if it has others
     */
    public static void requireAxes(String what, Expr value, Axes axes) {
        if (!value.axes().equals(axes)) {
            throw new IllegalArgumentException("The " + what + " should have the axes " + axes.toList() + ", but "
                    + value + " has " + value.axes().toList() + ".");
        }
    }

    /**
     * Checks derivatives: each has the axes of the symbol by which was differentiated.
     *
     * @throws IllegalArgumentException naming the one that is wrong
     */
    public static void checkGradient(List<Symbol> symbols, List<Expr> gradient) {
        check(gradient, EnumSet.allOf(Symbol.Kind.class));
        for (int i = 0; i < symbols.size(); i++) {
            requireAxes("derivative of '" + symbols.get(i) + "'", gradient.get(i), Axes.of(symbols.get(i).axes()));
        }
    }
}
