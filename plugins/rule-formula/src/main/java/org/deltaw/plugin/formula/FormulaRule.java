package org.deltaw.plugin.formula;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Formula;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;

/**
 * A rule that is written as a text: {@code x*(chosen*(a*r - w) - (1 - chosen)*forget*w)}.
 *
 * <p>Its names are those of parameters and traces in its settings, of the synapse's variables, and of signals; what the text may hold
 * beside them is {@link org.deltaw.expr.text.TextExpression}'s to say. All texts read traces and weights as they were before the step,
 * but {@code e.next}, the value of the trace {@code e} after it.
 */
@ServiceProvider(RuleFamily.class)
public final class FormulaRule implements RuleFamily<FormulaSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("formula");
    }

    @Override
    public String description() {
        return "a rule written as a formula of x (pre), y (post), w (weight), signals, parameters and traces";
    }

    @Override
    public Class<FormulaSettings> settingsType() {
        return FormulaSettings.class;
    }

    @Override
    public List<Parameter> parameters(FormulaSettings settings) {
        return settings.declared();
    }

    @Override
    public Plasticity plasticity(FormulaSettings settings, Synapse synapse, Bindings theta) {
        RuleNames names = new RuleNames(settings, synapse, theta);
        Map<Trace, Expr> traces = new LinkedHashMap<>();
        for (String name : settings.tracesInOrder()) {
            FormulaTrace trace = Objects.requireNonNull(settings.traces().get(name));
            Expr next = names.translate("traces." + name + ".update", trace.update(), trace.extent());
            names.define(name, next);
            traces.put(trace.named(name), next.broadcast(Axes.of(trace.extent().axes(synapse.preAxis(), synapse.postAxis()))));
        }
        return new Plasticity(names.translate("change", settings.change(), Extent.SYNAPSE), traces);
    }

    @Override
    public Optional<String> formula(FormulaSettings settings, ParameterValues values) {
        Map<String, String> numbers = new LinkedHashMap<>();
        settings.declared().forEach(parameter -> numbers.put(parameter.name(), Formula.rounded(values.scalar(parameter))));
        StringBuilder line = new StringBuilder(settings.change().withNumbers(numbers));
        settings.traces().forEach((name, trace) -> line.append(line.indexOf("; ") < 0 ? "; " : ", ").append(name).append(" becomes ")
                .append(trace.update().withNumbers(numbers)));
        return Optional.of(line.toString());
    }
}
