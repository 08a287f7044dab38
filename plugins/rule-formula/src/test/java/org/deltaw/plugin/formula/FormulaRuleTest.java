package org.deltaw.plugin.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.expr.text.TextExpression;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Signal;
import org.deltaw.testkit.rule.OneSynapse;
import org.deltaw.testkit.rule.RuleFamilyContract;
import org.junit.jupiter.api.Test;

class FormulaRuleTest extends RuleFamilyContract<FormulaSettings> {
    private final FormulaRule rule = new FormulaRule();

    @Override
    protected FormulaRule extension() {
        return new FormulaRule();
    }

    @Override
    protected List<Signal> signals() {
        return List.of(Signal.REWARD, Signal.CHOSEN, new Signal("dopamine", Extent.POST), new Signal("stim left", Extent.PRE));
    }

    @Override
    protected List<FormulaSettings> settings() {
        return List.of(settings("a*outer(x, y) - b*y^2*w", "a", "b"),
                settings("x*(chosen*(a*reward - w) - (1 - chosen)*forget*w)", "a", "forget"),
                settings("where(w > 0.1*`stim left`, a, b)*r + sigmoid(weight - outer(pre, post)) + c", "a", "b", "c"),
                settings("a*dopamine", "a"),
                new FormulaSettings(TextExpression.parse("eta*r*e.next*tanh(slow)"), parameters("eta", "decay", "rate"), Map.of(
                        "e", trace("decay*e + outer(x, y)*low.next", Extent.SYNAPSE), "low", trace("low + rate*(sum(x, pre) - low)",
                                Extent.GLOBAL),
                        "slow", trace("slow + y*rate", Extent.POST))));
    }

    private static FormulaSettings settings(String change, String... parameters) {
        return new FormulaSettings(TextExpression.parse(change), parameters(parameters), Map.of());
    }

    private static Map<String, FormulaParameter> parameters(String... names) {
        Map<String, FormulaParameter> parameters = new LinkedHashMap<>();
        for (String name : names) {
            parameters.put(name, FormulaParameter.parse("0.5"));
        }
        return parameters;
    }

    private static FormulaTrace trace(String update, Extent extent) {
        return new FormulaTrace(TextExpression.parse(update), 1, extent);
    }

    private String formula(FormulaSettings settings, double... numbers) {
        Map<Parameter, double[]> values = new LinkedHashMap<>();
        for (Parameter parameter : rule.parameters(settings)) {
            values.put(parameter, new double[] {numbers[values.size()]});
        }
        return rule.formula(settings, new ParameterValues(values)).orElseThrow();
    }

    @Test
    void changeIsWhatTheTextSays() {
        RandomGenerator random = new Seed(3).generator();
        for (int i = 0; i < 20; i++) {
            double[] n = random.doubles(6, -2, 2).toArray();
            double expected = n[4] * n[0] * n[1] - n[5] * n[1] * n[1] * n[2] + (n[2] > 0.1 && n[3] <= 1 ? Math.exp(n[0]) / 2 : n[3]);
            assertEquals(expected, new OneSynapse(n[0], n[1], n[2], n[3]).change(rule,
                    settings("a*outer(x, post) - b*y^2*weight + where(w > 0.1 & r <= 1, broadcast(exp(pre)/2), reward)", "a", "b"),
                    Map.of("a", new double[] {n[4]}, "b", new double[] {n[5]})), 1e-12);
        }
    }

    @Test
    void formulaIsTheTextWithNumbers() {
        assertEquals("x*(chosen*(0.25*reward - w) - (1 - chosen)*(-0.1235)*w)", formula(settings().get(1), 0.25, -0.12345));
        assertEquals("2*r*e.next; e becomes 0.5*e + outer(x, y)", formula(new FormulaSettings(TextExpression.parse("a*r*e.next"),
                parameters("a", "decay"), Map.of("e", trace("decay*e\n + outer(x, y)", Extent.SYNAPSE))), 2, 0.5));
    }

    @Test
    void parametersStartWhereTheyAreToldTo() {
        Map<String, FormulaParameter> parameters = new LinkedHashMap<>();
        parameters.put("b", FormulaParameter.parse("-1e-3"));
        parameters.put("a", new FormulaParameter(0.5, List.of(0.0, Double.POSITIVE_INFINITY)));
        List<Parameter> declared = rule.parameters(new FormulaSettings(TextExpression.parse("a + b"), parameters, Map.of()));
        assertEquals(List.of("b", "a"), declared.stream().map(Parameter::name).toList());
        assertEquals(-1e-3, declared.get(0).initial().draw(new Seed(1).generator()));
        assertEquals(Parameter.Bounds.NONE, declared.get(0).bounds());
        assertEquals(new Parameter.Bounds(0, Double.POSITIVE_INFINITY), declared.get(1).bounds());
        assertTrue(declared.stream().allMatch(Parameter::fitted));
    }

    @Test
    void isNamedFormula() {
        assertEquals(new ExtensionId("formula"), rule.id());
    }
}
