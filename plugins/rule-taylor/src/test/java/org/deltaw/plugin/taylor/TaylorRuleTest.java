package org.deltaw.plugin.taylor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.deltaw.spi.rule.SynapticVariable;
import org.deltaw.testkit.rule.OneSynapse;
import org.deltaw.testkit.rule.RuleFamilyContract;
import org.junit.jupiter.api.Test;

class TaylorRuleTest extends RuleFamilyContract<TaylorSettings> {
    private final TaylorRule rule = new TaylorRule();

    @Override
    protected TaylorRule extension() {
        return new TaylorRule();
    }

    @Override
    protected List<TaylorSettings> settings() {
        return List.of(all(2, SynapticVariable.values()), all(1, SynapticVariable.X, SynapticVariable.W), terms("1", "w", "x", "r", "x*r"),
                terms("y^9"), terms("1"));
    }

    private static TaylorSettings all(int maximumPower, SynapticVariable... variables) {
        return new TaylorSettings(Optional.empty(), List.of(variables), maximumPower, 0.1);
    }

    private static TaylorSettings terms(String... terms) {
        return TaylorSettings.listing(0, terms);
    }

    private String formula(List<String> terms, double... coefficients) {
        TaylorSettings settings = terms(terms.toArray(String[]::new));
        Map<Parameter, double[]> values = new LinkedHashMap<>();
        for (Parameter parameter : rule.parameters(settings)) {
            values.put(parameter, new double[] {coefficients[values.size()]});
        }
        return rule.formula(settings, new ParameterValues(values)).orElseThrow();
    }

    @Test
    void changeIsTheSumOfItsTerms() {
        OneSynapse synapse = new OneSynapse(2, -3, 0.5, -1);
        assertEquals(10 + 20 * -3 * -3 * 0.5 + 30 * 2 * -1, synapse.change(rule, terms("1", "y^2*w", "r*x"),
                Map.of("1", new double[] {10}, "y^2*w", new double[] {20}, "x*r", new double[] {30})), 1e-12);
    }

    @Test
    void eachTermIsItsPowersProduct() {
        OneSynapse synapse = new OneSynapse(1.5, -0.5, 2, 0.75);
        TaylorSettings settings = all(2, SynapticVariable.values());
        for (Term chosen : Term.all(List.of(SynapticVariable.values()), 2)) {
            Map<String, double[]> theta = new HashMap<>();
            rule.parameters(settings).forEach(parameter ->
                    theta.put(parameter.name(), new double[] {parameter.name().equals(chosen.toString()) ? 1 : 0}));
            double expected = Math.pow(1.5, chosen.power(SynapticVariable.X)) * Math.pow(-0.5, chosen.power(SynapticVariable.Y))
                    * Math.pow(2, chosen.power(SynapticVariable.W)) * Math.pow(0.75, chosen.power(SynapticVariable.R));
            assertEquals(expected, synapse.change(rule, settings, theta), 1e-14, chosen.toString());
        }
    }

    @Test
    void coefficientsAreNamedAfterTheirTermsInTheOrderGiven() {
        assertEquals(List.of("x*r", "1", "w^2"),
                rule.parameters(terms("r*x", "1", "w^2")).stream().map(Parameter::name).toList());
        assertEquals(new ExtensionId("taylor"), rule.id());
    }

    @Test
    void coefficientsStartAtZeroOrAreDrawn() {
        assertEquals(Initial.at(0), rule.parameters(terms("x")).getFirst().initial());
        assertEquals(Initial.normal(0, 0.1), rule.parameters(all(1, SynapticVariable.X)).getFirst().initial());
    }

    @Test
    void formulaBeginsWithTheLargestTerm() {
        assertEquals("-3.142*y^2*w + 1*x*r - 0.05 + 1.5E-7*w",
                formula(List.of("1", "x*r", "w", "y^2*w"), -0.05, 1, 1.5e-7, -3.14159));
    }

    @Test
    void termsOfZeroAreNotWritten() {
        assertEquals("2*x", formula(List.of("x", "y"), 2, 0));
        assertEquals("0", formula(List.of("x", "y"), 0, -0.0));
    }

    @Test
    void longFormulaIsCutAfterTwelveTerms() {
        List<String> terms = new ArrayList<>();
        double[] coefficients = new double[14];
        for (int i = 0; i < coefficients.length; i++) {
            terms.add(i == 0 ? "1" : i < 10 ? "x^" + i : "w^" + (i - 9));
            coefficients[i] = 14 - i;
        }
        assertEquals("14 + 13*x + 12*x^2 + 11*x^3 + 10*x^4 + 9*x^5 + 8*x^6 + 7*x^7 + 6*x^8 + 5*x^9 + 4*w + 3*w^2"
                + " + … (2 smaller terms)", formula(terms, coefficients));
        assertEquals("14 + 13*x + 12*x^2 + 11*x^3 + 10*x^4 + 9*x^5 + 8*x^6 + 7*x^7 + 6*x^8 + 5*x^9 + 4*w + 3*w^2",
                formula(terms.subList(0, 12), coefficients));
        assertEquals("14 + 13*x + 12*x^2 + 11*x^3 + 10*x^4 + 9*x^5 + 8*x^6 + 7*x^7 + 6*x^8 + 5*x^9 + 4*w + 3*w^2"
                + " + … (1 smaller term)", formula(terms.subList(0, 13), coefficients));
    }

    private static String refusal(String key, Runnable settings) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, settings::run);
        assertEquals(key, refusal.key());
        return refusal.getMessage();
    }

    @Test
    void wrongSettingsAreRefused() {
        assertEquals("The list of terms is empty; expected at least one, as in [x*r].",
                refusal("terms", () -> terms()));
        assertEquals("The term 'x*r' is listed twice.", refusal("terms", () -> terms("x*r", "w", "r*x")));
        assertEquals("The list of variables is empty; expected some of x, y, w, r.", refusal("variables", () -> all(2)));
    }
}
