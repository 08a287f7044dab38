package org.deltaw.testkit.rule;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.InvalidSpecException;
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

    /** Lists the signals that were read. */
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
        signals.add(signal);
        if (!offered.contains(signal)) {
            throw new InvalidSpecException("The data do not bring the signal '" + signal + "'; they bring " + offered
                    + ".");
        }
        return Symbol.of(Symbol.Kind.CHANNEL, "signal " + signal).read();
    }

    @Override
    public Expr trace(Trace trace) {
        return traces.computeIfAbsent(trace, this::symbol).read();
    }

    private Symbol symbol(Trace trace) {
        return new Symbol(Symbol.Kind.STATE, "trace " + trace.name(), axes(trace));
    }

    List<Axis> axes(Trace trace) {
        return switch (trace.extent()) {
            case PRE -> List.of(pre);
            case POST -> List.of(post);
            case SYNAPSE -> List.of(pre, post);
        };
    }
}
