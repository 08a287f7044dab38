package org.deltaw.testkit.network;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.SynapseGroup;

/** What a network may read, which remembers what it did. */
final class NetworkFixture implements NetworkInputs {
    private final Set<Axis> inputAxes = new LinkedHashSet<>();
    private final Set<Symbol> inputs = new LinkedHashSet<>();
    private final boolean brings;
    private final ToIntFunction<Input> widths;
    private boolean asked;
    private final Set<SynapseGroup> groups = new LinkedHashSet<>();
    private final Set<NeuronState> states = new LinkedHashSet<>();

    /**
     * @param brings whether the data bring along what the network asks for before it reads it
     * @param widths how many values of it a step has
     */
    NetworkFixture(boolean brings, ToIntFunction<Input> widths) {
        this.brings = brings;
        this.widths = widths;
    }

    /** Tells whether the network asked what the data bring along. */
    boolean wasAsked() {
        return asked;
    }

    Set<Axis> inputAxes() {
        return inputAxes;
    }

    /** Lists the symbols that stand for all inputs that were read. */
    Set<Symbol> inputsRead() {
        return inputs;
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
        return read(Symbol.of(Symbol.Kind.CHANNEL, "input", axis));
    }

    @Override
    public Expr input(Input input, Axis... axes) {
        return read(Symbol.of(Symbol.Kind.CHANNEL, "input " + input, axes));
    }

    private Expr read(Symbol input) {
        inputs.add(input);
        return input.read();
    }

    @Override
    public boolean brings(Input input) {
        asked = true;
        return brings;
    }

    @Override
    public int width(Input input) {
        return widths.applyAsInt(input);
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

    static Symbol symbol(SynapseGroup group) {
        return new Symbol(Symbol.Kind.STATE, group.name(), group.axes());
    }

    static Symbol symbol(NeuronState state) {
        return new Symbol(Symbol.Kind.STATE, state.name(), state.axes());
    }
}
