package org.deltaw.kernel.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.evaluation.Evaluator;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Prediction;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.inference.UncertaintyWarnings;
import org.deltaw.kernel.likelihood.Nats;
import org.deltaw.kernel.likelihood.Replication;
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Formulas;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.kernel.objective.Curvature;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.optima.AutomaticStarts;
import org.deltaw.kernel.optima.Optima;
import org.deltaw.kernel.optima.OptimaFinder;
import org.deltaw.kernel.optima.StartPoints;
import org.deltaw.kernel.separation.EqualChoices;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.kernel.simulate.TrueValues;
import org.deltaw.kernel.simulate.Truth;
import org.deltaw.kernel.stability.RequiredStability;
import org.deltaw.kernel.stability.Stability;
import org.deltaw.kernel.stability.StabilityAnalysis;
import org.deltaw.kernel.stability.UnstableWeights;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.Trait;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.RuleFamily;
import org.jspecify.annotations.Nullable;

/**
 * One set of parameters and the trajectories that share it; these are loaded when something is first computed. For use by one
 * thread at a time.
 */
public final class Problem implements AutoCloseable {
    private final Fit fit;
    private final String subject;
    private final Model model;
    private final CompiledModel compiled;
    private final CompiledFit compiledFit;
    private final List<Part> training;
    private final WeightedData weighted;
    private final List<Part> heldOut;
    private final FittedNumbers numbers;
    private final TrajectoryVectors vectors;
    private final TrajectoryVectors heldOutVectors;
    private final TargetMeans means;
    private final Evaluator evaluator;
    private final Optional<Truth> truth;
    private final Function<List<String>, Optional<double[]>> pooled;
    private final RequiredStability required;
    private final List<Warning> warnings;
    private @Nullable Objective loaded;
    private @Nullable StabilityAnalysis stability;

    /**
     * Poses the problem of fitting some parts of trajectories, to be closed by whoever posed it.
     *
     * @param compiledFit open as long as this
     * @param subject whose parameters they are; empty if all subjects are fitted together
     */
    public Problem(CompiledFit compiledFit, String subject, List<Part> training, List<Part> heldOut) {
        this(compiledFit, subject, training, heldOut, _ -> Optional.empty());
    }

    /**
     * Poses the same problem.
     *
     * @param pooled where the fit to all subjects together ends, given the names of the numbers that are wanted of it
     */
    Problem(CompiledFit compiledFit, String subject, List<Part> training, List<Part> heldOut,
            Function<List<String>, Optional<double[]>> pooled) {
        this.fit = compiledFit.fit();
        this.subject = subject;
        this.model = compiledFit.model();
        this.compiled = compiledFit.compiled();
        this.training = List.copyOf(training);
        this.heldOut = List.copyOf(heldOut);
        this.evaluator = compiledFit.evaluator();
        this.required = RequiredStability.of(fit.rules(), model);
        this.compiledFit = compiledFit;
        this.means = compiledFit.data().means(trajectories());
        this.weighted = compiledFit.weighted(trajectories(), means);
        this.warnings = compiledFit.warnings(subject);
        this.truth = compiledFit.truth();
        this.numbers = compiledFit.numbers(training);
        this.vectors = numbers.of(trajectories());
        this.heldOutVectors = numbers.of(heldOut());
        this.pooled = pooled;
        if (fit.training().intervals() == TrainingSettings.Intervals.PROFILE && Method.objection(model, numbers.size()).isEmpty()
                && !Method.has(method().optimizer(), Trait.ENDS_BY_ITSELF)) {
            throw new InvalidSpecException("training.intervals", "Profiles take an optimizer that notices when it has come to a minimum, "
                    + "which " + method().optimizer().id() + " does not; choose another training.optimizer, such as gauss-newton, or "
                    + "large-sample.");
        }
    }

    /** Returns whose parameters they are; empty if all subjects share them. */
    public String subject() {
        return subject;
    }

    /** Lists the trajectories to which rules are fitted. */
    public List<Trajectory> trajectories() {
        return training.stream().map(Part::trajectory).toList();
    }

    /** Lists the trajectories of which some or all steps are held out. */
    public List<Trajectory> heldOut() {
        return heldOut.stream().map(Part::trajectory).toList();
    }

    /** Lists the trajectories to which rules are fitted as the model's program reads them. */
    public List<ModelInput> inputs() {
        return weighted.inputs();
    }

    /** Returns the fitted numbers before training, parameter after parameter. */
    public double[] start() {
        return numbers.start();
    }

