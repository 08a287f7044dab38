package org.deltaw.plugin.mlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.deltaw.spi.rule.SynapticVariable;
import org.deltaw.testkit.rule.OneSynapse;
import org.deltaw.testkit.rule.RuleFamilyContract;
import org.junit.jupiter.api.Test;

class MlpRuleTest extends RuleFamilyContract<MlpSettings> {
    private final MlpRule rule = new MlpRule();

    @Override
    protected MlpRule extension() {
        return new MlpRule();
    }

    @Override
    protected List<MlpSettings> settings() {
        return List.of(settings(List.of(10), SynapticVariable.values()), settings(List.of(3, 2), SynapticVariable.X, SynapticVariable.W),
                settings(List.of(1, 4, 1), SynapticVariable.R), settings(List.of(2, 2), SynapticVariable.Y));
    }

    private static MlpSettings settings(List<Integer> hidden, SynapticVariable... variables) {
        return new MlpSettings(List.of(variables), hidden, 0.25, 0.1);
    }

    private static double[] of(double... values) {
        return values;
    }

    @Test
    void oneHiddenLayerByHand() {
        OneSynapse synapse = new OneSynapse(2, 99, 0.5, -1);
        double first = 0.1 + 0.3 * 2 + 0.2 * 0.5 - 0.5 * -1;
        double second = 0.2 - 0.4 * 2 + 0.6 * 0.5 + 0.1 * -1;
        double expected = Math.tanh(0.05 + 0.7 * first - 0.9 * (0.25 * second));
        MlpSettings two = settings(List.of(2), SynapticVariable.X, SynapticVariable.W, SynapticVariable.R);
        assertEquals(expected, synapse.change(rule, two, Map.of(
                "hidden1.x", of(0.3, -0.4), "hidden1.w", of(0.2, 0.6), "hidden1.r", of(-0.5, 0.1),
                "hidden1.bias", of(0.1, 0.2), "output.weights", of(0.7, -0.9), "output.bias", of(0.05))), 1e-15);
    }

    @Test
    void twoHiddenLayersByHand() {
        OneSynapse synapse = new OneSynapse(1, 2, 3, 4);
        double[] first = {1.5, 0.25 * -0.5};
        double[] second = {0.1 * first[0] + 0.4 * first[1] + 1, 0.2 * first[0] + 0.5 * first[1],
            0.25 * (0.3 * first[0] + 0.6 * first[1] - 3)};
        double expected = Math.tanh(0.1 * second[0] + 0.2 * second[1] + 0.3 * second[2]);
        assertEquals(expected, synapse.change(rule, settings(List.of(2, 3), SynapticVariable.X), Map.of(
                "hidden1.x", of(1, -1), "hidden1.bias", of(0.5, 0.5),
                // A row for each unit of the layer before.
                "hidden2.weights", of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6), "hidden2.bias", of(1, 0, -3),
                "output.weights", of(0.1, 0.2, 0.3), "output.bias", of(0))), 1e-15);
    }

    @Test
    void parametersAreNamedAfterWhatTheyConnect() {
        Axis first = new Axis("hidden1", 3);
        Axis second = new Axis("hidden2", 2);
        Initial drawn = Initial.normal(0, 0.1);
        assertEquals(List.of(
                Parameter.array("hidden1.w", List.of(first), drawn),
                Parameter.array("hidden1.x", List.of(first), drawn),
                Parameter.array("hidden1.bias", List.of(first), Initial.at(0)),
                Parameter.array("hidden2.weights", List.of(first, second), drawn),
                Parameter.array("hidden2.bias", List.of(second), Initial.at(0)),
                Parameter.array("output.weights", List.of(second), drawn),
                Parameter.scalar("output.bias", Initial.at(0))),
                rule.parameters(settings(List.of(3, 2), SynapticVariable.W, SynapticVariable.X)));
        assertEquals(new ExtensionId("mlp"), rule.id());
    }

    @Test
    void formulaNamesVariablesAndLayers() {
        assertEquals(Optional.of("tanh(MLP(w, x)) with 3 leaky rectifiers, 2 leaky rectifiers"),
                rule.formula(settings(List.of(3, 2), SynapticVariable.W, SynapticVariable.X), new ParameterValues(Map.of())));
    }

    private static String refusal(String key, List<Integer> hidden, SynapticVariable... variables) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> settings(hidden, variables));
        assertEquals(key, refusal.key());
        return refusal.getMessage();
    }

    @Test
    void wrongSettingsAreRefused() {
        assertEquals("The list of hidden layers is empty; expected at least one, as in [10].",
                refusal("hidden", List.of(), SynapticVariable.X));
        assertEquals("The variables are []; expected at least one of x, y, w and r, each once.",
                refusal("variables", List.of(2)));
        assertEquals("The variables are [x, w, x]; expected at least one of x, y, w and r, each once.",
                refusal("variables", List.of(2), SynapticVariable.X, SynapticVariable.W, SynapticVariable.X));
    }
}
