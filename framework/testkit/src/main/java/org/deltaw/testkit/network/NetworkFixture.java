package org.deltaw.testkit.network;

import java.util.LinkedHashSet;
import java.util.Set;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.SynapseGroup;

/** What a network may read, which remembers what it did. */
final class NetworkFixture implements NetworkInputs {
    private final Set<Axis> inputAxes = new LinkedHashSet<>();
    private final Set<SynapseGroup> groups = new LinkedHashSet<>();
    private final Set<NeuronState> states = new LinkedHashSet<>();

    Set<Axis> inputAxes() {
        return inputAxes;
    }

    Set<SynapseGroup> groupsRead() {
        return groups;
    }

    Set<NeuronState> statesRead() {
        return states;
    }

    @Override
    public Expr input(Axis axis) {
        inputAxes.add(axis);
        return symbol(axis).read();
    }

    @Override
    public Expr weights(SynapseGroup group) {
        groups.add(group);
        return symbol(group).read();
    }

    /** Which synapses are missing is up to the kernel; here none is. */
    @Override
    public Expr connections(SynapseGroup group) {
        return Expr.ONE;
    }

    @Override
    public Expr state(NeuronState state) {
        states.add(state);
        return symbol(state).read();
    }

    static Symbol symbol(Axis inputs) {
        return Symbol.of(Symbol.Kind.CHANNEL, "input", inputs);
    }

    static Symbol symbol(SynapseGroup group) {
        return new Symbol(Symbol.Kind.STATE, group.name(), group.axes());
    }

    static Symbol symbol(NeuronState state) {
        return new Symbol(Symbol.Kind.STATE, state.name(), state.axes());
    }
}
