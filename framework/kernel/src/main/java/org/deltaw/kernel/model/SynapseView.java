package org.deltaw.kernel.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;

/** What a rule sees of one group of synapses; remembers which traces it read. */
final class SynapseView implements Synapse {
    private final String group;
    private final Axis preAxis;
    private final Axis postAxis;
    private final Expr pre;
    private final Expr post;
    private final Expr weight;
    private final List<Signal> signals;
    private final Function<Signal, Expr> readSignal;
    private final Map<Trace, Symbol> traces = new LinkedHashMap<>();

    SynapseView(String group, List<Axis> axes, Expr pre, Expr post, Expr weight, List<Signal> signals,
            Function<Signal, Expr> readSignal) {
        this.group = group;
        this.preAxis = axes.get(0);
        this.postAxis = axes.get(1);
        this.pre = pre;
        this.post = post;
        this.weight = weight;
        this.signals = List.copyOf(signals);
        this.readSignal = readSignal;
    }

    /** A synapse whose parts print as x, y, w, r and the names of other signals. */
    static SynapseView forPrinting() {
        Axis pre = new Axis("pre", 2);
        Axis post = new Axis("post", 2);
        return new SynapseView("", List.of(pre, post), Symbol.of(Symbol.Kind.CHANNEL, "x", pre).read(),
                Symbol.of(Symbol.Kind.CHANNEL, "y", post).read(), Symbol.of(Symbol.Kind.STATE, "w", pre, post).read(),
                List.of(), signal -> Symbol.of(Symbol.Kind.CHANNEL,
                        signal.equals(Signal.REWARD) ? "r" : signal.name()).read());
    }

    @Override
    public Axis preAxis() {
        return preAxis;
    }

    @Override
    public Axis postAxis() {
        return postAxis;
    }

    @Override
    public Expr pre() {
        return pre;
    }

    @Override
    public Expr post() {
        return post;
    }

    @Override
    public Expr weight() {
        return weight;
    }

    @Override
    public List<Signal> signals() {
        return signals;
    }

    @Override
    public Expr signal(Signal signal) {
        return readSignal.apply(signal);
    }

    @Override
    public Expr trace(Trace trace) {
        return traces.computeIfAbsent(trace, this::symbol).read();
    }

    Map<Trace, Symbol> traces() {
        return traces;
    }

    private Symbol symbol(Trace trace) {
        List<Axis> axes = switch (trace.extent()) {
            case PRE -> List.of(preAxis);
            case POST -> List.of(postAxis);
            case SYNAPSE -> List.of(preAxis, postAxis);
        };
        String name = group.isEmpty() ? trace.name() : group + "." + trace.name();
        return new Symbol(Symbol.Kind.STATE, name, axes);
    }
}
