package org.deltaw.testkit.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.testkit.ExtensionContract;
import org.deltaw.testkit.ParameterRules;
import org.deltaw.testkit.Threads;
import org.deltaw.testkit.derivative.DerivativeRules;
import org.deltaw.testkit.derivative.Reversal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every loss and every penalty must keep; its test extends this.
 *
 * @param <S> the loss' settings
 */
public abstract class LossFunctionContract<S extends Record> extends ExtensionContract<S, LossFunction<S>> {
    private static final int STEPS = 40;
    private static final double NEAR_ZERO = 1e-9;

    /** Returns the least and the largest prediction with which the loss is tried. */
    protected double[] range(Observable observable) {
        return new double[] {-50, 50};
    }

    /** Draws a value that may have been recorded; of a choice between options, one is drawn. */
    protected double drawTarget(Target target, RandomGenerator random) {
        return target.equals(Target.DECISION) ? random.nextInt(2) : random.nextDouble();
    }

    /** Lists observables that the network does not show and targets that the data do not hold, of a loss that asks which there are. */
    protected Set<Object> lacking() {
        return Set.of();
    }

    @Override
    protected final Set<String> reservedKeys() {
        return Set.of("function", "weight", "initial", "fixed", "fitted", "bounds");
    }

    private interface Check {
        void accept(BuiltLoss loss, RandomGenerator random);
    }

    private void withAllMasks(Check check) {
        withAll(settings -> {
            for (LossFixture.Masks masks : LossFixture.Masks.values()) {
                check.accept(built(settings, masks), new Seed(5).generator());
            }
        });
    }

    private BuiltLoss built(S settings, LossFixture.Masks masks) {
        return built(extension(), settings, masks);
    }

    private BuiltLoss built(LossFunction<S> function, S settings, LossFixture.Masks masks) {
        return new BuiltLoss(function, settings, new LossFixture(masks, lacking()), new BuiltLoss.Draw() {
            @Override
            public double prediction(Observable observable, RandomGenerator random) {
                double[] range = range(observable);
                return random.nextDouble(Math.max(range[0], -3), Math.min(range[1], 3));
            }

            @Override
            public double target(Target target, RandomGenerator random) {
                return drawTarget(target, random);
            }
        });
    }

    @Test
    @DisplayName("L1: what it builds has no axes")
    void isScalar() {
        withAllMasks((loss, _) -> loss.all().forEach(part -> assertEquals(Axes.NONE, part.axes(), "axes of " + part)));
    }

    @Test
    @DisplayName("L2: the same settings give the same formulas, on any thread")
    void isDeterministic() {
        withAll(settings -> {
            LossFunction<S> function = extension();
            BuiltLoss one = built(function, settings, LossFixture.Masks.PER_VALUE);
            Threads.all(() -> built(function, settings, LossFixture.Masks.PER_VALUE)).forEach(other ->
                    ParameterRules.assertSame("loss()", one.all(), other.all()));
        });
    }

    @Test
    @DisplayName("L3: the cost reads what it is given and its own parameters, a penalty parameters; counts and constants read data")
    void readsOnlyWhatItMay() {
        withAllMasks((loss, _) -> {
            ParameterRules.assertReadsOnly(new HashSet<>(loss.symbols()), loss.all());
            if (loss.isPenalty()) {
                Set<Symbol> parameters = new HashSet<>(LossFixture.parameters());
                parameters.addAll(loss.own());
                ParameterRules.assertReadsOnly(parameters, List.of(loss.cost()));
            }
            Set<Symbol> data = new HashSet<>(loss.symbols());
            data.removeIf(symbol -> !EnumSet.of(Symbol.Kind.CHANNEL, Symbol.Kind.ATTRIBUTE).contains(symbol.kind()));
            ParameterRules.assertReadsOnly(data, loss.ofData());
        });
    }

    @Test
    @DisplayName("L4: the cost depends on every prediction that it asks for and on its own parameters, a penalty on parameters")
    void dependsOnWhatItCompares() {
        withAllMasks((loss, _) -> {
            assertFalse(loss.variables().isEmpty(), "it compares nothing");
            ParameterRules.assertAllMatter("predictions or parameters", List.of(loss.cost()), loss.variables(),
                    loss::step);
        });
    }

    @Test
    @DisplayName("L5: it counts what was observed: more than nothing, and nothing where nothing was")
    void countsWhatWasObserved() {
        withAllMasks((loss, random) -> {
            if (!loss.isPenalty()) {
                Expr count = loss.ofData().getFirst();
                for (Map<Symbol, double[]> step : loss.steps(STEPS, random)) {
                    boolean some = loss.inputs.masks().values().stream().allMatch(mask -> any(Objects.requireNonNull(step.get(mask))));
                    double counted = loss.value(count, step);
                    assertEquals(some, counted > 0, "count " + counted);
                    assertTrue(counted >= 0, "count " + counted);
                }
            }
        });
    }

