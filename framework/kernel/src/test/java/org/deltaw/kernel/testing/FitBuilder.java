package org.deltaw.kernel.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deltaw.kernel.AllowedWeights;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.CompiledPrograms;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.PosteriorSettings;
import org.deltaw.kernel.StartCount;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.prior.Hierarchy;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.plugin.gaussnewton.GaussNewtonOptimizer;
import org.deltaw.plugin.gaussnewton.GaussNewtonSettings;
import org.deltaw.plugin.gradient.AdamOptimizer;
import org.deltaw.plugin.gradient.AdamSettings;
import org.deltaw.plugin.gradient.Update;
import org.deltaw.plugin.interpreter.InterpreterBackend;
import org.deltaw.spi.Configured;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.rule.RuleFamily;
import org.jspecify.annotations.Nullable;

/** A fit of which a test states what it is about; the rest is chosen here. */
public final class FitBuilder {
    /** By what it is minimised. */
    private enum Method { ADAM, GAUSS_NEWTON, AUTOMATIC, OTHER }

    private final Configured<NetworkArchitecture<?>> network;
    private ParameterChoices networkChoices = ParameterChoices.NONE;
    private final List<Fit.RuleChoice> rules = new ArrayList<>();
    private final List<Fit.LossChoice> losses = new ArrayList<>();
    private final Map<String, Prior> priors = new TreeMap<>();
    private Optional<Hierarchy> hierarchy = Optional.empty();
    private Configured<DataSource<?>> data = new Configured<>(Stubs.data(_ -> {
        throw new AssertionError("This fit has no data source.");
    }), new NoSettings());
    private GradientBackend<NoSettings> backend = new InterpreterBackend();
    private LikelihoodSettings likelihood = LikelihoodSettings.DEFAULT;
    private Precision precision = Precision.F64;
    private int threads = 1;
    private CompiledPrograms programs = new CompiledPrograms(0);
    private double trainingFraction = 1;
    private long seed = 1;
    private double learningRate = 0.01;
    private StartCount starts = StartCount.of(1);
    private int epochs = 5;
    private @Nullable Configured<Optimizer<?>> optimizer;
    private Method method = Method.ADAM;
    private double gradientTolerance = 1e-10;
    private double reductionTolerance = 1e-12;
    private double stepTolerance = 1e-10;
    private TrainingSettings.Intervals intervals = TrainingSettings.Intervals.NONE;
    private Update update = Update.PER_BATCH;
    private TrainingSettings.Subjects subjects = TrainingSettings.Subjects.POOLED;
    private Optional<Double> clip = Optional.empty();
    private int patience;
    private double tolerance;
    private double checkpointInterval = 1e9;

    private FitBuilder(Configured<NetworkArchitecture<?>> network) {
        this.network = network;
    }

    public static FitBuilder of(NetworkArchitecture<?> network, Record settings) {
        return new FitBuilder(new Configured<>(network, settings));
    }

    public FitBuilder network(ParameterChoices choices) {
        networkChoices = choices;
        return this;
    }

    public FitBuilder rule(RuleFamily<?> family, Record settings) {
        return rule("", family, settings, ParameterChoices.NONE);
    }

    public FitBuilder rule(String group, RuleFamily<?> family, Record settings, ParameterChoices choices) {
        rules.add(new Fit.RuleChoice(group, new Configured<>(family, settings), choices));
        return this;
    }

    /** Adds a rule that is to keep weights stable. */
    public FitBuilder stableRule(RuleFamily<?> family, Record settings, ParameterChoices choices) {
        rules.add(new Fit.RuleChoice("", new Configured<>(family, settings), choices, AllowedWeights.STABLE));
        return this;
    }

    public FitBuilder loss(LossFunction<?> function, double weight) {
        return loss(function, weight, ParameterChoices.NONE);
    }

    public FitBuilder loss(LossFunction<?> function, double weight, ParameterChoices choices) {
        losses.add(new Fit.LossChoice(new Configured<>(function, new NoSettings()), weight, choices));
        return this;
    }

    public FitBuilder prior(String name, Prior prior) {
        priors.put(name, prior);
        return this;
    }

    public FitBuilder hierarchy(Hierarchy chosen) {
        hierarchy = Optional.of(chosen);
        return this;
    }

    public FitBuilder trainingFraction(double share) {
        trainingFraction = share;
        return this;
    }

    public FitBuilder data(DataSource<NoSettings> source) {
        data = new Configured<>(source, new NoSettings());
        return this;
    }

