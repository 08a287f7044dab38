package org.deltaw.kernel.evaluation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.Layout;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.likelihood.Recordings;
import org.deltaw.kernel.likelihood.Replicates;
import org.deltaw.kernel.likelihood.Replication;
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.kernel.model.ChannelRows;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ModelData;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.kernel.simulate.Truth;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.network.Observable;

/** Computes likelihood and deviance from what the network showed, step by step. May be used by several threads. */
public final class Evaluator {
    /** How many numbers may be shown at a time of more trajectories than there are threads. */
    private static final long MOST_NUMBERS = 1 << 21;

    private static final Set<SimulationPart> OUTPUTS = EnumSet.of(SimulationPart.OUTPUTS);
    private static final Set<SimulationPart> PREDICTION = EnumSet.of(SimulationPart.OUTPUTS, SimulationPart.LOSSES);
    private static final Set<SimulationPart> EVERYTHING = EnumSet.allOf(SimulationPart.class);

    private final Model model;
    private final ModelData data;
    private final CompiledModel compiled;
    private final ThreadWorkers workers;
    private final Optional<Truth> truth;
    private final AgreementFinder agreement;
    private final List<Loss.Comparison> likelihoods;
    private final LikelihoodSettings settings;
    private final boolean explains;
    /** Cost, number of observations, and cost of the best constant prediction of a step. */
    private final List<Expr> figures;

    /** Sums over the observed steps of a trajectory, or of all recordings. */
    private record Sums(double cost, double count, double constantCost) {}

    /** One trajectory, as the fitted rule describes it and as the same network without plasticity does. */
    private record One(Metrics.TrajectoryFitness fitness, Sums own, Sums still) {}

    public Evaluator(Model model, ModelData data, CompiledModel compiled, ThreadWorkers workers, Optional<Truth> truth,
            LikelihoodSettings settings) {
        this.model = model;
        this.data = data;
        this.compiled = compiled;
        this.workers = workers;
        this.truth = truth;
        this.settings = settings;
        this.agreement = new AgreementFinder(model, truth);
        this.likelihoods = model.terms().stream().map(Model.Term::loss)
                .filter(Loss.Comparison.class::isInstance).map(Loss.Comparison.class::cast)
                .filter(Loss.Comparison::isLikelihood).toList();
        List<Expr> costs = likelihoods.stream().map(Loss.Comparison::cost).toList();
        List<Expr> counts = likelihoods.stream().map(Loss.Comparison::count).toList();
        List<Expr> constants = likelihoods.stream().filter(Loss.NegativeLogLikelihood.class::isInstance)
                .map(likelihood -> ((Loss.NegativeLogLikelihood) likelihood).constantCost()).toList();
        this.explains = constants.size() == likelihoods.size();
        this.figures = List.of(Expr.sumOf(costs), Expr.sumOf(counts), Expr.sumOf(constants));
    }

    /**
     * Evaluates some parts of trajectories.
     *
     * @param vectors one for each of the parts
     * @param fitted the numbers that are fitted
     * @param means of targets over the data that were fitted
     * @param penalty what is added to the total loss
     */
    public Metrics evaluate(List<Part> parts, TrajectoryVectors vectors, double[] fitted, TargetMeans means, double penalty) {
        Interpreter interpreter = new Interpreter(figures);
        WeightedData weighted = WeightedData.of(
                model, data, parts.stream().map(Part::trajectory).toList(), means, settings.weighting());
        List<One> each = new ArrayList<>();
        while (each.size() < parts.size()) {
            int from = each.size();
            int to = end(parts, from);
            each.addAll(evaluate(parts.subList(from, to), weighted.inputs().subList(from, to), vectors.pairs(fitted, from, to),
                    interpreter));
        }
        double loss = weighted.loss(each.stream().mapToDouble(one -> one.fitness().fitness().loss()).toArray(), model,
                settings.likelihood());
        int steps = weighted.recordings().members().stream().mapToInt(members -> parts.get(members.getFirst()).steps()).sum();
        Sums own = total(weighted.recordings(), each, One::own);
        return new Metrics(fitness(steps, loss + penalty, own, total(weighted.recordings(), each, One::still)),
                each.stream().map(One::fitness).toList(), recordings(weighted.recordings(), each));
    }

    /** Adds up over recordings, with the replicates of each put together. */
    private Sums total(Recordings recordings, List<One> each, Function<One, Sums> sums) {
        double cost = 0;
        double count = 0;
        double constantCost = 0;
        for (List<Integer> members : recordings.members()) {
            List<Sums> replicates = members.stream().map(each::get).map(sums).toList();
            cost -= together(replicates).logLikelihood();
            count += replicates.stream().mapToDouble(Sums::count).sum() / replicates.size();
            constantCost += replicates.stream().mapToDouble(Sums::constantCost).sum() / replicates.size();
        }
        return new Sums(cost, count, constantCost);
    }

    private Replicates together(List<Sums> replicates) {
        return Replicates.of(replicates.stream().mapToDouble(one -> -one.cost()).toArray(), settings.likelihood());
    }

    /** Puts the replicates of each recording together. */
    private List<RecordingLikelihood> recordings(Recordings recordings, List<One> each) {
        return likelihoods.isEmpty() ? List.of()
                : IntStream.range(0, recordings.count()).mapToObj(r -> recording(recordings.names().get(r),
                        recordings.members().get(r).stream().map(each::get).toList())).toList();
    }

    private RecordingLikelihood recording(String name, List<One> members) {
        Replicates together = together(members.stream().map(One::own).toList());
        boolean marginal = settings.likelihood() == LikelihoodSettings.Combination.MARGINAL && members.size() > 1;
        return new RecordingLikelihood(name, members.getFirst().fitness().subject(), together.logLikelihood(), marginal
                ? Optional.of(new Replication(name, members.size(), together.effectiveNumber())) : Optional.empty());
    }

