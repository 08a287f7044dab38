package org.deltaw.kernel.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Axes;
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

    List<Channel> all(Channel.Role role) {
        return offered.stream().filter(channel -> channel.role() == role).toList();
    }

    List<String> names(Channel.Role role) {
        return all(role).stream().map(Channel::name).toList();
    }

    /** Returns the symbol of a column over the given axes; the same column may be read over others, under another symbol. */
    Symbol use(Channel channel, List<Axis> axes) {
        String name = channel.role().name().toLowerCase(Locale.ROOT) + " " + channel.name();
        Symbol plain = new Symbol(Symbol.Kind.CHANNEL, name, axes);
        boolean taken = used.keySet().stream().anyMatch(other -> other.name().equals(name) && !other.equals(plain));
        Symbol symbol = taken ? new Symbol(Symbol.Kind.CHANNEL, name + " over " + Axes.of(axes), axes) : plain;
        used.put(symbol, channel);
        return symbol;
    }

    /** Lists the symbols that are read, with their columns, in the order of their first use. */
    Map<Symbol, Channel> used() {
        return used;
    }
}
