package org.deltaw.plugin.feedforward;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.network.Activation;

/**
 * The shape of a feedforward network. Layers of synapses are numbered from 1, as is the layer of neurons that each
 * of them leads to; the inputs are layer 0.
 */
public record FeedforwardSettings(
        @Setting(value = "number of neurons: [inputs, hidden, 1] for choices, [inputs, outputs] for activity; more hidden "
                        + "layers may stand between", min = 1, max = 1_000_000)
                List<Integer> layers,
        @Setting("activation of the neurons: tanh, sigmoid, relu or linear; without it tanh if a layer is hidden, sigmoid if "
                        + "it is the output")
                Optional<Activation> activation,
        @Setting(value = "the logit is this times the mean of the last hidden activities", byDefault = "5")
                double readoutScale,
        @Setting("by what the rule's weight change is multiplied; without it 1 / (neurons of the layer before), in the first "
                        + "layer 1 / inputs")
                Optional<Double> plasticityRate,
        @Setting(value = "mean of plastic weights before the first step", byDefault = "0") double initialMean,
        @Setting(value = "standard deviation of plastic weights before the first step", byDefault = "0.01", min = 0)
                double initialDeviation,
        @Setting(value = "bias of every neuron but a readout; fitted if 'fitted: [bias]' is set, with several layers "
                        + "'fitted: [layer1.bias]' and so on",
                        byDefault = "0")
                double bias,
        @Setting(value = "which layers of synapses are plastic, as in [1, 2]; without it all but a readout: a single last "
                        + "neuron behind a hidden layer takes the mean unless its synapses are plastic",
                        min = 1)
                Optional<List<Integer>> plastic,
        @Setting(value = "standard deviation of weights that are not plastic; without it 1 / sqrt(neurons of the layer before)",
                        min = 0)
                Optional<Double> fixedDeviation) {
    public FeedforwardSettings {
        layers = List.copyOf(layers);
        plastic = plastic.map(List::copyOf);
        if (layers.size() < 2) {
            throw new InvalidSpecException("layers", "The layers are " + layers
                    + "; expected at least two, as in [inputs, outputs] or [inputs, hidden, 1].");
        }
        int last = layers.size() - 1;
        plastic.ifPresent(chosen -> requirePlastic(chosen, last));
    }

    private static void requirePlastic(List<Integer> chosen, int last) {
        if (chosen.isEmpty() || new HashSet<>(chosen).size() != chosen.size()
                || chosen.stream().anyMatch(layer -> layer < 1 || layer > last)) {
            throw new InvalidSpecException("plastic", "The plastic layers are " + chosen + "; expected "
                    + (last == 1 ? "[1], the only layer of synapses."
                            : "at least one of the layers of synapses 1 to " + last + ", each once."));
        }
    }

    int inputs() {
        return layers.getFirst();
    }

    /** Returns the number of neurons of a layer. */
    int neurons(int layer) {
        return layers.get(layer);
    }

    /** Returns the number of layers of synapses that have weights: all but a readout. */
    int weighted() {
        return layers.size() - (hasReadout() ? 2 : 1);
    }

    /** Tells whether the last neuron has no weights but reads out the mean. */
    boolean hasReadout() {
        int last = layers.size() - 1;
        return last >= 2 && layers.get(last) == 1 && plastic.map(chosen -> !chosen.contains(last)).orElse(true);
    }

    boolean isPlastic(int layer) {
        return layer <= weighted() && plastic.map(chosen -> chosen.contains(layer)).orElse(true);
    }

    /** Tells whether only one layer of synapses is plastic. */
    boolean hasSinglePlasticLayer() {
        return IntStream.rangeClosed(1, weighted()).filter(this::isPlastic).count() == 1;
    }
}
