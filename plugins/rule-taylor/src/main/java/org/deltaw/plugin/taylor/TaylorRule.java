package org.deltaw.plugin.taylor;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Formula;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.SynapticVariable;

/**
 * The truncated Taylor series {@code sum of theta_abcd x^a y^b w^c r^d} (Mehta et al., NeurIPS 2024, eq. 4).
 *
 * <p>A coefficient's parameter has the name of its term, as in {@code x*r}. The sum is written term by
 * term; that it is computed in nested form is the simplifier's work.
 */
@ServiceProvider(RuleFamily.class)
public final class TaylorRule implements RuleFamily<TaylorSettings> {
    private static final int TERMS_SHOWN = 12;

    @Override
    public ExtensionId id() {
        return new ExtensionId("taylor");
    }

    @Override
    public String description() {
        return "Taylor series: a sum of coefficients times powers of x (pre), y (post), w (weight) and r (reward)";
    }

    @Override
    public Class<TaylorSettings> settingsType() {
        return TaylorSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Mehta, Tyulmankov, Rajagopalan, Turner, Fitzgerald and Funke, Model-based inference "
                + "of synaptic plasticity rules, NeurIPS 2024", "10.48550/arXiv.2312.12649"));
    }

    @Override
    public List<Parameter> parameters(TaylorSettings settings) {
        return settings.allTerms().stream().map(term -> coefficient(settings, term)).toList();
    }

    @Override
    public Plasticity plasticity(TaylorSettings settings, Synapse synapse, Bindings theta) {
        List<Expr> summands = new ArrayList<>();
        for (Term term : settings.allTerms()) {
            Expr summand = theta.of(coefficient(settings, term));
            for (SynapticVariable variable : SynapticVariable.values()) {
                if (term.power(variable) > 0) {
                    summand = Expr.outer(summand, variable.read(synapse).power(term.power(variable)));
                }
            }
            summands.add(summand);
        }
        return Plasticity.of(Expr.sumOf(summands));
    }

    @Override
    public Optional<String> formula(TaylorSettings settings, ParameterValues values) {
        record Summand(Term term, double value) {}
        List<Summand> summands = new ArrayList<>();
        for (Term term : settings.allTerms()) {
            double value = values.scalar(coefficient(settings, term));
            if (value != 0) {
                summands.add(new Summand(term, value));
            }
        }
        summands.sort(Comparator.comparingDouble((Summand summand) -> -Math.abs(summand.value())));
        StringBuilder formula = new StringBuilder();
        for (Summand summand : summands.subList(0, Math.min(TERMS_SHOWN, summands.size()))) {
            boolean first = formula.isEmpty();
            formula.append(summand.value() < 0 ? (first ? "-" : " - ") : (first ? "" : " + "));
            formula.append(Formula.rounded(Math.abs(summand.value())));
            formula.append(summand.term().isConstant() ? "" : "*" + summand.term());
        }
        int left = summands.size() - TERMS_SHOWN;
        String rest = left > 0 ? " + … (" + left + (left == 1 ? " smaller term)" : " smaller terms)") : "";
        return Optional.of(formula.isEmpty() ? "0" : formula + rest);
    }

    private static Parameter coefficient(TaylorSettings settings, Term term) {
        return Parameter.scalar(term.toString(), Initial.normal(0, settings.initialScale()));
    }
}
