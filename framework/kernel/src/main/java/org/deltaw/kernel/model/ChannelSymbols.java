package org.deltaw.kernel.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.data.Channel;

/** The columns of the data that a model reads, and the symbols under which it reads them. */
final class ChannelSymbols {
    private final List<Channel> offered;
    private final Map<Symbol, Channel> used = new LinkedHashMap<>();

    ChannelSymbols(List<Channel> offered) {
        this.offered = List.copyOf(offered);
        used.put(gate(), Channel.UPDATE);
    }

    /** Returns the symbol of the gate of plasticity, which every model reads. */
    static Symbol gate() {
        return Symbol.of(Symbol.Kind.CHANNEL, "update");
    }

    Optional<Channel> find(Channel.Role role, String name) {
        return offered.stream().filter(channel -> channel.role() == role && channel.name().equals(name)).findFirst();
    }

    List<String> names(Channel.Role role) {
        return offered.stream().filter(channel -> channel.role() == role).map(Channel::name).toList();
    }

    Symbol use(Channel channel, List<Axis> axes) {
        String role = channel.role().name().toLowerCase(Locale.ROOT);
        Symbol symbol = new Symbol(Symbol.Kind.CHANNEL, role + " " + channel.name(), axes);
        used.put(symbol, channel);
        return symbol;
    }

    /** Lists the symbols that are read, with their columns, in the order of their first use. */
    Map<Symbol, Channel> used() {
        return used;
    }
}
