package org.deltaw.testkit.rule;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;

/** Synapses between two layers, which remember what a rule read of them. */
final class SynapseFixture implements Synapse {
    private final Axis pre;
    private final Axis post;
    private final List<Signal> offered;
    private final Set<Signal> signals = new LinkedHashSet<>();
    private final Map<Trace, Symbol> traces = new LinkedHashMap<>();

    SynapseFixture(Axis pre, Axis post, List<Signal> offered) {
        this.pre = pre;
        this.post = post;
        this.offered = List.copyOf(offered);
    }

    /** Lists those of the offered signals that were read, and others that were asked for. */
    Set<Signal> signalsRead() {
        return signals;
    }

    /** Lists the traces that were read, with the symbols that stand for them. */
    Map<Trace, Symbol> tracesRead() {
        return traces;
    }

    @Override
    public Axis preAxis() {
        return pre;
    }

    @Override
    public Axis postAxis() {
        return post;
    }

    @Override
    public Expr pre() {
        return Symbol.of(Symbol.Kind.CHANNEL, "pre", pre).read();
    }

    @Override
    public Expr post() {
        return Symbol.of(Symbol.Kind.CHANNEL, "post", post).read();
    }

    @Override
    public Expr weight() {
        return Symbol.of(Symbol.Kind.STATE, "weight", pre, post).read();
    }

    @Override
    public List<Signal> signals() {
        return offered;
    }

    @Override
    public Expr signal(Signal signal) {
        Signal found = offered.stream().filter(other -> other.name().equals(signal.name())).findFirst().orElse(signal);
        signals.add(found);
        boolean fits = found.extent() == Extent.GLOBAL || found.extent() == signal.extent();
        if (!offered.contains(found) || !fits) {
            throw new InvalidSpecException("There is no signal '" + signal + "' with " + signal.extent() + "; there are "
                    + offered.stream().map(other -> other + " with " + other.extent()).toList() + ".");
        }
        return symbol(found).read().broadcast(Axes.of(signal.extent().axes(pre, post)));
    }

    /** Returns the symbol that stands for an offered signal. */
    Symbol symbol(Signal signal) {
        return new Symbol(Symbol.Kind.CHANNEL, "signal " + signal, signal.extent().axes(pre, post));
    }

    @Override
    public Expr trace(Trace trace) {
        return traces.computeIfAbsent(trace, this::symbol).read();
    }

    private Symbol symbol(Trace trace) {
        return new Symbol(Symbol.Kind.STATE, "trace " + trace.name(), trace.extent().axes(pre, post));
    }
}
