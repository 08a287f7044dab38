package org.deltaw.kernel.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.SynapseGroup;

/** What a network sees; remembers which states it read. */
final class NetworkView implements NetworkInputs {
    private final ChannelSymbols channels;
    private final SynapseGroups synapses;
    private final Set<Symbol> states = new LinkedHashSet<>();

    NetworkView(ChannelSymbols channels, SynapseGroups synapses) {
        this.channels = channels;
        this.synapses = synapses;
    }

    @Override
    public Expr input(Axis axis) {
        Channel channel = channels.find(Channel.Role.INPUT, "input").orElseThrow(() -> new InvalidSpecException(
                "The data have no input, which the network reads."));
        if (channel.width() != axis.size()) {
            throw new InvalidSpecException("The network reads " + axis.size()
                    + " inputs, but the data have " + channel.width() + " per step; make the two agree.");
        }
        return channels.use(channel, List.of(axis)).read();
    }

    @Override
    public Expr input(Input input, Axis... axes) {
        Channel channel = required(input);
        int entries = Axes.of(axes).entries();
        if (channel.width() != entries) {
            throw new InvalidSpecException("The network reads " + entries + " values of '" + input + "' per step, but the data bring "
                    + channel.width() + "; make the two agree.");
        }
        return channels.use(channel, List.of(axes)).read();
    }

    @Override
    public boolean brings(Input input) {
        return find(input).isPresent();
    }

    @Override
    public int width(Input input) {
        return required(input).width();
    }

    private Channel required(Input input) {
        return find(input).orElseThrow(() -> new InvalidSpecException("The network reads '" + input
                + "', which the data do not bring; they bring the inputs " + channels.names(Channel.Role.INPUT)
                + " and the signals " + channels.names(Channel.Role.SIGNAL) + "."));
    }

    private Optional<Channel> find(Input input) {
        return channels.find(Channel.Role.INPUT, input.name())
                .or(() -> channels.find(Channel.Role.SIGNAL, input.name()));
    }

    @Override
    public Expr weights(SynapseGroup group) {
        states.add(synapses.symbol(group));
        return synapses.weights(group);
    }

    @Override
    public Expr connections(SynapseGroup group) {
        return synapses.connections(group);
    }

    @Override
    public Expr state(NeuronState state) {
        Symbol symbol = stateSymbol(state);
        states.add(symbol);
        return symbol.read();
    }

    static Symbol stateSymbol(NeuronState state) {
        return new Symbol(Symbol.Kind.STATE, state.name(), state.axes());
    }

    /** Lists the states that were read, weights included. */
    Set<Symbol> states() {
        return states;
    }
}
