package org.deltaw.kernel.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.deltaw.kernel.model.BoundsAndL1;
import org.deltaw.kernel.model.Model;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Quantity;

/**
 * What is minimised, for given data: of one trajectory, or the mean over all; plus penalties.
 *
 * <p>Whatever the number of threads, results of trajectories are added up in their order.
 */
public final class Objective implements SecondOrderObjective, AutoCloseable {
    private final Penalty penalty;
    private final BoundsAndL1 kinks;
    private final Batch all;
    private final List<Batch> single = new ArrayList<>();
    private final int size;
    private final OptionalDouble best;
    private final double weights;

    public Objective(Model model, CompiledModel compiled, List<ModelInput> inputs) {
        this.penalty = new Penalty(model);
        this.kinks = model.parameters().kinks(penalty.prices());
        this.size = model.program().layout().size();
        this.best = model.best();
        this.weights = model.misfits().stream().mapToDouble(term -> Math.abs(term.weight())).sum();
        this.all = compiled.load(inputs);
        inputs.forEach(input -> single.add(compiled.load(List.of(input))));
    }

    public int trajectories() {
        return single.size();
    }

    public Gradient ofTrajectory(int index, double[] parameters) {
        return mean(single.get(index).evaluate(parameters, Set.of(Quantity.GRADIENT)), parameters);
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

    @Override
    public SecondOrder smooth(double[] parameters) {
        return smooth(all.evaluate(parameters, Set.of(Quantity.GRADIENT, Quantity.CURVATURE)), parameters);
    }

    /** Returns the same, given the trajectories' gradients and matrices. */
    public SecondOrder smooth(List<Evaluation> evaluations, double[] parameters) {
        double[] gradient = new double[size];
        double misfit = addMeans(evaluations, gradient);
        return new SecondOrder(misfit + penalty.addSmooth(parameters, gradient), gradient, matrix(evaluations, parameters));
    }

    private double[] matrix(List<Evaluation> evaluations, double[] parameters) {
        double[] matrix = new double[size * size];
        for (Evaluation evaluation : evaluations) {
            add(evaluation.curvature(), matrix, evaluations.size());
        }
        penalty.addSecondDerivatives(parameters, matrix);
        return matrix;
    }

    @Override
    public double value(double[] parameters) {
        return misfit(parameters) + penalty.value(parameters);
    }

    /** Returns the value without prices on absolute values. */
    public double smoothValue(double[] parameters) {
        return misfit(parameters) + penalty.addSmooth(parameters, new double[size]);
    }

    /** Returns the mean over trajectories, without penalties. */
    public double misfit(double[] parameters) {
        double loss = 0;
        List<Evaluation> evaluations = all.evaluate(parameters, Set.of());
        for (Evaluation evaluation : evaluations) {
            loss += evaluation.loss() / evaluations.size();
        }
        return loss;
    }

    @Override
    public double scale(double value) {
        return best.isPresent() ? Math.abs(value - best.getAsDouble()) : Math.max(weights, Math.abs(value));
    }

    @Override
    public BoundsAndL1 kinks() {
        return kinks;
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