    private static boolean any(double[] values) {
        return Arrays.stream(values).anyMatch(value -> value != 0);
    }

    @Test
    @DisplayName("L6: what was not observed costs nothing and changes nothing, whatever stands there, even no number")
    void unobservedCostsNothing() {
        withAllMasks((loss, random) -> {
            for (Map<Symbol, double[]> step : loss.steps(STEPS, random)) {
                if (!loss.inputs.masks().isEmpty()) {
                    assertUnobservedCostsNothing(loss, step, 1e3);
                    assertUnobservedCostsNothing(loss, step, Double.NaN);
                }
            }
        });
    }

    private static void assertUnobservedCostsNothing(BuiltLoss loss, Map<Symbol, double[]> step, double value) {
        Map<Symbol, double[]> other = loss.withUnobserved(step, false, value);
        Map<Symbol, double[]> nothing = loss.withUnobserved(step, true, value);
        for (Expr part : loss.all()) {
            assertEquals(loss.value(part, step), loss.value(part, other), 1e-12,
                    "with " + value + " where nothing was observed, " + part);
            assertEquals(0, loss.value(part, nothing), "with nothing observed, " + part);
        }
        DerivativeRules.assertFinite(List.of(loss.cost()), loss.variables(), other);
        DerivativeRules.assertFinite(List.of(loss.cost()), loss.variables(), nothing);
    }

    @Test
    @DisplayName("L7: the cost is a number, also for extreme predictions, and not below what it says is the best possible")
    void costIsANumber() {
        withAllMasks((loss, random) -> {
            for (Map<Symbol, double[]> step : loss.steps(STEPS, random)) {
                for (int end = 0; end < 2; end++) {
                    Map<Symbol, double[]> extreme = new HashMap<>(step);
                    for (Map.Entry<Observable, Symbol> each : loss.inputs.predictions().entrySet()) {
                        extreme.put(each.getValue(), filled(each.getValue(), range(each.getKey())[end]));
                    }
                    DerivativeRules.assertFinite(List.of(loss.cost()), loss.variables(), extreme);
                }
                if (loss.loss instanceof Loss.Comparison comparison && comparison.best().isPresent()) {
                    double cost = loss.value(comparison.cost(), step);
                    double best = comparison.best().getAsDouble() * loss.value(comparison.count(), step);
                    assertTrue(cost >= best, "cost " + cost + ", at best " + best);
                }
            }
        });
    }

    private static double[] filled(Symbol symbol, double value) {
        double[] array = new double[symbol.entries()];
        Arrays.fill(array, value);
        return array;
    }

    @Test
    @DisplayName("L8: its derivatives are those that differences give")
    void derivativesMatchDifferences() {
        withAllMasks((loss, random) ->
                DerivativeRules.assertMatchesDifferences(List.of(loss.cost()), loss.variables(), loss::step, random));
    }

    @Test
    @DisplayName("L9: a misfit is convex in the predictions, so that its curvature is of use")
    void misfitIsConvex() {
        withAllMasks((loss, random) -> {
            if (!loss.isPenalty()) {
                for (int i = 0; i < STEPS; i++) {
                    assertConvex(loss, loss.step(random), random);
                }
            }
        });
    }

    /** Compares the cost between two predictions with the straight line. */
    private static void assertConvex(BuiltLoss loss, Map<Symbol, double[]> step, RandomGenerator random) {
        Map<Symbol, double[]> other = loss.step(random);
        Map<Symbol, double[]> end = new HashMap<>(step);
        Map<Symbol, double[]> middle = new HashMap<>(step);
        for (Symbol prediction : loss.inputs.predictions().values()) {
            double[] half = Objects.requireNonNull(step.get(prediction)).clone();
            for (int k = 0; k < half.length; k++) {
                half[k] = (half[k] + Objects.requireNonNull(other.get(prediction))[k]) / 2;
            }
            end.put(prediction, other.get(prediction));
            middle.put(prediction, half);
        }
        double line = (loss.value(loss.cost(), step) + loss.value(loss.cost(), end)) / 2;
        double cost = loss.value(loss.cost(), middle);
        assertTrue(cost <= line + 1e-12 * Math.max(1, Math.abs(line)), "halfway between two predictions the cost is "
                + cost + ", above the mean " + line + " of both ends");
    }

