package org.deltaw.kernel.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.kernel.LikelihoodSettings.Combination;
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.SimulationVisitor;
import org.deltaw.spi.backend.WeightedSum;
import org.deltaw.spi.backend.Workers;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.ObjectiveScale;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * What is minimised, for given data: minus the log-likelihood of all recordings, divided by how many values they compare, plus the
 * penalties on parameters, and minus the logarithm of their prior density, divided in the same way; or what misfits that are no
 * likelihood cost, in the same way. If all trajectories share their parameters, that is the mean misfit plus the penalties; if each
 * subject has its own, it falls apart into what is minimised for each subject alone, weighted by its share, as {@link WeightedData}
 * says. Vectors given and derivatives returned are of the numbers that are fitted.
 *
 * <p>Whatever the number of threads, results of trajectories are added up in their order.
 */
public final class Objective implements AutoCloseable {
    private final Model model;
    private final Penalty penalty;
    private final PriorTerm priors;
    private final double[] everyNumber;
    private final BoundsAndL1 boundsAndL1;
    private final Batch batch;
    private final WeightedData data;
    private final TrajectoryVectors vectors;
    private final @Nullable RecordingSums marginal;
    private final ObjectiveScale scale;

    /**
     * Loads data.
     *
     * @param combination of the replicates of a recording, if the model has one misfit alone, and that is a likelihood; else it is the mean
     * @param numbers that are fitted
     * @param vectors one for each of the inputs
     * @param workers on which trajectories are evaluated
     */
    public Objective(Model model, CompiledModel compiled, WeightedData data, Combination combination, FittedNumbers numbers,
            TrajectoryVectors vectors, Workers workers) {
        this.model = model;
        this.data = data;
        this.vectors = vectors.weighted(data.shares());
        this.marginal = combination == Combination.MARGINAL && data.recordings().areReplicated()
                && model.likelihood().isPresent() ? new RecordingSums(data) : null;
        this.penalty = new Penalty(model);
        this.priors = new PriorTerm(numbers.priors(), data.observations());
        this.everyNumber = new double[numbers.size()];
        Arrays.fill(everyNumber, 1);
        this.boundsAndL1 = numbers.boundsAndL1(this.vectors.weights(penalty.l1()));
        // Without a bound the loss is in nats per observation, and a nat counts in full.
        this.scale = new ObjectiveScale(
                model.best(), model.misfits().stream().mapToDouble(term -> Math.abs(term.weight())).sum());
        this.batch = compiled.load(data.inputs(), workers);
    }

    /** Returns of how many parts it is the mean, each of which can be asked for alone: of trajectories, or of recordings. */
    public int parts() {
        return marginal == null ? data.inputs().size() : data.recordings().count();
    }

    /** Lists the trajectories of which a part consists: a recording's replicates where they cannot be taken apart. */
    public List<Integer> part(int index) {
        return marginal == null ? List.of(index) : data.recordings().members().get(index);
    }

    /** Returns how many values are compared in all recordings; replicates count as one. */
    public double observations() {
        return data.observations();
    }

    /** Returns of each vector of parameters the value and its derivative; all are evaluated at once. */
    public List<Gradient> gradients(List<double[]> points) {
        List<WeightedSum> means = means(points, Set.of(Quantity.GRADIENT));
        return IntStream.range(0, points.size()).mapToObj(i -> gradient(means.get(i), points.get(i))).toList();
    }

    /** Returns what each trajectory costs, and whatever else is wanted, in their order, with derivatives by its vector of parameters. */
    public List<Evaluation> evaluations(double[] parameters, Set<Quantity> wanted) {
        return batch.evaluate(vectors.pairs(parameters), wanted);
    }

    /**
     * Returns what each recording costs for each value that it compares, with its replicates put together, without penalties; the gradient
     * and the matrix of second derivatives, which may be indefinite, are by its vector of parameters. In the order of the recordings.
     */
    public List<Evaluation> recordings(double[] parameters) {
        List<Evaluation> each = evaluations(parameters, Set.of(Quantity.GRADIENT, Quantity.CURVATURE));
        return IntStream.range(0, data.recordings().count()).mapToObj(r -> {
            CombinedReplicates combined = CombinedReplicates.of(data.recordings().members().get(r).stream().map(each::get).toList(),
                    data.nats(r), marginal == null ? Combination.MEAN : Combination.MARGINAL);
            return new Evaluation(combined.loss(), combined.gradient(), List.of(), combined.curvature());
        }).toList();
    }

