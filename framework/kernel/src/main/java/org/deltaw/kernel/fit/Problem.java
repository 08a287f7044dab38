package org.deltaw.kernel.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Prediction;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.objective.Curvature;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.simulate.TrueValues;
import org.deltaw.kernel.stability.RequiredStability;
import org.deltaw.kernel.stability.Stability;
import org.deltaw.kernel.stability.StabilityAnalysis;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.jspecify.annotations.Nullable;

/**
 * One set of parameters and the trajectories that share it; these are loaded when something is first computed. For use by one
 * thread at a time.
 */
public final class Problem implements AutoCloseable {
    private final CompiledFit open;
    private final Function<List<String>, Optional<double[]>> pooled;
    private Posed posed;
    private @Nullable Objective loaded;
    private @Nullable StabilityAnalysis stability;

    /**
     * Poses the problem of fitting some parts of trajectories, to be closed by whoever posed it.
     *
     * @param open open as long as this
     * @param subject whose parameters they are; empty if all subjects are fitted together
     * @throws InvalidSpecException if a parameter is to have a value for each session, and a trajectory is not of one session alone; or
     *     if intervals are asked for that the optimizer cannot find
     */
    public Problem(CompiledFit open, String subject, List<Part> training, List<Part> heldOut) {
        this(open, subject, training, heldOut, _ -> Optional.empty());
    }

    /**
     * Poses the same problem.
     *
     * @param pooled where the fit to all subjects together ends, given the names of the numbers that are wanted of it
     */
    Problem(CompiledFit open, String subject, List<Part> training, List<Part> heldOut,
            Function<List<String>, Optional<double[]>> pooled) {
        this.open = open;
        this.posed = Posed.of(open, subject, training, heldOut);
        this.pooled = pooled;
    }

    /** Returns whose parameters they are; empty if all subjects share them. */
    public String subject() {
        return posed.subject();
    }

    /** Lists the trajectories to which rules are fitted, with as many replicates of recordings as there are now. */
    public List<Trajectory> trajectories() {
        return posed.trajectories();
    }

    /** Lists the trajectories of which some or all steps are held out. */
    public List<Trajectory> heldOut() {
        return CompiledFit.trajectories(posed.data().heldOut());
    }

    /** Lists the trajectories to which rules are fitted as the model's program reads them. */
    public List<ModelInput> inputs() {
        return posed.data().weighted().inputs();
    }

    /** Returns what is fitted. */
    public Fit fit() {
        return posed.fit();
    }

    /** Returns the model whose numbers are fitted. */
    public Model model() {
        return posed.model();
    }

    /** Returns what a user should know of data and model. */
    public List<Warning> warnings() {
        return open.warnings(posed.subject());
    }

    /** Tells whether several trajectories are replicates of one recording. */
    public boolean areReplicated() {
        return posed.data().weighted().recordings().areReplicated();
    }

    /** Returns which numbers are fitted. */
    public FittedNumbers numbers() {
        return posed.numbers();
    }

    /** Returns the fitted numbers before training, parameter after parameter. */
    public double[] start() {
        return posed.numbers().start();
    }

    /** Names each of the fitted numbers, as {@link FittedNumbers#names} says. */
    public List<String> names() {
        return posed.numbers().names();
    }

    /** Returns the bounds of the fitted numbers, and where their absolute values have a weight. */
    public BoundsAndL1 boundsAndL1() {
        return objective().boundsAndL1();
    }

    /** Returns all parameters, with the given values for those that are fitted; for each unit those of what is fitted for each. */
    public List<ParameterValue> parameters(double[] fitted) {
        return posed.numbers().parameters(fitted);
    }

    /**
     * Puts named values of parameters into one vector; the inverse of {@link #parameters}.
     *
     * @param values for each fitted parameter its values, by owner and {@link ParameterValue#label}
     * @throws InvalidSpecException if one is missing or has another number of values
     */
    public double[] vector(Map<String, Map<String, double[]>> values) {
        return posed.numbers().vector(values);
    }

    /**
     * Returns the values of the fitted numbers behind data that were simulated; NaN where they are not known, or the data are
     * not simulated.
     */
    public double[] trueValues() {
        double[] unknown = new double[posed.numbers().size()];
        Arrays.fill(unknown, Double.NaN);
        return open.truth().map(known -> new TrueValues(known, posed.numbers()).find(this::outputs,
                known.simulate(posed.data().training(), EnumSet.of(SimulationPart.OUTPUTS)))).orElse(unknown);
    }

    private List<Simulation> outputs(double[] parameters) {
        List<Simulation> all = new ArrayList<>();
        objective().simulate(parameters, EnumSet.of(SimulationPart.OUTPUTS), (_, simulation) -> all.add(simulation));
        return all;
    }

    /** Returns by which optimizer it is minimised, and why. */
    public Method method() {
        return posed.method();
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
        return posed.model().program().step().outputs().stream().map(output -> output.symbol().name()).toList();
    }

    /**
     * Returns the names of the model's states, in the order of {@link Simulation} and {@link Evaluation}. What a simulation shows
     * as {@code weights} is called {@code weights.change} in the program, and begins at 0, if initial weights are fitted.
     */
    public List<String> states() {
        return posed.model().states();
    }

    /** Returns how well the model describes the steps to which rules are fitted. */
    public Metrics evaluate(double[] parameters) {
        return evaluate(parameters, posed.means());
    }

    /**
     * Returns how well the model describes the same steps if it was fitted to other data.
     *
     * @param fitted the means of targets over those
     */
    public Metrics evaluate(double[] parameters, TargetMeans fitted) {
        return description().training(parameters, fitted, objective().penalty(parameters));
    }

