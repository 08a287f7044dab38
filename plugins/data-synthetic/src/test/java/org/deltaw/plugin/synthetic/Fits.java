package org.deltaw.plugin.synthetic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.CompiledPrograms;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.StartCount;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.gradient.AdamOptimizer;
import org.deltaw.plugin.gradient.AdamSettings;
import org.deltaw.plugin.gradient.Update;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.Configured;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.RuleFamily;

/** Fits to simulated data, with the kernel and the real plugins. */
record Fits(
        Configured<DataSource<?>> data, Configured<NetworkArchitecture<?>> network, ParameterChoices networkChoices, List<String> terms,
                Map<String, Double> start, long seed,
        int threads, int epochs, GradientBackend<?> backend) {
    /** A fit is told what chance drew. */
    static final List<Design.Known> ALL_KNOWN = List.of(Design.Known.values());

    /** A small recording of neural activity, and the candidate terms of its rule. */
    static Fits neural(NeuralSettings settings) {
        return new Fits(new Configured<>(new NeuralSource(), settings), feedforward(10, 10), ParameterChoices.NONE,
                List.of("x*y", "y^2*w", "w", "x"), Map.of(), 1, 1, 0, new JvmBackend());
    }

    /** Choices of a network with ten hidden neurons. */
    static Fits foraging(ForagingSettings settings) {
        return new Fits(new Configured<>(new ForagingSource(), settings), feedforward(2, 10, 1), ParameterChoices.NONE, List.of("x*r", "w"),
                Map.of(), 1, 1, 0, new JvmBackend());
    }

    Fits layers(Integer... other) {
        return network(feedforward(other));
    }

    private static Configured<NetworkArchitecture<?>> feedforward(Integer... layers) {
        return new Configured<>(new FeedforwardNetwork(), new FeedforwardSettings(
                List.of(layers), Optional.empty(), 5, Optional.of(layers.length == 3 ? 0.5 : 0.1), 0, 0.1, 0,
                Optional.empty(), Optional.empty()));
    }

    Fits network(Configured<NetworkArchitecture<?>> other) {
        return new Fits(data, other, networkChoices, terms, start, seed, threads, epochs, backend);
    }

    Fits networkChoices(ParameterChoices other) {
        return new Fits(data, network, other, terms, start, seed, threads, epochs, backend);
    }

    /** Uses other data. */
    Fits data(ForagingSettings settings) {
        return new Fits(new Configured<>(new ForagingSource(), settings), network, networkChoices, terms, start, seed, threads, epochs,
                backend);
    }

    /** Starts fitting at the truth. */
    Fits startingAt(Map<String, Double> values) {
        return new Fits(data, network, networkChoices, terms, values, seed, threads, epochs, backend);
    }

    Fits seed(long other) {
        return new Fits(data, network, networkChoices, terms, start, other, threads, epochs, backend);
    }

    Fits threads(int other) {
        return new Fits(data, network, networkChoices, terms, start, seed, other, epochs, backend);
    }

    Fits epochs(int other) {
        return new Fits(data, network, networkChoices, terms, start, seed, threads, other, backend);
    }

    Fits backend(GradientBackend<NoSettings> other) {
        return new Fits(data, network, networkChoices, terms, start, seed, threads, epochs, other);
    }

    Fit fit() {
        LossFunction<?> loss = data.extension() instanceof ForagingSource ? new ChoiceCrossEntropy() : new ActivityMeanSquaredError();
        return new Fit("test", new Seed(seed), Path.of("."), new Fit.DataChoice(data, DataSettings.ALL),
                new Fit.NetworkChoice(network, networkChoices),
                List.of(new Fit.RuleChoice("", taylor(terms),
                        new ParameterChoices(start, List.of(), List.of(), Map.of()))),
                List.of(new Fit.LossChoice(new Configured<>(loss, new NoSettings()), 1, ParameterChoices.NONE)),
                new Fit.BackendChoice(new Configured<>(backend, new NoSettings()),
                        new BackendSettings(Precision.F64, threads, 1024), new CompiledPrograms(0)),
                new OptimizerChoice.Named(new Configured<>(new AdamOptimizer(),
                        new AdamSettings(0.01, Update.PER_BATCH, 0.9, 0.999, 1e-8, Optional.empty()))),
                new TrainingSettings(
                        epochs, StartCount.of(1), TrainingSettings.Subjects.POOLED, 0, 0, TrainingSettings.Intervals.NONE, 1e9));
    }

    private static Configured<RuleFamily<?>> taylor(List<String> terms) {
        return new Configured<>(new TaylorRule(), TaylorSettings.listing(0, terms.toArray(String[]::new)));
    }

    /** A Taylor rule with these coefficients. */
    static KnownRule rule(Map<String, Double> coefficients) {
        return new KnownRule(taylor(coefficients.keySet().stream().sorted().toList()), coefficients);
    }

    /** Oja's rule. */
    static KnownRule oja() {
        return rule(Map.of("x*y", 1.0, "y^2*w", -1.0));
    }

    static NeuralSettings neuralSettings(int trajectories, int heldOut, int steps, double noise, double recorded) {
        return new NeuralSettings(oja(), trajectories, heldOut, steps, 0, 1, noise, ALL_KNOWN, Resamplings.AUTOMATIC, recorded);
    }

    static ForagingSettings foragingSettings(int trajectories, int heldOut, int trials, ForagingSettings.Reward reward) {
        return foragingSettings(rule(Map.of("x*r", 1.0, "w", -0.05)), trajectories, heldOut, trials, reward);
    }

    static ForagingSettings foragingSettings(
            KnownRule truth, int trajectories, int heldOut, int trials, ForagingSettings.Reward reward) {
        return task(truth, trajectories, heldOut, List.of(List.of(0.2, 0.8), List.of(0.9, 0.1), List.of(0.2, 0.8)), trials, reward);
    }

    /** The choices of animals that are offered odours with these probabilities of a bait. */
    static ForagingSettings task(KnownRule truth, int trajectories, int heldOut, List<List<Double>> blocks, int trials,
            ForagingSettings.Reward reward) {
        return new ForagingSettings(truth, trajectories, heldOut, blocks, trials, Optional.empty(), Optional.empty(), ALL_KNOWN,
                Resamplings.AUTOMATIC, Optional.of(reward), 10, 0.75, 0.05, 1000, Optional.empty());
    }
}
