package org.deltaw.kernel.fit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.backend.Backends;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.kernel.data.Duplicates;
import org.deltaw.kernel.data.MoreReplicates;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.data.Split;
import org.deltaw.kernel.evaluation.Evaluator;
import org.deltaw.kernel.extension.Guard;
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.kernel.model.ModelData;
import org.deltaw.kernel.model.ScaleInvariance;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.simulate.Truth;
import org.deltaw.kernel.stability.StableBounds;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Workers;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;

/** A model that has been assembled and compiled, and waits for data. May be used by several threads. */
public final class CompiledFit implements AutoCloseable {
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final Fit fit;
    private final Model model;
    private final ModelData data;
    private final CompiledModel compiled;
    private final ThreadWorkers workers;
    private final Evaluator evaluator;
    private final Optional<Truth> truth;
    private final List<Warning> warningsOfData;
    private final Set<String> subjects;
    private final MoreReplicates moreReplicates;

    /**
     * Assembles and compiles a model, with as many threads of its own as the fit says.
     *
     * @param dataset whose true rule evaluations are compared with
     * @param channels of the trajectories that it will be handed
     */
    public CompiledFit(Fit fit, Dataset dataset, List<Channel> channels) {
        this(fit, dataset, channels, new ThreadWorkers(fit.backend().settings().threads()), true);
    }

    /**
     * Assembles and compiles a model that shares threads with others.
     *
     * @param workers open as long as this
     */
    public CompiledFit(Fit fit, Dataset dataset, List<Channel> channels, ThreadWorkers workers) {
        this(fit, dataset, channels, workers, false);
    }

    private CompiledFit(Fit fit, Dataset dataset, List<Channel> channels, ThreadWorkers workers, boolean own) {
        this.fit = fit;
        this.subjects = dataset.trajectories().stream().map(Trajectory::subject).collect(Collectors.toSet());
        this.moreReplicates = new MoreReplicates(dataset.replicates(), fit.data().source().id());
        this.workers = workers;
        if (own) {
            closers.push(workers::close);
        }
        try {
            this.warningsOfData = Stream.concat(
                    dataset.warnings().stream(), Duplicates.warnings(dataset.trajectories()).stream()).toList();
            this.model = StableBounds.applied(fit.rules(), ModelAssembly.assemble(fit, channels));
            ScaleInvariance.requireNone(model, dataset.trajectories());
            this.compiled = Guard.of("backend", () -> Backends.compile(fit.backend(), model.program()));
            closers.push(compiled::close);
            this.truth = dataset.truth().map(rule -> new Truth(fit, rule, channels, workers));
            truth.ifPresent(known -> closers.push(known::close));
            this.data = new ModelData(model, fit.states());
            this.evaluator = new Evaluator(model, data, compiled, workers, truth, fit.likelihood());
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Returns what a user should know before concluding anything from data and model. */
    public List<Warning> warnings() {
        return warnings("");
    }

    /** Returns the same without what is about the data of other subjects; all of it for the empty name. */
    List<Warning> warnings(String subject) {
        return Stream.concat(warningsOfData.stream().filter(each ->
                subject.isEmpty() || each.where().equals(subject) || !subjects.contains(each.where())), model.warnings().stream()).toList();
    }

    public Model model() {
        return model;
    }

    /** Names the losses that compare the model with data, each with its weight if that is not 1. */
    public List<String> misfits() {
        return model.misfits().stream().map(term -> (term.weight() == 1 ? "" : term.weight() + " * ") + term.name()).toList();
    }

    Fit fit() {
        return fit;
    }

    ModelData data() {
        return data;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    MoreReplicates moreReplicates() {
        return moreReplicates;
    }

    Optional<Truth> truth() {
        return truth;
    }

    CompiledModel compiled() {
        return compiled;
    }

    /** Returns how many numbers are added up side by side, on which last bits depend. */
    public int vectorWidth() {
        return compiled.vectorWidth();
    }

    /** Returns what runs the model's work, for work around it. */
    public Workers workers() {
        return workers;
    }

    /**
     * Lists the numbers that are fitted to some parts of trajectories.
     *
     * @throws InvalidSpecException if a parameter is to have a value for each session, and a trajectory is not of one session alone
     */
    public FittedNumbers numbers(List<Part> training) {
        return new FittedNumbers(model, trajectories(training), fit.training().subjects() == TrainingSettings.Subjects.SEPARATE);
    }

    /**
     * Requires that all that a fold holds out has values of all parameters that are fitted to the others.
     *
     * @throws InvalidSpecException if a parameter has a value for each subject or session, and a fold holds out all of one
     */
    public void requireValues(Split fold, int number) {
        numbers(fold.training()).requireValues(trajectories(fold.heldOut()), "In fold " + number + ", ", "divide recordings or trials");
    }

    static List<Trajectory> trajectories(List<Part> parts) {
        return parts.stream().map(Part::trajectory).toList();
    }

    /**
     * Returns what some parts of trajectories cost, to be closed by whoever asked for it.
     *
     * @param fitted the parts that are fitted, if others are to be described
     */
    public Objective objective(List<Part> parts, List<Part> fitted) {
        TargetMeans means = data.means(trajectories(fitted));
        FittedNumbers numbers = numbers(fitted);
        return objective(weighted(trajectories(parts), means), numbers, numbers.of(trajectories(parts)));
    }

    /** Binds trajectories to the model and weighs them as the fit says. */
    WeightedData weighted(List<Trajectory> trajectories, TargetMeans means) {
        return WeightedData.of(model, data, trajectories, means, fit.likelihood().weighting());
    }

    Objective objective(WeightedData weighted, FittedNumbers numbers, TrajectoryVectors vectors) {
        return new Objective(model, compiled, weighted, fit.likelihood().likelihood(), numbers, vectors, workers);
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
