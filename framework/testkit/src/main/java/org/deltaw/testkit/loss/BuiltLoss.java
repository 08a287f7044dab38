package org.deltaw.testkit.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.testkit.ParameterRules;

/** A loss that was built, with values of what it reads over some steps. */
final class BuiltLoss {
    /** How predictions and targets are drawn. */
    interface Draw {
        double prediction(Observable observable, RandomGenerator random);

        double target(Target target, RandomGenerator random);
    }

    final LossFixture inputs;
    final Loss loss;
    final List<Parameter> declared;
    private final Draw draw;

    <S extends Record> BuiltLoss(LossFunction<S> function, S settings, LossFixture inputs, Draw draw) {
        this.inputs = inputs;
        this.declared = List.copyOf(function.parameters(settings));
        this.loss = function.loss(settings, inputs, ParameterRules.bindings(declared));
        this.draw = draw;
    }

    /** Returns the cost of a step, or the penalty. */
    Expr cost() {
        return switch (loss) {
            case Loss.Comparison comparison -> comparison.cost();
            case Loss.Penalty(Expr value) -> value;
            case Loss.AbsoluteValues absolute -> absolute.value();
        };
    }

    /** Lists what is read of data only: count, and constant cost. */
    List<Expr> ofData() {
        return switch (loss) {
            case Loss.NegativeLogLikelihood(Expr _, Expr count, Expr constantCost) -> List.of(count, constantCost);
            case Loss.Comparison comparison -> List.of(comparison.count());
            case Loss.Penalty _, Loss.AbsoluteValues _ -> List.of();
        };
    }

    List<Expr> all() {
        List<Expr> all = new ArrayList<>(List.of(cost()));
        all.addAll(ofData());
        return all;
    }

    boolean isPenalty() {
        return !(loss instanceof Loss.Comparison);
    }

    /** Lists the symbols of its own parameters. */
    List<Symbol> own() {
        return declared.stream().map(ParameterRules::symbol).toList();
    }

    /** Lists the symbols with respect to which the loss is differentiated. */
    List<Symbol> variables() {
        List<Symbol> variables = new ArrayList<>(own());
        variables.addAll(isPenalty() ? LossFixture.parameters() : inputs.predictions().values());
        return variables;
    }

    /** Lists everything that may be read. */
    List<Symbol> symbols() {
        List<Symbol> symbols = new ArrayList<>(LossFixture.parameters());
        symbols.addAll(own());
        symbols.addAll(inputs.predictions().values());
        symbols.addAll(inputs.targets().values());
        symbols.addAll(inputs.masks().values());
        symbols.addAll(inputs.means().values());
        return symbols;
    }

    double value(Expr expression, Map<Symbol, double[]> values) {
        return Interpreter.evaluate(List.of(expression), values).getFirst()[0];
    }

    /** Draws one step. */
    Map<Symbol, double[]> step(RandomGenerator random) {
        return steps(1, random).getFirst();
    }

    /** Draws steps that belong to one trajectory, so that means are those of its observed values, and its own parameters the same. */
    List<Map<Symbol, double[]>> steps(int count, RandomGenerator random) {
        List<Map<Symbol, double[]>> steps = new ArrayList<>();
        Map<Symbol, double[]> own = ParameterRules.near(declared, random);
        for (int i = 0; i < count; i++) {
            Map<Symbol, double[]> step = new HashMap<>(own);
            LossFixture.parameters().forEach(symbol ->
                    step.put(symbol, random.doubles(symbol.entries(), -1, 1).toArray()));
            inputs.predictions().forEach((observable, symbol) ->
                    fill(step, symbol, () -> draw.prediction(observable, random)));
            inputs.targets().forEach((target, symbol) -> step.put(symbol, target(target, symbol.entries(), random)));
            inputs.masks().forEach((target, symbol) -> step.put(symbol, mask(target, symbol.entries(), random)));
            steps.add(step);
        }
        inputs.means().forEach((target, symbol) -> steps.forEach(step -> step.put(symbol, mean(target, steps))));
        return steps;
    }

    private double[] target(Target target, int entries, RandomGenerator random) {
        double[] values = new double[entries];
        if (target.equals(Target.CHOICE)) {
            values[random.nextInt(entries)] = 1;
        } else {
            Arrays.setAll(values, _ -> draw.target(target, random));
        }
        return values;
    }

    /** A choice was observed, or it was not. */
    private static double[] mask(Target target, int entries, RandomGenerator random) {
        double[] values = new double[entries];
        Arrays.setAll(values, i -> i > 0 && target.equals(Target.CHOICE) ? values[0] : random.nextInt(4) == 0 ? 0 : 1);
        return values;
    }

    private interface Source {
        double next();
    }

    private static void fill(Map<Symbol, double[]> step, Symbol symbol, Source source) {
        double[] array = new double[symbol.entries()];
        Arrays.setAll(array, _ -> source.next());
        step.put(symbol, array);
    }

    private double[] mean(Target target, List<Map<Symbol, double[]>> steps) {
        int entries = Objects.requireNonNull(inputs.targets().get(target)).entries();
        double[] mean = new double[entries];
        for (int k = 0; k < entries; k++) {
            double sum = 0;
            double count = 0;
            for (Map<Symbol, double[]> step : steps) {
                double observed = observed(target, step, k);
                sum += observed * Objects.requireNonNull(step.get(inputs.targets().get(target)))[k];
                count += observed;
            }
            mean[k] = count == 0 ? 0 : sum / count;
        }
        return mean;
    }

    private double observed(Target target, Map<Symbol, double[]> step, int entry) {
        Symbol mask = inputs.masks().get(target);
        if (mask == null) {
            return 1;
        }
        double[] values = Objects.requireNonNull(step.get(mask));
        return values[values.length == 1 ? 0 : entry];
    }

    /** Returns the step with other values of targets that were not observed, or with nothing observed. */
    Map<Symbol, double[]> withUnobserved(Map<Symbol, double[]> step, boolean nothing, double value) {
        Map<Symbol, double[]> changed = new HashMap<>(step);
        inputs.masks().forEach((target, mask) -> {
            double[] observed = nothing ? new double[mask.entries()] : Objects.requireNonNull(step.get(mask));
            changed.put(mask, observed);
            double[] targets = Objects.requireNonNull(step.get(inputs.targets().get(target))).clone();
            for (int k = 0; k < targets.length; k++) {
                targets[k] = observed[observed.length == 1 ? 0 : k] == 0 ? value : targets[k];
            }
            changed.put(inputs.targets().get(target), targets);
        });
        return changed;
    }
}