    @Test
    @DisplayName("L10: a likelihood's constant cost is that of the best constant prediction")
    void constantCostIsTheBest() {
        withAllMasks((loss, random) -> {
            if (loss.loss instanceof Loss.NegativeLogLikelihood likelihood) {
                List<Map<Symbol, double[]>> steps = loss.steps(STEPS, random);
                double claimed = 0;
                for (Map<Symbol, double[]> step : steps) {
                    claimed += loss.value(likelihood.constantCost(), step);
                }
                double best = new BestConstant(loss, steps, this::range).cost();
                assertEquals(best, claimed, 1e-6 * Math.max(1, Math.abs(claimed)), "constant cost of a trajectory");
            }
        });
    }

    @Test
    @DisplayName("L11: if the network or the data lack what it compares, it says so and names what is missing")
    void missingIsTheUsersError() {
        withAll(settings -> {
            Set<Object> asked = built(settings, LossFixture.Masks.NONE).inputs.asked();
            for (Object missing : asked) {
                Set<Object> without = new HashSet<>(lacking());
                without.add(missing);
                LossFixture poor = new LossFixture(LossFixture.Masks.NONE, without);
                InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                        () -> extension().loss(settings, poor,
                                ParameterRules.bindings(extension().parameters(settings))), "without '" + missing + "'");
                assertTrue(String.valueOf(refusal.getMessage()).contains(missing.toString()),
                        "the refusal does not name '" + missing + "': " + refusal.getMessage());
            }
        });
    }

    @Test
    @DisplayName("L12: the order of neurons does not matter")
    void neuronsAreEqual() {
        withAllMasks((loss, random) -> {
            for (Map<Symbol, double[]> step : loss.steps(STEPS, random)) {
                new Reversal(Set.of(LossFixture.NEURONS)).assertCommutes(loss.all(), step);
            }
        });
    }

    @Test
    @DisplayName("L13: a penalty is a number where all parameters are 0")
    void penaltyStartsAtANumber() {
        withAll(settings -> {
            BuiltLoss loss = built(settings, LossFixture.Masks.NONE);
            if (loss.isPenalty()) {
                Map<Symbol, double[]> zero = new HashMap<>(loss.step(new Seed(5).generator()));
                LossFixture.parameters().forEach(symbol -> zero.put(symbol, new double[symbol.entries()]));
                DerivativeRules.assertFinite(List.of(loss.cost()), loss.variables(), zero);
                assertTrue(Double.isFinite(Interpreter.evaluate(List.of(loss.cost()), zero).getFirst()[0]));
            }
        });
    }

    @Test
    @DisplayName("L14: the slope of a penalty changes little about 0; a penalty on absolute values says that it is one")
    void absoluteValuesAreDeclared() {
        withAll(settings -> {
            BuiltLoss loss = built(settings, LossFixture.Masks.NONE);
            if (loss.loss instanceof Loss.Penalty) {
                List<Expr> slopes = Reverse.gradient(List.of(loss.cost()), List.of(Expr.ONE), LossFixture.parameters());
                for (int i = 0; i < slopes.size(); i++) {
                    double[] above = Interpreter.evaluate(List.of(slopes.get(i)), all(loss, NEAR_ZERO)).getFirst();
                    double[] below = Interpreter.evaluate(List.of(slopes.get(i)), all(loss, -NEAR_ZERO)).getFirst();
                    for (int k = 0; k < above.length; k++) {
                        assertEquals(below[k], above[k], 1e-3, "the slope of " + LossFixture.parameters().get(i)
                                + " below and above 0; use Loss.AbsoluteValues for absolute values");
                    }
                }
            }
        });
    }

    private static Map<Symbol, double[]> all(BuiltLoss loss, double value) {
        Map<Symbol, double[]> values = new HashMap<>(loss.step(new Seed(5).generator()));
        LossFixture.parameters().forEach(symbol -> values.put(symbol, filled(symbol, value)));
        return values;
    }

    @Test
    @DisplayName("L15: its parameters have names of their own and start within their bounds")
    void parametersAreDeclaredProperly() {
        withAll(settings -> ParameterRules.assertDeclaredProperly(extension().parameters(settings)));
    }

    @Test
    @DisplayName("L16: a density integrates to 1 over what may be observed")
    void densityIsOne() {
        withAll(settings -> {
            BuiltLoss loss = built(settings, LossFixture.Masks.PER_VALUE);
            if (loss.loss instanceof Loss.NegativeLogDensity density) {
                Map<Symbol, double[]> step = loss.step(new Seed(5).generator());
                assertEquals(1, new DensityIntegral(loss, density).overFirst(step), 1e-6,
                        "the integral of the density over the values that the first neuron may have");
            }
        });
    }
}
