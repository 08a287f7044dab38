package org.deltaw.plugin.mlp;

import java.util.HashSet;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.rule.SynapticVariable;

/** The shape of the MLP. */
public record MlpSettings(
        @Setting(value = "what the rule depends on: x (presynaptic activity), y (postsynaptic activity), w (weight), "
                        + "r (reward)",
                        byDefault = "[x, y, w, r]")
                List<SynapticVariable> variables,
        @Setting(value = "number of units of each hidden layer", byDefault = "[10]", min = 1, max = 100_000)
                List<Integer> hidden,
        @Setting(value = "slope of the hidden units' leaky rectifier for negative values", byDefault = "0.01")
                double leakySlope,
        @Setting(value = "standard deviation of the weights before training; biases start at 0", byDefault = "0.1",
                        min = 0)
                double initialScale) {
    public MlpSettings {
        variables = List.copyOf(variables);
        hidden = List.copyOf(hidden);
        if (variables.isEmpty() || new HashSet<>(variables).size() != variables.size()) {
            throw new InvalidSpecException("variables", "The variables are "
                    + variables.stream().map(SynapticVariable::symbol).toList()
                    + "; expected at least one of x, y, w and r, each once.");
        }
        if (hidden.isEmpty()) {
            throw new InvalidSpecException("hidden", "The list of hidden layers is empty; expected at least one, as in [10].");
        }
    }
}
