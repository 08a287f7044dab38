package org.deltaw.kernel.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;

/** What a loss sees of network, data and rules; remembers which means of targets it asked for. */
final class LossView implements LossInputs {
    private final Map<Observable, Symbol> outputs;
    private final ChannelSymbols channels;
    private final List<Expr> ruleParameters;
    private final Map<Symbol, Mean> means = new LinkedHashMap<>();

    /**
     * A mean of a target over the steps in which it was observed.
     *
     * @param name of the target
     */
    record Mean(String name, Symbol target, Expr observed) {}

    LossView(Map<Observable, Symbol> outputs, ChannelSymbols channels, List<Expr> ruleParameters) {
        this.outputs = outputs;
        this.channels = channels;
        this.ruleParameters = List.copyOf(ruleParameters);
    }

    @Override
    public boolean shows(Observable observable) {
        return outputs.containsKey(observable);
    }

    @Override
    public boolean holds(Target target) {
        return channels.find(Channel.Role.TARGET, target.name()).isPresent();
    }

    @Override
    public Expr prediction(Observable observable) {
        return output(observable).read();
    }

    @Override
    public Expr target(Target target, Observable comparedWith) {
        return targetSymbol(target, comparedWith).read();
    }

    @Override
    public Expr observed(Target target, Observable comparedWith) {
        Symbol output = output(comparedWith);
        return channels.find(Channel.Role.MASK, target.name()).map(mask -> {
            if (mask.width() != 1 && mask.width() != output.entries()) {
                throw new InvalidSpecException("The mask of '" + target + "' has " + mask.width()
                        + " values per step; expected 1 or " + output.entries() + ".");
            }
            boolean single = mask.width() == 1 && output.entries() != 1;
            return channels.use(mask, single ? List.of() : output.axes()).read();
        }).orElse(Expr.ONE);
    }

    @Override
    public Expr mean(Target target, Observable comparedWith) {
        Symbol symbol = targetSymbol(target, comparedWith);
        Symbol mean = new Symbol(Symbol.Kind.ATTRIBUTE, "mean " + target.name(), symbol.axes());
        means.put(mean, new Mean(target.name(), symbol, observed(target, comparedWith)));
        return mean.read();
    }

    @Override
    public List<Expr> ruleParameters() {
        return ruleParameters;
    }

    Map<Symbol, Mean> means() {
        return means;
    }

    private Symbol output(Observable observable) {
        Symbol symbol = outputs.get(observable);
        if (symbol == null) {
            throw new InvalidSpecException("The network does not show '" + observable + "'; it shows "
                    + outputs.keySet() + ". Choose a loss that compares one of these, or another network.");
        }
        return symbol;
    }

    private Symbol targetSymbol(Target target, Observable comparedWith) {
        Symbol output = output(comparedWith);
        Channel channel = channels.find(Channel.Role.TARGET, target.name()).orElseThrow(() -> new InvalidSpecException(
                "The data hold no '" + target + "'; they hold " + channels.names(Channel.Role.TARGET)
                        + ". Choose a loss that compares one of these, or other data."));
        if (channel.width() != output.entries()) {
            throw new InvalidSpecException("The data's '" + target + "' has " + channel.width()
                    + " values per step, but the network's '" + comparedWith + "' has " + output.entries()
                    + "; make the two agree.");
        }
        return channels.use(channel, output.axes());
    }
}
