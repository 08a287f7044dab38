package org.deltaw.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Layout;
import org.deltaw.expr.StepGraph;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.Batch;
import org.deltaw.spi.CompiledModel;
import org.deltaw.spi.Loss;
import org.deltaw.spi.ModelInput;
import org.deltaw.spi.Simulation;

/** Computes likelihood and deviance from what the network showed, step by step. For one thread. */
final class Evaluator {
    private final Model model;
    private final ModelData data;
    private final List<Loss.NegativeLogLikelihood> likelihoods;
    private final Interpreter interpreter;

    /** Sums over the observed steps of a trajectory. */
    private record Sums(double cost, double count, double constantCost) {
        Sums plus(Sums other) {
            return new Sums(cost + other.cost, count + other.count, constantCost + other.constantCost);
        }
    }

    Evaluator(Model model, ModelData data) {
        this.model = model;
        this.data = data;
        this.likelihoods = model.terms().stream().map(Model.Term::loss)
                .filter(Loss.NegativeLogLikelihood.class::isInstance).map(Loss.NegativeLogLikelihood.class::cast)
                .toList();
        List<Expr> costs = likelihoods.stream().map(Loss.NegativeLogLikelihood::cost).toList();
        List<Expr> counts = likelihoods.stream().map(Loss.NegativeLogLikelihood::count).toList();
        List<Expr> constants = likelihoods.stream().map(Loss.NegativeLogLikelihood::constantCost).toList();
        this.interpreter = new Interpreter(List.of(Expr.sumOf(costs), Expr.sumOf(counts), Expr.sumOf(constants)));
    }

    Metrics evaluate(
            CompiledModel compiled, Batch batch, List<ModelInput> inputs, List<String> ids, List<String> subjects,
            double[] parameters, double penalty) {
        Layout layout = model.program().layout();
        layout.symbols().forEach(symbol -> interpreter.set(symbol, parameters, layout.offset(symbol)));
        List<Simulation> fitted = batch.simulate(parameters);
        List<Simulation> unchanged;
        try (Batch still = compiled.load(inputs.stream().map(data::withoutPlasticity).toList())) {
            unchanged = still.simulate(parameters);
        }
        List<Metrics.TrajectoryFitness> each = new ArrayList<>();
        Sums model = new Sums(0, 0, 0);
        Sums none = new Sums(0, 0, 0);
        double loss = 0;
        int steps = 0;
        for (int i = 0; i < inputs.size(); i++) {
            Sums own = sums(inputs.get(i), fitted.get(i));
            Sums still = sums(inputs.get(i), unchanged.get(i));
            double ownLoss = total(fitted.get(i).losses());
            each.add(new Metrics.TrajectoryFitness(
                    ids.get(i), subjects.get(i), fitness(inputs.get(i).steps(), ownLoss, own, still)));
            model = model.plus(own);
            none = none.plus(still);
            loss += ownLoss / inputs.size();
            steps += inputs.get(i).steps();
        }
        return new Metrics(fitness(steps, loss + penalty, model, none), each);
    }

    private Metrics.Fitness fitness(int steps, double loss, Sums model, Sums none) {
        if (likelihoods.isEmpty()) {
            return new Metrics.Fitness(steps, loss, OptionalDouble.empty(), OptionalDouble.empty(),
                    OptionalDouble.empty(), OptionalDouble.empty());
        }
        double deviance = 2 * model.cost() / model.count();
        return new Metrics.Fitness(steps, loss, OptionalDouble.of(-model.cost()), OptionalDouble.of(deviance),
                Metrics.percentExplained(deviance, 2 * none.cost() / none.count()),
                Metrics.percentExplained(deviance, 2 * model.constantCost() / model.count()));
    }

    private Sums sums(ModelInput input, Simulation simulation) {
        List<Symbol> attributes = model.program().attributes();
        for (int i = 0; i < attributes.size(); i++) {
            interpreter.set(attributes.get(i), input.attributes().get(i), 0);
        }
        List<StepGraph.Output> outputs = model.program().step().outputs();
        Sums sums = new Sums(0, 0, 0);
        for (int t = 0; t < input.steps(); t++) {
            data.setChannels(interpreter, input.channels(), t);
            for (int i = 0; i < outputs.size(); i++) {
                Symbol symbol = outputs.get(i).symbol();
                interpreter.set(symbol, simulation.outputs().get(i), t * symbol.entries());
            }
            interpreter.begin();
            sums = sums.plus(new Sums(interpreter.value(0)[0], interpreter.value(1)[0], interpreter.value(2)[0]));
        }
        return sums;
    }

    private static double total(double[] losses) {
        double total = 0;
        for (double loss : losses) {
            total += loss;
        }
        return total;
    }
}
