package org.deltaw.kernel.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.rule.Signal;
import org.jspecify.annotations.Nullable;

/** What an extension has built must keep its contract; if not, its author is told what is wrong with it. */
final class ContractChecks {
    private ContractChecks() {}

    /** Requires a formula over exactly these axes. */
    static void requireAxes(ExtensionId id, String what, @Nullable Expr value, Axes axes) {
        if (!present(id, what, value).axes().equals(axes)) {
            throw otherAxes(id, what, value, axes);
        }
    }

    /** Requires a formula over at most these axes. */
    static void requireAxesWithin(ExtensionId id, String what, @Nullable Expr value, Axes axes) {
        if (!axes.containsAll(present(id, what, value).axes())) {
            throw otherAxes(id, what, value, axes);
        }
    }

    /** Requires that there is a formula. */
    static Expr present(ExtensionId id, String what, @Nullable Expr value) {
        if (value == null) {
            throw new BrokenExtensionException(id, "its " + what + " is null; expected a formula.");
        }
        return value;
    }

    private static BrokenExtensionException otherAxes(ExtensionId id, String what, @Nullable Expr value, Axes axes) {
        return new BrokenExtensionException(id, "its " + what + " should have the axes " + axes + ", but " + value
                + " has " + present(id, what, value).axes() + ".");
    }

    /**
     * Requires a network to say what becomes of all that it carries, under names of their own.
     *
     * @param carried the states of which it says so, weights included
     * @param read the states that it reads
     */
    static void requireStates(ExtensionId id, List<Symbol> carried, Set<Symbol> read) {
        Set<String> names = new HashSet<>();
        for (Symbol state : carried) {
            if (!names.add(state.name())) {
                throw new BrokenExtensionException(id, "it has two states or groups of synapses named '" + state + "'.");
            }
        }
        for (Symbol state : read) {
            if (!carried.contains(state)) {
                throw new BrokenExtensionException(id, "it reads state '" + state + "' but does not say what becomes "
                        + "of it; add next(state, value) to the network, or plastic(group, ...) for weights.");
            }
        }
    }

    /** Requires formulas to read nothing but what their extension was given. */
    static void requireGiven(ExtensionId id, List<Expr> formulas, Set<Symbol> given) {
        for (Expr formula : formulas) {
            for (Symbol symbol : formula.symbols()) {
                if (!given.contains(symbol)) {
                    throw new BrokenExtensionException(id, "it reads '" + symbol + "' of kind " + symbol.kind()
                            + ", which it was not given; formulas read what the methods of their argument return.");
                }
            }
        }
    }

    /** Requires a rule to be shown what it may read, in each presentation of a group. */
    static void requirePresentations(ExtensionId id, Network.Plastic plastic) {
        String group = "group of synapses '" + plastic.group() + "'";
        if (!Double.isFinite(plastic.rate())) {
            throw new BrokenExtensionException(id, "its " + group + " has the rate " + plastic.rate() + "; expected a finite number.");
        }
        if (plastic.presentations().isEmpty()) {
            throw new BrokenExtensionException(id, "its " + group + " has no presentation; add Presentation.of(pre, post).");
        }
        Set<String> names = new HashSet<>();
        for (Presentation presentation : plastic.presentations()) {
            boolean named = plastic.presentations().size() == 1 || !presentation.name().isBlank();
            if (!named || !names.add(presentation.name())) {
                throw new BrokenExtensionException(id, "its " + group + " has several presentations, of which one is named '"
                        + presentation.name() + "'; give each a name of its own.");
            }
            requirePresentation(id, plastic.group(), presentation);
            requireSameSignals(id, group, plastic.presentations().getFirst(), presentation);
        }
    }

    private static void requirePresentation(ExtensionId id, SynapseGroup group, Presentation presentation) {
        String where = (presentation.name().isEmpty() ? "presentation" : "presentation '" + presentation.name() + "'")
                + " of '" + group + "'";
        requireAxes(id, where + ": pre", presentation.pre(), Axes.of(group.pre()));
        requireAxes(id, where + ": post", presentation.post(), Axes.of(group.post()));
        requireAxes(id, where + ": condition", presentation.condition(), Axes.NONE);
        Set<String> names = new HashSet<>();
        for (Map.Entry<Signal, Expr> computed : presentation.signals().entrySet()) {
            Signal signal = computed.getKey();
            requireAxes(id, where + ": signal '" + signal + "'", computed.getValue(),
                    Axes.of(signal.extent().axes(group.pre(), group.post())));
            if (!names.add(signal.name())) {
                throw new BrokenExtensionException(id, "its " + where + " has two signals named '" + signal + "'.");
            }
        }
    }

    private static void requireSameSignals(ExtensionId id, String group, Presentation first, Presentation other) {
        if (!first.signals().keySet().equals(other.signals().keySet())) {
            throw new BrokenExtensionException(id, "its " + group + " has the signals " + names(first) + " in presentation '"
                    + first.name() + "' but " + names(other) + " in '" + other.name() + "'; expected the same in each.");
        }
    }

    private static String names(Presentation presentation) {
        return presentation.signals().keySet().stream().map(signal -> signal.name() + ", " + signal.extent())
                .collect(Collectors.joining("; ", "[", "]"));
    }
}