    /** Returns the means of targets over the data that are fitted, by which constant predictions are made. */
    public TargetMeans means() {
        return posed.means();
    }

    /** Returns how well the model describes what is held out, without penalties; empty if nothing is. */
    public Optional<Metrics> evaluateHeldOut(double[] parameters) {
        return evaluateHeldOut(parameters, posed.means());
    }

    /**
     * Returns how well the model describes what is held out if it was fitted to other data.
     *
     * @param fitted the means of targets over those
     */
    public Optional<Metrics> evaluateHeldOut(double[] parameters, TargetMeans fitted) {
        return description().heldOut(parameters, fitted);
    }

    /**
     * Predicts an observable in all trajectories, step by step: in training data first, then in held-out data.
     *
     * @return none if the network does not show it
     */
    public List<Prediction> predict(Observable observable, double[] parameters) {
        return description().predict(observable, parameters);
    }

    /**
     * Writes each rule as a person would, by owner; a rule of which something is fitted for each unit once for each, under
     * {@code rule@UNIT}.
     */
    public Map<String, String> formulas(double[] parameters) {
        return description().formulas(parameters);
    }

    /**
     * Fits the parameters. If the likelihood of a recording then rests on too few replicates, and the data source can draw more, it is gone
     * on with more of them from where every start has ended; the problem has these from then on.
     *
     * @param from where an earlier training stood; empty to start anew
     */
    public FitResult train(Optional<Checkpoint> from, FitListener listener) {
        from.ifPresent(standing -> replicate(standing.replicates()));
        Training.Ended ended = solver().search(from, listener);
        for (Map<String, Integer> more = raised(ended); !more.isEmpty(); more = raised(ended)) {
            List<double[]> ends = solver().ends(ended);
            replicate(more);
            listener.replicated(more);
            ended = solver().searchOn(ends, listener);
        }
        return solver().result(ended, listener);
    }

    /**
     * Returns how many replicates recordings should have instead, if those that there are carry too little of a likelihood where training
     * has ended; empty if they are enough, or no more can be drawn.
     */
    private Map<String, Integer> raised(Training.Ended ended) {
        boolean over = switch (ended.outcome()) {
            case Outcome.Finished _, Outcome.Converged _ -> true;
            case Outcome.Interrupted _, Outcome.Diverged _ -> false;
        };
        return over ? raised(ended.starts().standing().parameters()) : Map.of();
    }

    private Map<String, Integer> raised(double[] fitted) {
        if (!open.moreReplicates().exist()) {
            return Map.of();
        }
        Map<String, Integer> more = new HashMap<>(replicates());
        Stream.concat(Stream.of(evaluate(fitted)), evaluateHeldOut(fitted).stream())
                .flatMap(metrics -> metrics.replications().stream())
                .forEach(each -> each.raised().ifPresent(number -> more.merge(each.recording(), number, Math::max)));
        return more.equals(replicates()) ? Map.of() : more;
    }

    /**
     * Poses the problem with other numbers of replicates.
     *
     * @param wanted how many recordings are to have, by their names; no fewer than data came with, and all others as many as that
     */
    public void replicate(Map<String, Integer> wanted) {
        if (!posed.isReplicated(wanted)) {
            close();
            posed = posed.replicated(open, wanted);
        }
    }

    /** Returns how many replicates recordings have, by their names, as far as these are more than data came with. */
    public Map<String, Integer> replicates() {
        return posed.replicates();
    }

    /** Draws more replicates while the likelihood of a recording rests on too few of them, if the data source can draw more. */
    public void replicateFor(double[] parameters) {
        for (Map<String, Integer> more = raised(parameters); !more.isEmpty(); more = raised(parameters)) {
            replicate(more);
        }
    }

    /** Returns from how many starts it is trained. */
    public int starts() {
        return posed.starts();
    }

    /** Returns where a single search from where the spec says ends; nowhere if it diverged. */
    Optional<double[]> end() {
        return solver().end();
    }

    /**
     * Returns how far the data determine the fitted numbers, which are to be those of a training with the same data. It
     * costs one evaluation of the curvature; profiles cost many.
     *
     * @param converged whether that training came to its end
     * @param metrics how well the model describes the data with these numbers
     */
    public Uncertainty uncertainty(double[] parameters, boolean converged, Metrics metrics) {
        return solver().uncertainty(parameters, converged, metrics);
    }

    private Description description() {
        return new Description(posed, open.evaluator());
    }

    private Solver solver() {
        return new Solver(posed, open, objective(), this::stability, description(), pooled);
    }

    /** Returns of each vector of parameters what weights do by themselves, one entry for each group of plastic synapses. */
    public List<List<Stability>> stabilities(List<double[]> vectors) {
        return stability().of(vectors);
    }

    /** Tells of each vector of parameters whether weights are stable of which a user wants that. */
    public List<Boolean> areAllowed(List<double[]> vectors) {
        RequiredStability required = RequiredStability.of(fit().rules(), model());
        return required.isEmpty() ? vectors.stream().map(_ -> true).toList()
                : stabilities(vectors).stream().map(required::isMet).toList();
    }

    /** Returns what finds out whether weights are stable; to be used while the objective is open. */
    private StabilityAnalysis stability() {
        StabilityAnalysis known = stability;
        if (known == null) {
            known = new StabilityAnalysis(posed.model(), objective(), inputs(), posed.data().vectors());
            stability = known;
        }
        return known;
    }

    /** Returns what is minimised, open as long as this and until it has other replicates. */
    public Objective objective() {
        Objective known = loaded;
        if (known == null) {
            known = open.objective(posed.data().weighted(), posed.numbers(), posed.data().vectors());
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
