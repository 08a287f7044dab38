package org.deltaw.plugin.synthetic;

import java.util.List;
import java.util.stream.Stream;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.rule.KnownRule;

/** A simulated recording of neural activity. The numbers of neurons are those of the fit's network. */
public record NeuralSettings(
        @Setting(value = "the true rule, by which weights change", byDefault = OJA) KnownRule truth,
        @Setting(value = "number of trajectories to which rules are fitted", byDefault = "18", min = 1)
                int trajectories,
        @Setting(value = "number of trajectories that are held out", byDefault = "7", min = 0) int heldOut,
        @Setting(value = "number of steps of a trajectory, each with an input of its own", byDefault = "50", min = 1)
                int steps,
        @Setting(value = "mean of the normally distributed inputs, without unit", byDefault = "0") double inputMean,
        @Setting(value = "standard deviation of the normally distributed inputs, without unit", byDefault = "1",
                        min = 0)
                double inputDeviation,
        @Setting(value = "standard deviation of the noise that is added to recorded activity, in its unit",
                        byDefault = "0", min = 0)
                double noise,
        @Setting(value = "what a fit is told of what chance drew: the weights before the first step (weights); what it is not told is "
                        + "drawn anew for each resampling; inputs are recorded as they were (noise)",
                        byDefault = "[noise, weights]")
                List<Design.Known> known,
        @Setting(value = "how many trajectories each recording gives, every one with a draw of its own of what is not known: a number; or "
                        + "automatic: 1 where nothing is drawn, else 20, and more where the likelihood rests on too few of them",
                        byDefault = "automatic")
                Resamplings resamplings,
        @Setting(value = "share of the neurons whose activity is recorded", byDefault = "1", max = 1)
                double recorded) {
    /** Oja, A simplified neuron model as a principal component analyzer, Journal of Mathematical Biology 1982. */
    static final String OJA = "{family: taylor, terms: [x*y, y^2*w], values: {x*y: 1, y^2*w: -1}}";

    public NeuralSettings {
        known = List.copyOf(known);
        Tellings.requireSuitable(told(known), resamplings);
        if (!(recorded > 0 && recorded <= 1)) {
            throw new InvalidSpecException("recorded", "The share of recorded neurons is " + recorded
                    + "; expected more than 0 and at most 1, as in 0.5.");
        }
    }

    /** Returns what a fit is told of. */
    Design.Telling telling() {
        return Tellings.of(told(known), resamplings);
    }

    /** Noise of inputs, if there is any, is part of what was recorded. */
    private static List<Design.Known> told(List<Design.Known> known) {
        return Stream.concat(known.stream(), Stream.of(Design.Known.NOISE)).distinct().toList();
    }

    /** Returns the same experiment with another design. */
    NeuralSettings with(Design design) {
        return new NeuralSettings(truth, design.size().subjects(), design.size().heldOut(), design.size().trials(), inputMean,
                inputDeviation, noise, Tellings.known(design.telling()), design.telling().resamplings(), recorded);
    }
}
