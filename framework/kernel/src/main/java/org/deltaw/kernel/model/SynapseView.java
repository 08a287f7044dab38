package org.deltaw.kernel.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;

/** What a rule sees of one group of synapses in one presentation; remembers which traces it read. */
final class SynapseView implements Synapse {
    private final String owner;
    private final List<Axis> axes;
    private final Presentation shown;
    private final Expr weight;
    private final Signals signals;
    private final Map<Trace, Symbol> traces = new LinkedHashMap<>();

    /** What signals there are. */
    interface Signals {
        List<Signal> offered();

        Expr read(Signal signal);
    }

    /**
     * @param owner what the names of states begin with that are the rule's traces; may be empty
     * @param axes of the presynaptic and of the postsynaptic neurons
     */
    SynapseView(String owner, List<Axis> axes, Presentation shown, Expr weight, Signals signals) {
        this.owner = owner;
        this.axes = List.copyOf(axes);
        this.shown = shown;
        this.weight = weight;
        this.signals = signals;
    }

    /** A synapse whose parts print as x, y, w, r and the names of other signals. */
    static SynapseView forPrinting() {
        Axis pre = new Axis("pre", 2);
        Axis post = new Axis("post", 2);
        Presentation shown = Presentation.of(Symbol.of(Symbol.Kind.CHANNEL, "x", pre).read(),
                Symbol.of(Symbol.Kind.CHANNEL, "y", post).read());
        return new SynapseView("", List.of(pre, post), shown, Symbol.of(Symbol.Kind.STATE, "w", pre, post).read(), new Signals() {
            @Override
            public List<Signal> offered() {
                return List.of();
            }

            @Override
            public Expr read(Signal signal) {
                String name = signal.equals(Signal.REWARD) ? "r" : signal.name();
                return new Symbol(Symbol.Kind.CHANNEL, name, signal.extent().axes(pre, post)).read();
            }
        });
    }

    @Override
    public Axis preAxis() {
        return axes.getFirst();
    }

    @Override
    public Axis postAxis() {
        return axes.getLast();
    }

    @Override
    public Expr pre() {
        return shown.pre();
    }

    @Override
    public Expr post() {
        return shown.post();
    }

    @Override
    public Expr weight() {
        return weight;
    }

    @Override
    public List<Signal> signals() {
        return signals.offered();
    }

    @Override
    public Expr signal(Signal signal) {
        return signals.read(signal);
    }

    @Override
    public Expr trace(Trace trace) {
        return traces.computeIfAbsent(trace, this::symbol).read();
    }

    Map<Trace, Symbol> traces() {
        return traces;
    }

    private Symbol symbol(Trace trace) {
        String name = owner.isEmpty() ? trace.name() : owner + "." + trace.name();
        return new Symbol(Symbol.Kind.STATE, name, trace.extent().axes(preAxis(), postAxis()));
    }
}
