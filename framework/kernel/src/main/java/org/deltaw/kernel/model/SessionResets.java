package org.deltaw.kernel.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.parameter.Initial;

/**
 * What neurons carry and rules remember returns to where it began in the first step of a session: all that reads such a state
 * reads its initial value there. Data without several sessions have no channel for it, and their programs nothing of it.
 */
final class SessionResets {
    private final Map<Symbol, Expr> readings = new LinkedHashMap<>();

    /**
     * Prepares it.
     *
     * @param states those that return, with their initial values
     * @throws InvalidSpecException if there are several sessions, and one of these values is drawn at random
     */
    SessionResets(ChannelSymbols channels, Map<Symbol, Initial> states) {
        channels.find(Channel.Role.SESSION, Channel.SESSION.name()).ifPresent(channel -> states.forEach((state, initial) -> {
            Expr begins = channels.use(channel, List.of()).read();
            Expr start = Expr.constant(constant(state, initial)).broadcast(Axes.of(state.axes()));
            readings.put(state, Expr.where(begins, start, state.read()));
        }));
    }

    private static double constant(Symbol state, Initial initial) {
        return switch (initial) {
            case Initial.Constant(double value) -> value;
            case Initial.Normal _ -> throw new InvalidSpecException("The data have several sessions in one trajectory, and where "
                    + "one begins, '" + state + "' returns to its initial value, but that is drawn at random; let each session "
                    + "begin anew, or use a network or rule for which it is a constant.");
        };
    }

    /** Returns formulas that read the states as they are at the beginning of a session, where one begins. */
    List<Expr> applyTo(List<Expr> formulas) {
        return readings.isEmpty() ? formulas : Graph.substitute(formulas, readings);
    }

    /** Lists the states that return; none if no data have several sessions. */
    Set<Symbol> states() {
        return readings.keySet();
    }
}
