package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Signal;

/** The signals that a rule may read in one presentation of a group of synapses: the data's, and those that the network computes. */
final class PresentedSignals implements SynapseView.Signals {
    private final ChannelSymbols channels;
    private final SynapseGroup group;
    private final Map<Signal, Expr> computed;

    /**
     * @param read the data's signals that the network reads: one that it computes of such a name takes the place of the data's
     * @throws InvalidSpecException if both the data and the network bring a signal of one name, and the network does not read the data's
     */
    PresentedSignals(ChannelSymbols channels, Set<String> read, SynapseGroup group, Presentation presentation) {
        this.channels = channels;
        this.group = group;
        this.computed = presentation.signals();
        for (Signal signal : computed.keySet()) {
            if (channels.find(Channel.Role.SIGNAL, signal.name()).isPresent() && !read.contains(signal.name())) {
                throw new InvalidSpecException("The network computes the signal '" + signal + "', and the data bring one of this "
                        + "name, too; rename the data's, or leave it out.");
            }
        }
    }

    @Override
    public List<Signal> offered() {
        List<Signal> offered = new ArrayList<>();
        Set<String> replaced = computed.keySet().stream().map(Signal::name).collect(Collectors.toSet());
        for (Channel channel : channels.all(Channel.Role.SIGNAL)) {
            if (replaced.contains(channel.name())) {
                continue;
            }
            for (Extent extent : Extent.values()) {
                boolean single = extent == Extent.GLOBAL;
                if (single == (channel.width() == 1) && channel.width() == axes(extent).entries()) {
                    offered.add(new Signal(channel.name(), extent));
                }
            }
        }
        offered.addAll(computed.keySet());
        return List.copyOf(offered);
    }

    @Override
    public Expr read(Signal signal) {
        Optional<Signal> known = computed.keySet().stream().filter(other -> other.name().equals(signal.name())).findFirst();
        if (known.isPresent()) {
            return computed(signal, known.get());
        }
        return channels.find(Channel.Role.SIGNAL, signal.name()).map(channel -> recorded(signal, channel))
                .orElseThrow(() -> new InvalidSpecException("The rule reads the signal '" + signal
                        + "', which the data do not bring; they bring " + channels.names(Channel.Role.SIGNAL)
                        + (computed.isEmpty() ? "" : ", and the network computes " + computed.keySet()) + "."));
    }

    private Expr computed(Signal signal, Signal known) {
        Expr value = computed.get(known);
        if (value == null || (known.extent() != Extent.GLOBAL && known.extent() != signal.extent())) {
            throw new InvalidSpecException("The rule reads the signal '" + signal + "' as " + signal.extent()
                    + ", but the network computes " + known.extent() + "; choose another rule, or another network.");
        }
        return value.broadcast(axes(signal.extent()));
    }

    private Expr recorded(Signal signal, Channel channel) {
        List<Axis> axes = signal.extent().axes(group.pre(), group.post());
        if (channel.width() == 1) {
            return channels.use(channel, List.of()).read().broadcast(Axes.of(axes));
        }
        if (channel.width() != Axes.of(axes).entries()) {
            throw new InvalidSpecException("The rule reads the signal '" + signal + "' as " + signal.extent() + " ("
                    + Axes.of(axes).entries() + " per step for '" + group + "'), but the data bring " + channel.width()
                    + "; make the two agree.");
        }
        return channels.use(channel, axes).read();
    }

    private Axes axes(Extent extent) {
        return Axes.of(extent.axes(group.pre(), group.post()));
    }
}
