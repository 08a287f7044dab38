package org.deltaw.plugin.recurrent;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.network.Activation;

/** The shape of a recurrent network. */
public record RecurrentSettings(
        @Setting(value = "number of inputs", min = 1, max = 1_000_000) int inputs,
        @Setting(value = "number of neurons", min = 1, max = 1_000_000) int neurons,
        @Setting("by what the rule's weight change is multiplied; without it 1 / neurons, for synapses of the inputs "
                        + "1 / inputs")
                Optional<Double> plasticityRate,
        @Setting("standard deviation of the recurrent weights before the first step; without it 0.1 / sqrt(neurons)")
                Optional<Double> initialDeviation,
        @Setting("standard deviation of the input weights before the first step; without it 1 / sqrt(inputs)")
                Optional<Double> inputDeviation,
        @Setting(value = "which synapses are plastic: recurrent, input or both; the others keep their weights, or are "
                        + "fitted if 'fitted: [inputWeights]' or 'fitted: [recurrentWeights]' is set",
                        byDefault = "[recurrent]")
                List<Projection> plastic,
        @Setting(value = "activation of the neurons: tanh, sigmoid, relu or linear", byDefault = "tanh")
                Activation activation,
        @Setting(value = "bias of every neuron; fitted if 'fitted: [bias]' is set", byDefault = "0") double bias,
        @Setting(value = "probability that a neuron has a synapse onto another, above 0", byDefault = "1", min = 0, max = 1)
                double connectionProbability,
        @Setting(value = "probability that an input has a synapse onto a neuron, above 0", byDefault = "1", min = 0, max = 1)
                double inputConnectionProbability,
        @Setting(value = "whether a neuron may have a synapse onto itself", byDefault = "true")
                boolean selfConnections) {
    public RecurrentSettings {
        plastic = List.copyOf(plastic);
        if (plastic.isEmpty() || new HashSet<>(plastic).size() != plastic.size()) {
            throw new InvalidSpecException("plastic", "The plastic synapses are " + plastic.stream().map(Projection::group).toList()
                    + "; expected recurrent, input or both, each once.");
        }
        requireProbability("connection-probability", connectionProbability);
        requireProbability("input-connection-probability", inputConnectionProbability);
        if (neurons == 1 && !selfConnections) {
            throw new InvalidSpecException("self-connections", "A single neuron without self-connections has no recurrent "
                    + "synapses; allow them, or take more neurons.");
        }
    }

    private static void requireProbability(String key, double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new InvalidSpecException(key, "The probability of a connection is " + probability
                    + "; expected a number above 0 and at most 1.");
        }
    }

    boolean isPlastic(Projection projection) {
        return plastic.contains(projection);
    }
}
