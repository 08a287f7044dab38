package org.deltaw.kernel.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.deltaw.kernel.model.Model;
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
 * What is minimised, for given data: of one trajectory, or the mean over all; plus penalties.
 *
 * <p>Whatever the number of threads, results of trajectories are added up in their order.
 */
public final class Objective implements AutoCloseable {
    private final Model model;
    private final Penalty penalty;
    private final BoundsAndL1 boundsAndL1;
    private final Batch batch;
    private final int trajectories;
    private final ObjectiveScale scale;

    /** @param workers on which trajectories are evaluated */
    public Objective(Model model, CompiledModel compiled, List<ModelInput> inputs, Workers workers) {
        this.model = model;
        this.penalty = new Penalty(model);
        this.boundsAndL1 = model.parameters().boundsAndL1(penalty.l1());
        // Without a bound the loss is in nats per observation, and a nat counts in full.
        this.scale = new ObjectiveScale(
                model.best(), model.misfits().stream().mapToDouble(term -> Math.abs(term.weight())).sum());
        this.batch = compiled.load(inputs, workers);
        this.trajectories = inputs.size();
    }

    public int trajectories() {
        return trajectories;
    }

    /** Returns of each vector of parameters the value and its derivative; all are evaluated at once. */
    public List<Gradient> gradients(List<double[]> vectors) {
        List<WeightedSum> means = means(vectors, Set.of(Quantity.GRADIENT));
        return IntStream.range(0, vectors.size()).mapToObj(i -> gradient(means.get(i), vectors.get(i))).toList();
    }

    /** Returns what each trajectory costs, and whatever else is wanted, in their order. */
    public List<Evaluation> evaluations(double[] parameters, Set<Quantity> wanted) {
        return batch.evaluate(Pairs.of(parameters, trajectories), wanted);
    }

    /** Returns the same with the Gauss-Newton matrices. */
    public List<Curvature> curvatures(List<double[]> vectors) {
        List<WeightedSum> means = means(vectors, Set.of(Quantity.GRADIENT, Quantity.CURVATURE));
        List<Curvature> curvatures = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            penalty.addSecondDerivatives(vectors.get(i), means.get(i).curvature());
            curvatures.add(new Curvature(gradient(means.get(i), vectors.get(i)), means.get(i).curvature()));
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
                List<WeightedSum> means = batch.sums(pairs, quantities(wanted));
                for (int i = 0; i < alike.length; i++) {
                    answers[alike[i]] = smooth(means.get(i), queries.get(alike[i]).point());
                }
            }
        }
        return Arrays.asList(answers);
    }

    private Pairs pairs(Query query) {
        return query.trajectory().isPresent()
                ? Pairs.one(query.point(), query.trajectory().getAsInt())
                : everywhere(query.point());
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
        return smooth(WeightedSum.of(everywhere(parameters), evaluations, quantities(Wanted.SECOND_ORDER)).getFirst(), parameters);
    }

    /** Adds the penalties, without absolute values, to a mean of misfits. */
    private Answer smooth(WeightedSum mean, double[] parameters) {
        double[] gradient = mean.gradient().length > 0 ? mean.gradient() : new double[parameters.length];
        double value = mean.loss() + penalty.addSmooth(parameters, gradient);
        if (mean.curvature().length > 0) {
            penalty.addSecondDerivatives(parameters, mean.curvature());
        }
        return new Answer(value, mean.gradient(), mean.curvature());
    }

    private Gradient gradient(WeightedSum mean, double[] parameters) {
        return new Gradient(mean.loss() + penalty.add(parameters, mean.gradient()), mean.gradient());
    }

    private List<WeightedSum> means(List<double[]> vectors, Set<Quantity> wanted) {
        return batch.sums(Pairs.concat(vectors.stream().map(this::everywhere).toList()), wanted);
    }

    /** Pairs a vector with every trajectory, for the mean over them. */
    private Pairs everywhere(double[] vector) {
        return Pairs.of(vector, trajectories, 1.0 / trajectories);
    }

    /** Returns the whole, penalties included. */
    public double value(double[] parameters) {
        return misfit(parameters) + penalty.value(parameters);
    }

    /** Returns the mean over trajectories, without penalties. */
    public double misfit(double[] parameters) {
        return means(List.of(parameters), Set.of()).getFirst().loss();
    }

    /**
     * Shows what happens in each step of each trajectory, one after the other, with weights as they are, wherever they start.
     *
     * @param wanted what is shown; the rest is empty
     */
    public void simulate(double[] parameters, Set<SimulationPart> wanted, SimulationVisitor visitor) {
        batch.simulate(Pairs.of(parameters, trajectories), wanted,
                (trajectory, simulation) -> visitor.visit(trajectory, model.shown(simulation, parameters)));
    }

    /** Returns by what a change of its value is measured. */
    public ObjectiveScale scale() {
        return scale;
    }

    /** Returns where it has no derivative. */
    public BoundsAndL1 boundsAndL1() {
        return boundsAndL1;
    }

    public double penalty(double[] parameters) {
        return penalty.value(parameters);
    }

    @Override
    public void close() {
        batch.close();
    }
}
