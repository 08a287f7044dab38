package org.deltaw.plugin.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.text.Part;
import org.deltaw.expr.text.TextException;
import org.deltaw.expr.text.TextExpression;
import org.deltaw.expr.text.Translator;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.SynapticVariable;

/**
 * What the names in a rule stand for at a synapse: its variables, the rule's parameters and traces, and signals.
 *
 * <p>A signal that may be one value for each presynaptic as well as for each postsynaptic neuron is told apart by its ending, as in {@code
 * dopamine.post}. {@code r} is the reward, if nothing else is called so.
 */
final class RuleNames {
    private static final String WHAT = "a parameter, a variable, a trace or a signal";

    private final Synapse synapse;
    private final Map<String, Supplier<Expr>> own = new LinkedHashMap<>();

    RuleNames(FormulaSettings settings, Synapse synapse, Bindings theta) {
        this.synapse = synapse;
        settings.declared().forEach(parameter -> own.put(parameter.name(), () -> theta.of(parameter)));
        Vocabulary.VARIABLES.forEach((name, variable) -> own.put(name, () -> variable.read(synapse)));
        settings.traces().forEach((name, trace) -> own.put(name, () -> synapse.trace(trace.named(name))));
    }

    /** Makes known what the value of a trace is after the step. */
    void define(String trace, Expr next) {
        own.put(trace + Vocabulary.NEXT, () -> next);
    }

    /**
     * Makes an expression of a text, over axes that an extent has.
     *
     * @param key where it stands in the rule's settings
     * @throws InvalidSpecException if a name means nothing here, values do not combine, or there are more than the extent has
     */
    Expr translate(String key, TextExpression text, Extent extent) {
        try {
            Map<String, Expr> values = new HashMap<>();
            for (Part part : text.parts()) {
                if (part instanceof Part.Name name) {
                    values.put(name.name(), value(text, name));
                }
            }
            Map<String, Axis> axes = Map.of("pre", synapse.preAxis(), "post", synapse.postAxis());
            return within(extent, text, new Translator(values, axes).translate(text));
        } catch (TextException wrong) {
            throw InvalidSpecException.of(key, wrong);
        }
    }

    private Expr within(Extent extent, TextExpression text, Expr value) {
        Axes axes = Axes.of(extent.axes(synapse.preAxis(), synapse.postAxis()));
        if (!axes.containsAll(value.axes())) {
            String axis = axes.contains(synapse.preAxis()) || !value.axes().contains(synapse.preAxis()) ? "post" : "pre";
            throw text.fault(text.parts().getLast().span(), "more than " + extent, "a sum, as in sum(…, " + axis
                    + "), or another extent of the trace");
        }
        return value;
    }

    private Expr value(TextExpression text, Part.Name name) {
        Supplier<Expr> mine = own.get(name.name());
        List<Signal> signals = signals(name.name());
        if (mine != null && !signals.isEmpty() && !Vocabulary.VARIABLES.containsKey(name.name())) {
            throw text.fault(name.span(), "'" + name.name() + "', which is both the rule's own and a signal",
                    "another name for the rule's");
        } else if (mine != null) {
            return mine.get();
        } else if (signals.size() > 1) {
            throw text.fault(name.span(), "'" + name.name() + "', which may be " + signals.get(0).extent() + " or "
                    + signals.get(1).extent(), signals.get(0) + ending(signals.get(0)) + " or " + signals.get(1) + ending(signals.get(1)));
        }
        return signals.stream().findFirst().map(synapse::signal).orElseThrow(() -> unknown(text, name));
    }

    /** Lists the signals that a name may stand for: one, or the same for neurons of either side. */
    private List<Signal> signals(String name) {
        List<Signal> exact = named(name);
        if (exact.isEmpty()) {
            return name.equals(SynapticVariable.R.symbol()) ? named(Signal.REWARD.name())
                    : synapse.signals().stream().filter(signal -> name.equals(signal.name() + ending(signal))).toList();
        }
        return exact;
    }

    private List<Signal> named(String name) {
        return synapse.signals().stream().filter(signal -> signal.name().equals(name)).toList();
    }

    private static String ending(Signal signal) {
        return "." + signal.extent().name().toLowerCase(Locale.ROOT);
    }

    private TextException unknown(TextExpression text, Part.Name name) {
        if (name.name().equals(SynapticVariable.R.symbol())) {
            return text.fault(name.span(), "'r', which is short for the signal '" + Signal.REWARD + "' that is not there",
                    WHAT + ", one of " + String.join(", ", known()));
        }
        return text.unknown(name, WHAT, known());
    }

    private List<String> known() {
        List<String> known = new ArrayList<>(own.keySet());
        Set<String> signals = new TreeSet<>();
        synapse.signals().forEach(signal -> signals.add(signal.name()));
        known.addAll(signals);
        return known;
    }
}