    public FitBuilder backend(GradientBackend<NoSettings> other, Precision bits) {
        backend = other;
        precision = bits;
        return this;
    }

    public FitBuilder threads(int number) {
        threads = number;
        return this;
    }

    /** Keeps programs for the next fit of the same shape. */
    public FitBuilder keepingPrograms() {
        programs = new CompiledPrograms();
        return this;
    }

    public FitBuilder seed(long value) {
        seed = value;
        return this;
    }

    public FitBuilder adam(double rate, int number) {
        learningRate = rate;
        epochs = number;
        return this;
    }

    /** Leaves the choice of the optimizer to the kernel. */
    public FitBuilder automatic() {
        method = Method.AUTOMATIC;
        return this;
    }

    /** Uses an optimizer of a test. */
    public FitBuilder optimizer(Optimizer<NoSettings> other, int number) {
        method = Method.OTHER;
        optimizer = new Configured<>(other, new NoSettings());
        epochs = number;
        return this;
    }

    public FitBuilder gaussNewton(int number) {
        method = Method.GAUSS_NEWTON;
        epochs = number;
        return this;
    }

    public FitBuilder starts(int number) {
        starts = StartCount.of(number);
        return this;
    }

    /** Leaves it to the kernel from how many points training begins. */
    public FitBuilder automaticStarts() {
        starts = StartCount.AUTOMATIC;
        return this;
    }

    public FitBuilder tolerances(double gradient, double reduction, double step) {
        gradientTolerance = gradient;
        reductionTolerance = reduction;
        stepTolerance = step;
        return this;
    }

    public FitBuilder uncertainty() {
        return intervals(TrainingSettings.Intervals.LARGE_SAMPLE);
    }

    public FitBuilder intervals(TrainingSettings.Intervals method) {
        intervals = method;
        return this;
    }

    public FitBuilder perTrajectory() {
        update = Update.PER_TRAJECTORY;
        return this;
    }

    public FitBuilder separateSubjects() {
        subjects = TrainingSettings.Subjects.SEPARATE;
        return this;
    }

    public FitBuilder clip(double norm) {
        clip = Optional.of(norm);
        return this;
    }

    public FitBuilder patience(int number, double fraction) {
        patience = number;
        tolerance = fraction;
        return this;
    }

    public FitBuilder checkpointInterval(double seconds) {
        checkpointInterval = seconds;
        return this;
    }

    public TrainingSettings training() {
        return new TrainingSettings(epochs, starts, subjects, patience, tolerance, intervals, checkpointInterval);
    }

    private OptimizerChoice choice() {
        Configured<Optimizer<?>> adam = new Configured<>(new AdamOptimizer(),
                new AdamSettings(learningRate, update, 0.9, 0.999, 1e-8, clip));
        Configured<Optimizer<?>> gaussNewton = new Configured<>(new GaussNewtonOptimizer(),
                new GaussNewtonSettings(gradientTolerance, reductionTolerance, stepTolerance));
        return switch (method) {
            case ADAM -> new OptimizerChoice.Named(adam);
            case GAUSS_NEWTON -> new OptimizerChoice.Named(gaussNewton);
            case OTHER -> new OptimizerChoice.Named(java.util.Objects.requireNonNull(optimizer));
            case AUTOMATIC -> new OptimizerChoice.Automatic(gaussNewton, adam);
        };
    }

    /** Lets each recording count alike, whatever its length. */
    public FitBuilder trajectoriesAlike() {
        likelihood = new LikelihoodSettings(likelihood.likelihood(), LikelihoodSettings.Weighting.TRAJECTORY);
        return this;
    }

    /** Takes the mean over replicates of log-likelihoods, not of likelihoods. */
    public FitBuilder meanOverReplicates() {
        likelihood = new LikelihoodSettings(LikelihoodSettings.Combination.MEAN, likelihood.weighting());
        return this;
    }

    public Fit fit() {
        return new Fit("test", new Seed(seed), Path.of("."), new Fit.DataChoice(data, new DataSettings(trainingFraction)),
                new Fit.NetworkChoice(network, networkChoices), rules, losses, likelihood, priors,
                new Fit.PosteriorChoice(PosteriorSettings.DEFAULT, hierarchy),
                new Fit.BackendChoice(new Configured<>(backend, new NoSettings()),
                        new BackendSettings(precision, threads, 1024), programs),
                choice(), training());
    }

    public OpenFit open(Dataset dataset) {
        return OpenFit.open(fit(), dataset);
    }
}
