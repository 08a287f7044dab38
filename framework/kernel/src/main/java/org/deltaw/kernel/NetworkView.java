package org.deltaw.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.Channel;
import org.deltaw.spi.Initial;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NetworkInputs;
import org.deltaw.spi.NeuronState;
import org.deltaw.spi.SynapseGroup;

/** What a network sees; remembers which states it read. */
final class NetworkView implements NetworkInputs {
    private final ChannelSymbols channels;
    private final Map<Symbol, Initial> states = new LinkedHashMap<>();

    NetworkView(ChannelSymbols channels) {
        this.channels = channels;
    }

    @Override
    public Expr input(Axis axis) {
        Channel channel = channels.find(Channel.Role.INPUT, "input").orElseThrow(() -> new InvalidSpecException(
                "The data have no input, which the network reads."));
        if (channel.width() != axis.size()) {
            throw new InvalidSpecException("layers", "The network reads " + axis.size()
                    + " inputs, but the data have " + channel.width() + " per step; make the two agree.");
        }
        return channels.use(channel, List.of(axis)).read();
    }

    @Override
    public Expr weights(SynapseGroup group) {
        return state(weightsSymbol(group), group.initial());
    }

    @Override
    public Expr state(NeuronState state) {
        return state(stateSymbol(state), state.initial());
    }

    static Symbol weightsSymbol(SynapseGroup group) {
        return new Symbol(Symbol.Kind.STATE, group.name(), group.axes());
    }

    static Symbol stateSymbol(NeuronState state) {
        return new Symbol(Symbol.Kind.STATE, state.name(), state.axes());
    }

    private Expr state(Symbol symbol, Initial initial) {
        states.put(symbol, initial);
        return symbol.read();
    }
}