    /** Returns before which part to stop: what happened in every step takes much memory, but backends compute several at once. */
    private int end(List<Part> parts, int from) {
        long perStep = numbers(model.program().step().outputs().stream().map(StepGraph.Output::symbol).toList())
                + (truth.isPresent() ? numbers(model.program().states()) : 0);
        long numbers = 0;
        int to = from;
        while (to < parts.size() && (to < from + workers.available() || numbers < MOST_NUMBERS)) {
            numbers += perStep * parts.get(to).trajectory().steps();
            to++;
        }
        return to;
    }

    private static long numbers(List<Symbol> symbols) {
        return symbols.stream().mapToLong(Symbol::entries).sum();
    }

    private List<One> evaluate(List<Part> parts, List<ModelInput> inputs, Pairs pairs, Interpreter interpreter) {
        List<Simulation> fitted = simulate(inputs, pairs, truth.isPresent() ? EVERYTHING : PREDICTION);
        List<Simulation> unchanged = likelihoods.isEmpty() ? fitted
                : simulate(inputs.stream().map(data::withoutPlasticity).toList(), pairs, OUTPUTS);
        Optional<List<Simulation>> real = truth.map(known -> known.repeat(parts, EVERYTHING));
        List<One> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int index = i;
            Part part = parts.get(i);
            setParameters(interpreter, pairs.vector(i));
            Sums own = sums(interpreter, inputs.get(i), fitted.get(i));
            Sums still = sums(interpreter, inputs.get(i), unchanged.get(i));
            all.add(new One(new Metrics.TrajectoryFitness(part.trajectory().id(), part.trajectory().subject(),
                    fitness(part.steps(), total(fitted.get(i).losses()), own, still),
                    agreement.of(part, fitted.get(i), real.map(simulations -> simulations.get(index)))), own, still));
        }
        return all;
    }

    /**
     * Predicts what the network shows.
     *
     * @param vectors one for each of the parts
     * @param fitted the numbers that are fitted
     * @param means of targets over the data that were fitted
     * @param heldOut whether the rule was not fitted to these parts
     * @return one prediction for each part; none if the network does not show it
     */
    public List<Prediction> predict(Observable observable, List<Part> parts, TrajectoryVectors vectors, double[] fitted,
            TargetMeans means, boolean heldOut) {
        List<String> outputs = model.program().step().outputs().stream().map(output -> output.symbol().name()).toList();
        int index = outputs.indexOf(observable.name());
        List<Prediction> predictions = new ArrayList<>();
        if (index >= 0) {
            List<ModelInput> inputs = parts.stream().map(part -> data.bind(part.trajectory(), means)).toList();
            try (Batch batch = compiled.load(inputs, workers)) {
                batch.simulate(vectors.pairs(fitted), OUTPUTS, (i, simulation) ->
                        predictions.add(new Prediction(parts.get(i), heldOut, simulation.outputs().get(index))));
            }
        }
        return predictions;
    }

    private List<Simulation> simulate(List<ModelInput> inputs, Pairs pairs, Set<SimulationPart> wanted) {
        try (Batch batch = compiled.load(inputs, workers)) {
            List<Simulation> all = new ArrayList<>();
            batch.simulate(pairs, wanted, (pair, simulation) -> all.add(model.shown(simulation, pairs.vector(pair))));
            return all;
        }
    }

    private Metrics.Fitness fitness(int steps, double loss, Sums model, Sums none) {
        if (likelihoods.isEmpty()) {
            return new Metrics.Fitness(steps, loss, OptionalDouble.empty(), OptionalDouble.empty(),
                    OptionalDouble.empty(), OptionalDouble.empty());
        }
        double deviance = 2 * model.cost() / model.count();
        return new Metrics.Fitness(steps, loss, OptionalDouble.of(-model.cost()), OptionalDouble.of(deviance),
                explained(deviance, none.cost() / none.count()), explained(deviance, model.constantCost() / model.count()));
    }

    /** Returns how much of a null model's deviance is explained, in percent; empty of a density, which has none to explain. */
    private OptionalDouble explained(double deviance, double nullCost) {
        return explains ? Metrics.percentExplained(deviance, 2 * nullCost) : OptionalDouble.empty();
    }

    private void setParameters(Interpreter interpreter, double[] vector) {
        Layout layout = model.program().layout();
        layout.symbols().forEach(symbol -> interpreter.set(symbol, vector, layout.offset(symbol)));
    }

    private Sums sums(Interpreter interpreter, ModelInput input, Simulation simulation) {
        List<Symbol> attributes = model.program().attributes();
        for (int i = 0; i < attributes.size(); i++) {
            interpreter.set(attributes.get(i), input.attributes().get(i), 0);
        }
        ChannelRows channels = data.rows(interpreter, input.channels());
        ChannelRows outputs = new ChannelRows(interpreter,
                model.program().step().outputs().stream().map(StepGraph.Output::symbol).toList(), simulation.outputs());
        double cost = 0;
        double count = 0;
        double constantCost = 0;
        for (int t = 0; t < input.steps(); t++) {
            channels.set(t);
            outputs.set(t);
            interpreter.begin();
            cost += interpreter.value(0)[0];
            count += interpreter.value(1)[0];
            constantCost += interpreter.value(2)[0];
        }
        return new Sums(cost, count, constantCost);
    }

    private static double total(double[] losses) {
        double total = 0;
        for (double loss : losses) {
            total += loss;
        }
        return total;
    }
}
