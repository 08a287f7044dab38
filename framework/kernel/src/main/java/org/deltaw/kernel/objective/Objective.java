package org.deltaw.kernel.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deltaw.kernel.model.Model;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Quantity;
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
    private static final double[] NOTHING = {};

    private final Penalty penalty;
    private final BoundsAndL1 boundsAndL1;
    private final Batch all;
    private final List<Batch> single = new ArrayList<>();
    private final int size;
    private final ObjectiveScale scale;

    public Objective(Model model, CompiledModel compiled, List<ModelInput> inputs) {
        this.penalty = new Penalty(model);
        this.boundsAndL1 = model.parameters().boundsAndL1(penalty.l1());
        this.size = model.program().layout().size();
        // Without a bound the loss is in nats per observation, and a nat counts in full.
        this.scale = new ObjectiveScale(
                model.best(), model.misfits().stream().mapToDouble(term -> Math.abs(term.weight())).sum());
        this.all = compiled.load(inputs);
        inputs.forEach(input -> single.add(compiled.load(List.of(input))));
    }

    public int trajectories() {
        return single.size();
    }

    public Gradient ofAll(double[] parameters) {
        return mean(all.evaluate(parameters, Set.of(Quantity.GRADIENT)), parameters);
    }

    public List<Evaluation> evaluations(double[] parameters, Set<Quantity> wanted) {
        return all.evaluate(parameters, wanted);
    }

    public Curvature curvature(double[] parameters) {
        List<Evaluation> evaluations = all.evaluate(parameters, Set.of(Quantity.GRADIENT, Quantity.CURVATURE));
        return new Curvature(mean(evaluations, parameters), matrix(evaluations, parameters));
    }

    /** Answers what a search asks; one answer for each query, in their order. */
    public List<Answer> answer(List<Query> queries) {
        return queries.stream().map(this::answer).toList();
    }

    /** Answers one query: what is wanted of the objective without absolute values. */
    public Answer answer(Query query) {
        Batch batch = query.trajectory().isPresent() ? single.get(query.trajectory().getAsInt()) : all;
        double[] point = query.point();
        return switch (query.wanted()) {
            case VALUE -> {
                List<Evaluation> evaluations = batch.evaluate(point, Set.of());
                yield new Answer(misfit(evaluations) + penalty.addSmooth(point, new double[size]), NOTHING, NOTHING);
            }
            case GRADIENT -> firstOrder(batch.evaluate(point, Set.of(Quantity.GRADIENT)), point);
            case SECOND_ORDER -> secondOrder(batch.evaluate(point, Set.of(Quantity.GRADIENT, Quantity.CURVATURE)), point);
        };
    }

    private Answer firstOrder(List<Evaluation> evaluations, double[] parameters) {
        double[] gradient = new double[size];
        double misfit = addMeans(evaluations, gradient);
        return new Answer(misfit + penalty.addSmooth(parameters, gradient), gradient, NOTHING);
    }

    /** Returns what {@link Wanted#SECOND_ORDER} says, given the trajectories' gradients and matrices. */
    public Answer secondOrder(List<Evaluation> evaluations, double[] parameters) {
        Answer first = firstOrder(evaluations, parameters);
        return new Answer(first.value(), first.gradient(), matrix(evaluations, parameters));
    }

    private double[] matrix(List<Evaluation> evaluations, double[] parameters) {
        double[] matrix = new double[size * size];
        for (Evaluation evaluation : evaluations) {
            add(evaluation.curvature(), matrix, evaluations.size());
        }
        penalty.addSecondDerivatives(parameters, matrix);
        return matrix;
    }

    /** Returns the whole, penalties included. */
    public double value(double[] parameters) {
        return misfit(parameters) + penalty.value(parameters);
    }

    /** Returns the mean over trajectories, without penalties. */
    public double misfit(double[] parameters) {
        return misfit(all.evaluate(parameters, Set.of()));
    }

    private static double misfit(List<Evaluation> evaluations) {
        double loss = 0;
        for (Evaluation evaluation : evaluations) {
            loss += evaluation.loss() / evaluations.size();
        }
        return loss;
    }

    /** Returns by what a change of its value is measured. */
    public ObjectiveScale scale() {
        return scale;
    }

    /** Returns where it has no derivative. */
    public BoundsAndL1 boundsAndL1() {
        return boundsAndL1;
    }

    public Batch batch() {
        return all;
    }

    public double penalty(double[] parameters) {
        return penalty.value(parameters);
    }

    private Gradient mean(List<Evaluation> evaluations, double[] parameters) {
        double[] gradient = new double[size];
        double misfit = addMeans(evaluations, gradient);
        return new Gradient(misfit + penalty.add(parameters, gradient), gradient);
    }

    private static double addMeans(List<Evaluation> evaluations, double[] gradient) {
        double loss = 0;
        for (Evaluation evaluation : evaluations) {
            loss += evaluation.loss() / evaluations.size();
            add(evaluation.gradient(), gradient, evaluations.size());
        }
        return loss;
    }

    private static void add(double[] share, double[] total, int divisor) {
        for (int i = 0; i < share.length; i++) {
            total[i] += share[i] / divisor;
        }
    }

    @Override
    public void close() {
        single.forEach(Batch::close);
        all.close();
    }
}
