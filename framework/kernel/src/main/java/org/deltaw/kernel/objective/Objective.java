package org.deltaw.kernel.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
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

/**
 * What is minimised, for given data: of one trajectory, or the mean over all, its misfit plus the penalties on its vector of
 * parameters, and what priors add. If all trajectories share their parameters, that is the mean misfit plus the penalties; if each subject has its own, it
 * falls apart into what is minimised for each subject alone, weighted by its share of the trajectories. Vectors given and derivatives
 * returned are of the numbers that are fitted.
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
    private final TrajectoryVectors vectors;
    private final int trajectories;
    private final ObjectiveScale scale;

    /**
     * Loads data.
     *
     * @param numbers that are fitted
     * @param vectors one for each of the inputs
     * @param observations how many values of recordings are compared; repetitions of a recording count as one
     * @param workers on which trajectories are evaluated
     */
    public Objective(Model model, CompiledModel compiled, List<ModelInput> inputs, FittedNumbers numbers, TrajectoryVectors vectors,
            double observations, Workers workers) {
        this.model = model;
        this.vectors = vectors;
        this.penalty = new Penalty(model);
        this.priors = new PriorTerm(numbers.priors(), observations);
        this.everyNumber = new double[numbers.size()];
        Arrays.fill(everyNumber, 1);
        this.boundsAndL1 = numbers.boundsAndL1(vectors.weights(penalty.l1()));
        // Without a bound the loss is in nats per observation, and a nat counts in full.
        this.scale = new ObjectiveScale(
                model.best(), model.misfits().stream().mapToDouble(term -> Math.abs(term.weight())).sum());
        this.batch = compiled.load(inputs, workers);
        this.trajectories = inputs.size();
    }

    /** Returns how many values of recordings are compared; repetitions of a recording count as one. */
    public double observations() {
        return priors.observations();
    }

    public int trajectories() {
        return trajectories;
    }

    /** Returns of each vector of parameters the value and its derivative; all are evaluated at once. */
    public List<Gradient> gradients(List<double[]> points) {
        List<WeightedSum> means = means(points, Set.of(Quantity.GRADIENT));
        return IntStream.range(0, points.size()).mapToObj(i -> gradient(means.get(i), points.get(i))).toList();
    }

    /** Returns what each trajectory costs, and whatever else is wanted, in their order, with derivatives by its vector of parameters. */
    public List<Evaluation> evaluations(double[] parameters, Set<Quantity> wanted) {
        return batch.evaluate(vectors.pairs(parameters, 1), wanted);
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
                Pairs pairs = Pairs.concat(Arrays.stream(alike).mapToObj(i -> pairs(queries.get(i))).toList());
                Iterator<WeightedSum> sums = batch.sums(pairs, quantities(wanted)).iterator();
                for (int i : alike) {
                    answers[i] = answer(queries.get(i), sums);
                }
            }
        }
        return Arrays.asList(answers);
    }

    private Pairs pairs(Query query) {
        return query.trajectory().isPresent()
                ? vectors.pair(query.point(), query.trajectory().getAsInt())
                : everywhere(query.point());
    }

    /** Takes from the sums those of the vectors of a query. */
    private Answer answer(Query query, Iterator<WeightedSum> sums) {
        if (query.trajectory().isPresent()) {
            int trajectory = query.trajectory().getAsInt();
            return smooth(vectors.total(sums.next(), trajectory), query.point(), vectors.shareOf(trajectory), numbersOf(trajectory));
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

    /** Returns what {@link Wanted#SECOND_ORDER} says, given the trajectories' gradients and matrices. */
    public Answer secondOrder(List<Evaluation> evaluations, double[] parameters) {
        List<WeightedSum> sums = WeightedSum.of(everywhere(parameters), evaluations, quantities(Wanted.SECOND_ORDER));
        return smooth(vectors.total(sums), parameters, vectors.shares(), everyNumber);
    }

    /** Returns of the numbers of a trajectory one over the share of the trajectories that have it, so that the mean over all is 1. */
    private double[] numbersOf(int trajectory) {
        double[] shares = shares();
        double[] weights = new double[shares.length];
        for (int place : vectors.places(trajectory)) {
            weights[place] = 1 / shares[place];
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
        priors.addSecondDerivatives(weights, matrix);
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
        Iterator<WeightedSum> sums = batch.sums(Pairs.concat(points.stream().map(this::everywhere).toList()), wanted).iterator();
        return points.stream().map(_ -> mean(sums)).toList();
    }

    /** Takes from the sums those of the vectors of one point. */
    private WeightedSum mean(Iterator<WeightedSum> sums) {
        return vectors.total(Stream.generate(sums::next).limit(vectors.count()).toList());
    }

    /** Pairs the vectors of a point with all trajectories, for the mean over them. */
    private Pairs everywhere(double[] point) {
        return vectors.pairs(point, 1.0 / trajectories);
    }

    /** Returns of each vector of parameters the whole, penalties and priors included; all are evaluated at once. */
    public List<Double> values(List<double[]> points) {
        List<Double> misfits = misfits(points);
        return IntStream.range(0, points.size()).mapToObj(i -> misfits.get(i) + penalty(points.get(i))).toList();
    }

    /** Returns of each vector of parameters the mean over trajectories, without penalties and priors; all are evaluated at once. */
    public List<Double> misfits(List<double[]> points) {
        return means(points, Set.of()).stream().map(WeightedSum::loss).toList();
    }

    /**
     * Shows what happens in each step of each trajectory, one after the other, with weights as they are, wherever they start.
     *
     * @param wanted what is shown; the rest is empty
     */
    public void simulate(double[] parameters, Set<SimulationPart> wanted, SimulationVisitor visitor) {
        Pairs pairs = vectors.pairs(parameters, 1);
        batch.simulate(pairs, wanted,
                (trajectory, simulation) -> visitor.visit(trajectory, model.shown(simulation, pairs.vector(trajectory))));
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
