package org.deltaw.plugin.feedforward;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** The shape of a feedforward network. */
public record FeedforwardSettings(
        @Setting(value = "number of neurons: [inputs, hidden, 1] for choices, [inputs, outputs] for activity", min = 1,
                        max = 1_000_000)
                List<Integer> layers,
        @Setting("activation of the plastic layer: tanh, sigmoid, relu or linear; without it tanh if the layer is hidden, "
                        + "sigmoid if it is the output")
                Optional<Activation> activation,
        @Setting(value = "the logit is this times the mean of the hidden activities", byDefault = "5")
                double readoutScale,
        @Setting("by what the rule's weight change is multiplied; without it 1 / inputs") Optional<Double> plasticityRate,
        @Setting(value = "mean of the weights before the first step", byDefault = "0") double initialMean,
        @Setting(value = "standard deviation of the weights before the first step", byDefault = "0.01", min = 0)
                double initialDeviation,
        @Setting(value = "bias of every plastic neuron; fitted if 'fitted: [bias]' is set", byDefault = "0")
                double bias) {
    public FeedforwardSettings {
        layers = List.copyOf(layers);
        if (layers.size() != 2 && !(layers.size() == 3 && layers.get(2) == 1)) {
            throw new InvalidSpecException("layers", "The layers are " + layers
                    + "; expected [inputs, outputs], or [inputs, hidden, 1].");
        }
    }

    int inputs() {
        return layers.get(0);
    }

    int plasticNeurons() {
        return layers.get(1);
    }

    boolean hasReadout() {
        return layers.size() == 3;
    }
}
