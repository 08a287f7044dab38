package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;

class FormulasTest {
    private static Map<String, String> formulas(FitBuilder fit, double... parameters) {
        FitBuilder whole = fit.loss(new ActivityMeanSquaredError(), 1);
        try (OpenFit opened = whole.open(Recordings.random(Recordings.activity(2, 3), 1, 2, 1))) {
            return opened.problems().getFirst().formulas(parameters);
        }
    }

    private static FitBuilder network() {
        return FitBuilder.of(Networks.twoGroups(2, 3), new NoSettings());
    }

    @Test
    void taylorWritesItsTermsByTheirSize() {
        assertEquals(Map.of("rule", "-2*x*y + 0.1235 + 0.001*y^2*w"),
                formulas(network().rule(new TaylorRule(), Rules.terms("1", "x*y", "r", "w*y^2")), 0.123456, -2, 0, 1e-3));
    }

    @Test
    void mlpNamesItsVariablesAndLayers() {
        double[] parameters = new double[4 * 3 + 3 + 3 * 2 + 2 + 2 + 1];
        assertEquals(Map.of("rule", "tanh(MLP(x, y, w, r)) with 3 leaky rectifiers, 2 leaky rectifiers"),
                formulas(network().rule(new MlpRule(), Rules.mlp(3, 2)), parameters));
    }

    @Test
    void ruleWithoutFormulaIsWrittenAsItsExpression() {
        assertEquals(Map.of("rule", "0.1235*r*eligibility"),
                formulas(network().rule(Rules.eligibility(), new NoSettings()), 0.123456, 0.75));
    }

    @Test
    void whatANumberMakesVanishIsNotWritten() {
        assertEquals(Map.of("rule", "0"), formulas(network().rule(Rules.eligibility(), new NoSettings()), 0, 0.75));
        assertEquals(Map.of("rule", "r*eligibility"),
                formulas(network().rule(Rules.eligibility(), new NoSettings()), 1, 0.75));
    }

    @Test
    void eachGroupHasItsFormula() {
        assertEquals(Map.of("rule.input", "2*x", "rule.recurrent", "1.5*r*eligibility"),
                formulas(network()
                        .rule("recurrent", Rules.eligibility(), new NoSettings(), ParameterChoices.NONE)
                        .rule("input", new TaylorRule(), Rules.terms("x"), ParameterChoices.NONE), 1.5, 0.5, 2));
    }

    @Test
    void fixedNumbersAreWrittenToo() {
        ParameterChoices fixed = new ParameterChoices(Map.of("x", 3.0), List.of("x"), List.of(), Map.of());
        assertEquals(Map.of("rule", "3*x + 2*y"),
                formulas(network().rule("", new TaylorRule(), Rules.terms("x", "y"), fixed), 2));
    }

    @Test
    void otherSignalsAndArraysKeepTheirNames() {
        Parameter delay = Parameter.array("delay", List.of(new Axis("lag", 2)), Initial.at(0));
        RuleFamily<NoSettings> rule = Stubs.rule(List.of(delay), (synapse, theta) -> Plasticity.of(
                theta.of(delay).sum(new Axis("lag", 2)).times(synapse.signal(new Signal("reward"))).times(synapse.pre())));
        assertEquals(Map.of("rule", "sum(delay, lag)*r*x"), formulas(network().rule(rule, new NoSettings()), 1, 2));
        assertEquals("punishment", SynapseView.forPrinting().signal(new Signal("punishment")).toString());
    }

    @Test
    void synapseIsPrintedByTheUsualLetters() {
        SynapseView synapse = SynapseView.forPrinting();
        Expr all = Expr.outer(synapse.pre(), synapse.post()).times(synapse.weight()).times(synapse.signal(Signal.REWARD));
        assertEquals("x*y*w*r", all.toString());
    }
}