    /** Returns the same with the Gauss-Newton matrices. */
    public List<Curvature> curvatures(List<double[]> points) {
        List<WeightedSum> means = means(points, Set.of(Quantity.GRADIENT, Quantity.CURVATURE));
        List<Curvature> curvatures = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Gradient gradient = gradient(means.get(i), points.get(i));
            addSecondDerivatives(points.get(i), vectors.shares(), everyNumber, means.get(i).curvature());
            curvatures.add(new Curvature(gradient, means.get(i).curvature()));
        }
        return curvatures;
    }

    /** Answers what a search asks, all at once; one answer for each query, in their order. */
    public List<Answer> answer(List<Query> queries) {
        Answer[] answers = new Answer[queries.size()];
        for (Wanted wanted : Wanted.values()) {
            int[] alike = IntStream.range(0, queries.size()).filter(i -> queries.get(i).wanted() == wanted).toArray();
            if (alike.length > 0) {
                Iterator<WeightedSum> sums = sums(
                        Arrays.stream(alike).mapToObj(i -> pairs(queries.get(i))).toList(), quantities(wanted)).iterator();
                for (int i : alike) {
                    answers[i] = answer(queries.get(i), sums);
                }
            }
        }
        return Arrays.asList(answers);
    }

    private Pairs pairs(Query query) {
        return query.trajectory().isPresent()
                ? vectors.shared(query.point(), part(query.trajectory().getAsInt()), parts())
                : vectors.shared(query.point());
    }

    /** Takes from the sums those of the vectors of a query. */
    private Answer answer(Query query, Iterator<WeightedSum> sums) {
        if (query.trajectory().isPresent()) {
            List<Integer> part = part(query.trajectory().getAsInt());
            double share = parts() * part.stream().mapToDouble(i -> data.shares()[i]).sum();
            int one = part.getFirst();
            return smooth(vectors.total(sums.next(), one), query.point(), vectors.shares(one, share), numbersOf(one, share));
        }
        return smooth(mean(sums), query.point(), vectors.shares(), everyNumber);
    }

    private static Set<Quantity> quantities(Wanted wanted) {
        return switch (wanted) {
            case VALUE -> Set.of();
            case GRADIENT -> Set.of(Quantity.GRADIENT);
            case SECOND_ORDER -> Set.of(Quantity.GRADIENT, Quantity.CURVATURE);
        };
    }

    /**
     * Returns how much of the prior of each number belongs to a part that is asked for alone, so that the mean over parts is 1.
     *
     * @param trajectory one of the part's
     * @param times what the part counts, as a multiple of the mean
     */
    private double[] numbersOf(int trajectory, double times) {
        double[] shares = shares();
        double[] weights = new double[shares.length];
        for (int place : vectors.places(trajectory)) {
            weights[place] = times / shares[place];
        }
        return weights;
    }

    /**
     * Adds the penalties on vectors with these shares, without absolute values, and the priors of numbers with these weights, to a
     * mean of misfits.
     */
    private Answer smooth(WeightedSum mean, double[] parameters, double[] shares, double[] weights) {
        double[] gradient = mean.gradient().length > 0 ? mean.gradient() : new double[parameters.length];
        double value = mean.loss() + addPenalties(penalty::addSmooth, parameters, shares, gradient)
                + priors.add(parameters, weights, gradient);
        if (mean.curvature().length > 0) {
            addSecondDerivatives(parameters, shares, weights, mean.curvature());
        }
        return new Answer(value, mean.gradient(), mean.curvature());
    }

    /** Returns what penalties and priors alone add, without absolute values, with its derivatives. */
    public Answer penalties(double[] parameters) {
        int size = parameters.length;
        return smooth(new WeightedSum(0, new double[size], new double[size * size], OptionalInt.empty()), parameters, vectors.shares(),
                everyNumber);
    }

    private Gradient gradient(WeightedSum mean, double[] parameters) {
        double added = addPenalties(penalty::add, parameters, vectors.shares(), mean.gradient())
                + priors.add(parameters, everyNumber, mean.gradient());
        return new Gradient(mean.loss() + added, mean.gradient());
    }

    /** Returns the value of the penalties on vectors with these shares, and adds the derivative to a gradient. */
    private double addPenalties(ToDoubleBiFunction<double[], double[]> add, double[] parameters, double[] shares, double[] gradient) {
        double value = 0;
        for (int v = 0; v < shares.length; v++) {
            if (shares[v] > 0) {
                double[] vector = vectors.vector(parameters, v);
                double[] own = new double[vector.length];
                value += shares[v] * add.applyAsDouble(vector, own);
                vectors.addGradient(own, v, shares[v], gradient);
            }
        }
        return value;
    }

    private void addSecondDerivatives(double[] parameters, double[] shares, double[] weights, double[] matrix) {
        priors.addSecondDerivatives(parameters, weights, matrix);
        for (int v = 0; v < shares.length; v++) {
            if (shares[v] > 0 && penalty.isCurved()) {
                double[] vector = vectors.vector(parameters, v);
                double[] own = new double[vector.length * vector.length];
                penalty.addSecondDerivatives(vector, own);
                vectors.addMatrix(own, v, shares[v], matrix);
            }
        }
    }

    /** Returns for each point, a vector of the fitted numbers, the mean over all trajectories. */
    private List<WeightedSum> means(List<double[]> points, Set<Quantity> wanted) {
        Iterator<WeightedSum> sums = sums(points.stream().map(vectors::shared).toList(), wanted).iterator();
        return points.stream().map(_ -> mean(sums)).toList();
    }

    /** Takes from the sums those of the vectors of one point. */
    private WeightedSum mean(Iterator<WeightedSum> sums) {
        return vectors.total(Stream.generate(sums::next).limit(vectors.count()).toList());
    }

    /** Evaluates sets of pairs at once; returns the sums of the vectors of the first set, then of the next. */
    private List<WeightedSum> sums(List<Pairs> sets, Set<Quantity> wanted) {
        Pairs all = Pairs.concat(sets);
        if (marginal == null) {
            return batch.sums(all, wanted);
        }
        List<Evaluation> evaluations = batch.evaluate(all, wanted);
        List<WeightedSum> sums = new ArrayList<>();
        int from = 0;
        for (Pairs set : sets) {
            sums.addAll(marginal.sums(set, evaluations.subList(from, from + set.size())));
            from += set.size();
        }
        return sums;
    }

    /** Returns of each vector of parameters the whole, penalties included; all are evaluated at once. */
    public List<Double> values(List<double[]> points) {
        List<Double> misfits = misfits(points);
        return IntStream.range(0, points.size()).mapToObj(i -> misfits.get(i) + penalty(points.get(i))).toList();
    }

    /** Returns of each vector of parameters the mean over trajectories, without penalties; all are evaluated at once. */
    public List<Double> misfits(List<double[]> points) {
        return means(points, Set.of()).stream().map(WeightedSum::loss).toList();
    }

    /** Returns the same with derivatives. */
    public List<Gradient> misfitGradients(List<double[]> points) {
        return means(points, Set.of(Quantity.GRADIENT)).stream().map(mean -> new Gradient(mean.loss(), mean.gradient())).toList();
    }

    /**
     * Shows what happens in each step of each trajectory, one after the other, with weights as they are, wherever they start.
     *
     * @param wanted what is shown; the rest is empty
     */
    public void simulate(double[] parameters, Set<SimulationPart> wanted, SimulationVisitor visitor) {
        Pairs pairs = vectors.pairs(parameters);
        batch.simulate(pairs, wanted,
                (trajectory, simulation) -> visitor.visit(trajectory, model.shown(simulation, pairs.vector(trajectory))));
    }

    /**
     * Runs pairs of vectors and trajectories, one after the other, and shows states as the program carries them: of weights whose start is
     * fitted, how far they have moved.
     *
     * @param wanted what is shown; the rest is empty
     */
    public void run(Pairs pairs, Set<SimulationPart> wanted, SimulationVisitor visitor) {
        batch.simulate(pairs, wanted, visitor);
    }

    /** Returns by what a change of its value is measured. */
    public ObjectiveScale scale() {
        return scale;
    }

    /** Returns where it has no derivative. */
    public BoundsAndL1 boundsAndL1() {
        return boundsAndL1;
    }

    /** Returns for each number the share of the trajectories that have it: 1 if all do. */
    public double[] shares() {
        double[] ones = new double[vectors.length()];
        Arrays.fill(ones, 1);
        return vectors.weights(ones);
    }

    /** Returns the mean over trajectories of the penalties on their parameters, and what priors add. */
    public double penalty(double[] parameters) {
        double[] gradient = new double[parameters.length];
        return addPenalties(penalty::add, parameters, vectors.shares(), gradient) + priors.add(parameters, everyNumber, gradient);
    }

    @Override
    public void close() {
        batch.close();
    }
}
