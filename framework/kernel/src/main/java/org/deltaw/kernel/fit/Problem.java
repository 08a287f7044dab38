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
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.evaluation.Evaluator;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Prediction;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.inference.UncertaintyWarnings;
import org.deltaw.kernel.likelihood.Replication;
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Convergence;
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
import org.deltaw.kernel.separation.EqualChoices;
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
        if (fit.training().intervals() == TrainingSettings.Intervals.PROFILE && Method.objection(model, numbers.size()).isEmpty()
                && !Method.has(method().optimizer(), Trait.ENDS_BY_ITSELF)) {
            throw new InvalidSpecException("training.intervals", "Profiles take an optimizer that notices when it has come to a minimum, "
                    + "which " + method().optimizer().id() + " does not; choose another training.optimizer, such as gauss-newton, or "
                    + "large-sample.");
        }
        if (fit.training().starts() > 1 && Arrays.equals(start(), numbers.start(1))) {
            throw new InvalidSpecException("training.starts", "All " + fit.training().starts() + " starts would be the same, "
                    + "since no fitted parameter has random initial values. Give the rule some, as with rule.initial-scale=0.1 "
                    + "if the family has that setting, or set starts to 1.");
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
        Method method = method();
        Training.Ended ended = new Training(
                fit, subject, objective(), numbers, method, this::isAllowed, this::divergence).run(from, listener);
        return result(method, ended, listener);
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
        Uncertainty uncertainty = uncertainty(outcome, method, fitted, metrics, listener);
        List<Stability> stability = outcome instanceof Outcome.Diverged ? List.of() : stabilities(List.of(fitted)).getFirst();
        List<Warning> told = warnings(outcome, method, uncertainty, metrics);
        told.addAll(new UnstableWeights(fit.rules(), required).warnings(stability));
        return new FitResult(subject, method, outcome, parameters(fitted), means, formulas(fitted), metrics, evaluateHeldOut(fitted),
                uncertainty, stability, told, ended.starts(), compiled.device());
    }

    /** Collects what a user should know of data and model, then of what came out. */
    private List<Warning> warnings(Outcome outcome, Method method, Uncertainty uncertainty, Metrics metrics) {
        List<Warning> all = new ArrayList<>(warnings);
        all.addAll(EqualChoices.warnings(model, subject, means, weighted.observations()));
        metrics.replication().flatMap(Replication::warning).ifPresent(all::add);
        Optional<Warning> convergence = Convergence.warning(outcome, method, fit.training());
        convergence.ifPresent(all::add);
        UncertaintyWarnings.of(uncertainty).stream()
                .filter(each -> !each.code().equals(Convergence.NOT_CONVERGED) || (convergence.isEmpty() && !(outcome
                        instanceof Outcome.Interrupted))).forEach(all::add);
        return all;
    }

    private Uncertainty uncertainty(Outcome outcome, Method method, double[] fitted, Metrics metrics, FitListener listener) {
        return switch (outcome) {
            case Outcome.Finished _, Outcome.Converged _ -> estimation().at(
                    fitted, Convergence.of(outcome, method, fit.training()), metrics.replication(), listener::stopRequested);
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
        return estimation().at(parameters, converged, evaluate(parameters).replication(), () -> false);
    }

    private Estimation estimation() {
        return new Estimation(fit, model, method(), numbers, vectors, trajectories(), weighted, objective());
    }

    /** @param index of the part of the objective in which it is known to be; empty if it may be anywhere */
    private Outcome.Diverged divergence(int epoch, OptionalInt index, double[] parameters) {
        List<Integer> part = index.isPresent() ? objective().part(index.getAsInt()) : List.of();
        List<Outcome.Diverged> found = new ArrayList<>();
        objective().simulate(parameters, EnumSet.of(SimulationPart.STATES, SimulationPart.LOSSES), (i, simulation) -> {
            if (found.isEmpty() && (part.isEmpty() || part.contains(i))) {
                divergence(epoch, training.get(i).trajectory().id(), simulation).ifPresent(found::add);
            }
        });
        return found.isEmpty()
                ? new Outcome.Diverged(epoch, training.get(part.isEmpty() ? 0 : part.getFirst()).trajectory().id(), -1, "gradient")
                : found.getFirst();
    }

    private Optional<Outcome.Diverged> divergence(int epoch, String id, Simulation simulation) {
        int steps = simulation.losses().length;
        for (int t = 0; t < steps; t++) {
            if (!Double.isFinite(simulation.losses()[t])) {
                return Optional.of(new Outcome.Diverged(epoch, id, t, "loss"));
            }
            for (int s = 0; s < simulation.states().size(); s++) {
                double[] states = simulation.states().get(s);
                int width = states.length / (steps + 1);
                for (int i = 0; i < width; i++) {
                    if (!Double.isFinite(states[(t + 1) * width + i])) {
                        return Optional.of(new Outcome.Diverged(epoch, id, t, "state '" + states().get(s) + "'"));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Returns of each vector of parameters what weights do by themselves, one entry for each group of plastic synapses. */
    public List<List<Stability>> stabilities(List<double[]> vectors) {
        return stability().of(vectors);
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
