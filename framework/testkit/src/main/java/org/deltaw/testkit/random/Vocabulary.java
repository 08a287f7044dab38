package org.deltaw.testkit.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;

/** The axes and symbols of random expressions, and the values that suit each symbol. */
final class Vocabulary {
    /** Which values a symbol takes. */
    enum Style {
        /** Between -1 and 1. */
        SMOOTH,
        /** Of either sign, at least 1 and at most 2 away from 0: keeps kinks at a distance. */
        SWITCH,
        /** 0 or 1, and never varied. */
        BINARY
    }

    /** The largest magnitude of a smooth symbol. States start smaller, and stay below it in random steps. */
    static final double SMOOTH_BOUND = 1.25;
    static final double SWITCH_BOUND = 2;

    private final RandomGenerator random;
    private final List<Axis> axes;
    private final Map<Symbol, Style> symbols = new LinkedHashMap<>();

    Vocabulary(RandomGenerator random) {
        this.random = random;
        Axis pre = new Axis("pre", 1 + random.nextInt(4));
        this.axes = List.of(pre, new Axis("post", 1 + random.nextInt(3)), pre.named("twin"));
        for (Symbol.Kind kind : List.of(Symbol.Kind.CHANNEL, Symbol.Kind.ATTRIBUTE, Symbol.Kind.PARAMETER)) {
            declare(kind, Axes.NONE, Style.SMOOTH);
            declare(kind, someOf(Axes.of(axes)), Style.SMOOTH);
        }
        declare(Symbol.Kind.CHANNEL, Axes.of(pre), Style.SMOOTH);
        declare(Symbol.Kind.STATE, Axes.of(pre, axes.get(1)), Style.SMOOTH);
        declare(Symbol.Kind.STATE, Axes.of(axes.get(1)), Style.SMOOTH);
        declare(Symbol.Kind.STATE, Axes.NONE, Style.SMOOTH);
    }

    List<Axis> axes() {
        return axes;
    }

    /** Lists the symbols declared so far. */
    List<Symbol> symbols() {
        return List.copyOf(symbols.keySet());
    }

    List<Symbol> symbols(Symbol.Kind kind) {
        return symbols.keySet().stream().filter(symbol -> symbol.kind() == kind).toList();
    }

    boolean varies(Symbol symbol) {
        return symbols.get(symbol) != Style.BINARY;
    }

    /** Draws a subset of the axes, often a small one. */
    Axes someOf(Axes all) {
        List<Axis> chosen = new ArrayList<>();
        for (Axis axis : all) {
            if (random.nextInt(3) == 0) {
                chosen.add(axis);
            }
        }
        return Axes.of(chosen);
    }

    /** Draws a symbol with smooth values that varies over no other axes than the given. */
    Expr within(Axes all) {
        return drawn(smooth(all));
    }

    /** Draws such a symbol that is no parameter: in its own parameters a cost need not be convex. */
    Expr targetWithin(Axes all) {
        return drawn(smooth(all).stream().filter(symbol -> symbol.kind() != Symbol.Kind.PARAMETER).toList());
    }

    private List<Symbol> smooth(Axes all) {
        return symbols.entrySet().stream().filter(entry -> entry.getValue() == Style.SMOOTH)
                .map(Map.Entry::getKey).filter(symbol -> all.containsAll(Axes.of(symbol.axes()))).toList();
    }

    private Expr drawn(List<Symbol> suitable) {
        return suitable.get(random.nextInt(suitable.size())).read();
    }

    /** Reads a channel of switch values over exactly these axes. */
    Expr switching(Axes over) {
        return find(Symbol.Kind.CHANNEL, over, Style.SWITCH).read();
    }

    /** Reads a gate, or a mask, of exactly these axes. */
    Expr binary(Axes over) {
        Symbol.Kind kind = over.isEmpty() ? Symbol.Kind.CHANNEL : Symbol.Kind.ATTRIBUTE;
        return find(kind, over, Style.BINARY).read();
    }

    /** Draws values for a symbol, row-major over its axes as declared. */
    double[] draw(Symbol symbol, RandomGenerator source) {
        Style style = Objects.requireNonNull(symbols.get(symbol));
        double[] values = new double[symbol.entries()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (style) {
                case SMOOTH -> source.nextDouble(-1, 1);
                case SWITCH -> source.nextDouble(1, SWITCH_BOUND) * (source.nextBoolean() ? 1 : -1);
                case BINARY -> source.nextInt(2);
            };
        }
        return values;
    }

    private Symbol find(Symbol.Kind kind, Axes over, Style style) {
        for (Map.Entry<Symbol, Style> entry : symbols.entrySet()) {
            Symbol symbol = entry.getKey();
            if (symbol.kind() == kind && entry.getValue() == style && Axes.of(symbol.axes()).equals(over)) {
                return symbol;
            }
        }
        return declare(kind, over, style);
    }

    private Symbol declare(Symbol.Kind kind, Axes over, Style style) {
        String name = kind.name().substring(0, 1).toLowerCase(java.util.Locale.ROOT) + symbols.size();
        List<Axis> order = new ArrayList<>(over.toList());
        Collections.shuffle(order, random);
        Symbol symbol = new Symbol(kind, name, order);
        symbols.put(symbol, style);
        return symbol;
    }
}