    /** Names each of the fitted numbers, as {@link FittedNumbers#names} says. */
    public List<String> names() {
        return numbers.names();
    }

    /** Returns the bounds of the fitted numbers, and where their absolute values have a weight. */
    public BoundsAndL1 boundsAndL1() {
        return objective().boundsAndL1();
    }

    /** Returns all parameters, with the given values for those that are fitted; for each unit those of what is fitted for each. */
    public List<ParameterValue> parameters(double[] fitted) {
        return numbers.parameters(fitted);
    }

    /**
     * Puts named values of parameters into one vector; the inverse of {@link #parameters}.
     *
     * @param values for each fitted parameter its values, by owner and {@link ParameterValue#label}
     * @throws InvalidSpecException if one is missing or has another number of values
     */
    public double[] vector(Map<String, Map<String, double[]>> values) {
        return numbers.vector(values);
    }

    /**
     * Returns the values of the fitted numbers behind data that were simulated; NaN where they are not known, or the data are
     * not simulated.
     */
    public double[] trueValues() {
        double[] unknown = new double[numbers.size()];
        Arrays.fill(unknown, Double.NaN);
        return truth.map(known -> new TrueValues(known, numbers).find(this::outputs,
                known.simulate(training, EnumSet.of(SimulationPart.OUTPUTS)))).orElse(unknown);
    }

    private List<Simulation> outputs(double[] parameters) {
        List<Simulation> all = new ArrayList<>();
        objective().simulate(parameters, EnumSet.of(SimulationPart.OUTPUTS), (_, simulation) -> all.add(simulation));
        return all;
    }

    /** Returns by which optimizer it is minimised, and why. */
    public Method method() {
        return Method.of(fit.optimizer(), model, numbers.size());
    }

    /** Returns the loss and its derivative by reverse mode. */
    public Gradient gradient(double[] parameters) {
        return gradients(List.of(parameters)).getFirst();
    }

    /** Returns the same for several vectors of parameters, evaluated at once. */
    public List<Gradient> gradients(List<double[]> vectors) {
        return objective().gradients(vectors);
    }

    /** Returns the loss, its derivative by reverse mode and its Gauss-Newton matrix by forward mode. */
    public Curvature curvature(double[] parameters) {
        return curvatures(List.of(parameters)).getFirst();
    }

    /** Returns the same for several vectors of parameters, evaluated at once. */
    public List<Curvature> curvatures(List<double[]> vectors) {
        return objective().curvatures(vectors);
    }

    /** Returns loss and derivatives of each trajectory by itself, without penalties; those by parameters by its own vector of them. */
    public List<Evaluation> evaluations(double[] parameters) {
        return objective().evaluations(parameters, Set.of(Quantity.GRADIENT, Quantity.INITIAL_STATE_GRADIENT));
    }

    /** Returns what happens in each step of each trajectory. */
    public List<Simulation> simulate(double[] parameters) {
        List<Simulation> all = new ArrayList<>();
        objective().simulate(parameters, EnumSet.allOf(SimulationPart.class), (_, simulation) -> all.add(simulation));
        return all;
    }

    /** Returns the names of the model's outputs and states, in the order of {@link Simulation}. */
    public List<String> outputs() {
        return model.program().step().outputs().stream().map(output -> output.symbol().name()).toList();
    }

    /**
     * Returns the names of the model's states, in the order of {@link Simulation} and {@link Evaluation}. What a simulation shows
     * as {@code weights} is called {@code weights.change} in the program, and begins at 0, if initial weights are fitted.
     */
    public List<String> states() {
        return model.states();
    }

    /** Returns how well the model describes the steps to which rules are fitted. */
    public Metrics evaluate(double[] parameters) {
        return evaluate(parameters, means);
    }

    /**
     * Returns how well the model describes the same steps if it was fitted to other data.
     *
     * @param fitted the means of targets over those
     */
    public Metrics evaluate(double[] parameters, TargetMeans fitted) {
        return evaluator.evaluate(training, vectors, parameters, fitted, objective().penalty(parameters));
    }

    /** Returns the means of targets over the data that are fitted, by which constant predictions are made. */
    public TargetMeans means() {
        return means;
    }

    /** Returns how well the model describes what is held out, without penalties; empty if nothing is. */
    public Optional<Metrics> evaluateHeldOut(double[] parameters) {
        return evaluateHeldOut(parameters, means);
    }

    /**
     * Returns how well the model describes what is held out if it was fitted to other data.
     *
     * @param fitted the means of targets over those
     */
    public Optional<Metrics> evaluateHeldOut(double[] parameters, TargetMeans fitted) {
        return heldOut.isEmpty() ? Optional.empty()
                : Optional.of(evaluator.evaluate(heldOut, heldOutVectors, parameters, fitted, 0));
    }

    /**
     * Predicts an observable in all trajectories, step by step: in training data first, then in held-out data.
     *
     * @return none if the network does not show it
     */
    public List<Prediction> predict(Observable observable, double[] parameters) {
        List<Prediction> predictions = new ArrayList<>(
                evaluator.predict(observable, training, vectors, parameters, means, false));
        predictions.addAll(evaluator.predict(observable, heldOut, heldOutVectors, parameters, means, true));
        return predictions;
    }

    /**
     * Writes each rule as a person would, by owner; a rule of which something is fitted for each unit once for each, under
     * {@code rule@UNIT}.
     */
    public Map<String, String> formulas(double[] parameters) {
        Map<String, String> formulas = new LinkedHashMap<>();
        for (Fit.RuleChoice choice : fit.rules()) {
            RuleFamily<Record> family = Unchecked.rule(choice.family());
            String owner = ModelAssembly.owner(choice);
            List<Parameter> declared = family.parameters(choice.family().settings());
            numbers.vectors(owner, parameters).forEach((whose, vector) -> formulas.put(
                    whose, Formulas.of(choice, model.parameters().values(owner, declared, vector))));
        }
        return formulas;
    }

    /**
     * Fits the parameters.
     *
     * @param from where an earlier training stood; empty to start anew
     */
    public FitResult train(Optional<Checkpoint> from, FitListener listener) {
        int count = starts();
        Training.Ended ended = training(new Training.Begin(count, () -> startPoints(count))).run(from, listener);
        return result(method(), ended, listener);
    }

    private Training training(Training.Begin begin) {
        return new Training(fit, subject, objective(), numbers, method(), begin, this::isAllowed, this::divergence);
    }

    /** Returns from how many starts it is trained. */
    public int starts() {
        return AutomaticStarts.count(fit.training().starts(), method().isSecondOrder(), model, weighted.inputs(), numbers.size());
    }

    /** If the starts are not the user's choice, coefficients of 0 are tried, and where all subjects together end. */
    private List<double[]> startPoints(int count) {
        List<double[]> chosen = new ArrayList<>();
        if (count > 1 && fit.training().starts().number().isEmpty()) {
            chosen.add(numbers.withoutPlasticity());
            pooled.apply(names()).ifPresent(chosen::add);
        }
        return new StartPoints(numbers, objective(), method().isSecondOrder(), chosen).of(count);
    }

    /** Returns where a single search from where the spec says ends; nowhere if it diverged. */
    Optional<double[]> end() {
        Training.Ended ended = training(new Training.Begin(1, () -> List.of(start()))).run(Optional.empty(), FitListener.SILENT);
        return ended.outcome() instanceof Outcome.Diverged ? Optional.empty() : Optional.of(ended.starts().standing().parameters());
    }

    private FitResult result(Method method, Training.Ended ended, FitListener listener) {
        Outcome outcome = ended.outcome();
        Checkpoint.Start best = ended.starts().standing();
        double[] fitted = best.parameters().clone();
        Metrics metrics = evaluate(fitted);
        // The loss after the last update is computed here for the first time.
        boolean over = outcome instanceof Outcome.Finished || outcome instanceof Outcome.Converged;
        if (over && !Double.isFinite(metrics.total().loss())) {
            outcome = divergence(best.epochs(), OptionalInt.empty(), fitted);
        }
        Optima optima = optima(ended);
        Uncertainty uncertainty = uncertainty(outcome, fitted, metrics, optima, listener);
        List<Stability> stability = outcome instanceof Outcome.Diverged ? List.of() : stabilities(List.of(fitted)).getFirst();
        List<Warning> told = warnings(outcome, method, uncertainty, metrics);
        told.addAll(new UnstableWeights(fit.rules(), required).warnings(stability));
        told.addAll(optima.warnings(subject));
        return new FitResult(subject, method, outcome, parameters(fitted), means, formulas(best(fitted, optima, uncertainty)), metrics, evaluateHeldOut(fitted),
                uncertainty, stability, told, ended.starts().with(optima), compiled.device());
    }

    /** Returns the fitted numbers with infinite ones where there is no finite best value, as far as that is known. */
    private static double[] best(double[] fitted, Optima optima, Uncertainty uncertainty) {
        if (!optima.listed().isEmpty()) {
            return optima.listed().getFirst().parameters().values().stream().mapToDouble(Double::doubleValue).toArray();
        }
        return uncertainty.coefficients().isEmpty() ? fitted
                : uncertainty.coefficients().stream().mapToDouble(Uncertainty.Coefficient::value).toArray();
    }

    private Optima optima(Training.Ended ended) {
        if (ended.ends().isEmpty() || !Method.objection(model, numbers.size()).isEmpty()) {
            return Optima.NONE;
        }
        return new OptimaFinder(objective(), Nats.of(model, weighted), names(), fit.backend().settings().resolution(), new Examined())
                .find(ended.ends(), ended.starts().best() - 1);
    }

    /** Collects what a user should know of data and model, then of what came out. */
    private List<Warning> warnings(Outcome outcome, Method method, Uncertainty uncertainty, Metrics metrics) {
        List<Warning> all = new ArrayList<>(warnings);
        all.addAll(EqualChoices.warnings(model, subject, means, weighted.observations()));
        metrics.replication().flatMap(Replication::warning).ifPresent(all::add);
        // Towards infinity there is no end to come to, and longer training leads to none.
        boolean endless = uncertainty.coefficients().stream().anyMatch(each -> Double.isInfinite(each.value()));
        Convergence.warning(outcome, method, fit).filter(_ -> !endless).ifPresent(all::add);
        all.addAll(UncertaintyWarnings.of(uncertainty));
        return all;
    }

    private Uncertainty uncertainty(Outcome outcome, double[] fitted, Metrics metrics, Optima optima, FitListener listener) {
        return switch (outcome) {
            case Outcome.Finished _, Outcome.Converged _ -> estimation().at(
                    fitted, Convergence.of(outcome, method(), fit), optima, metrics.replication(), listener::stopRequested);
            case Outcome.Interrupted _ -> new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "training was interrupted");
            case Outcome.Diverged _ -> new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "training diverged");
        };
    }

    /**
     * Returns how far the data determine the fitted numbers, which are to be those of a training with the same data. It
     * costs one evaluation of the curvature; profiles cost many.
     *
     * @param converged whether that training came to its end
     */
    public Uncertainty uncertainty(double[] parameters, boolean converged) {
        return estimation().at(parameters, converged, Optima.NONE, evaluate(parameters).replication(), () -> false);
    }

    private Estimation estimation() {
        return new Estimation(fit, model, method(), numbers, vectors, trajectories(), weighted, objective());
    }

    private Outcome.Diverged divergence(int epoch, OptionalInt part, double[] parameters) {
        return new Divergence(objective(), trajectories(), states()).find(epoch, part, parameters);
    }

    /** Returns of each vector of parameters what weights do by themselves, one entry for each group of plastic synapses. */
    public List<List<Stability>> stabilities(List<double[]> vectors) {
        return stability().of(vectors);
    }

    private final class Examined implements OptimaFinder.Examination {
        /** Tells whether weights are stable; empty where they are too many to be looked at. */
        @Override
        public List<Optional<Boolean>> stability(List<double[]> points) {
            return stabilities(points).stream().map(groups -> groups.isEmpty() ? Optional.<Boolean>empty()
                    : Optional.of(groups.stream().allMatch(Stability::stable))).toList();
        }

        @Override
        public Separation separation(double[] point, double[][] information) {
            return estimation().separation(point, information);
        }
    }

    /** Tells whether weights are stable of which a user wants that. */
    private boolean isAllowed(double[] vector) {
        return required.isEmpty() || required.isMet(stabilities(List.of(vector)).getFirst());
    }

    /** Returns what finds out whether weights are stable; to be used while the objective is open. */
    private StabilityAnalysis stability() {
        StabilityAnalysis known = stability;
        if (known == null) {
            known = new StabilityAnalysis(model, objective(), inputs(), vectors);
            stability = known;
        }
        return known;
    }

    private Objective objective() {
        Objective known = loaded;
        if (known == null) {
            known = compiledFit.objective(weighted, numbers, vectors);
            loaded = known;
        }
        return known;
    }

    /** Frees what was loaded to be computed; it is loaded again where it is needed. */
    @Override
    public void close() {
        if (loaded != null) {
            loaded.close();
            loaded = null;
            stability = null;
        }
    }
}
