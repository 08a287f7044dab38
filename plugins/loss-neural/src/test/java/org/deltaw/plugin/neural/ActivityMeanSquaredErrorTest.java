package org.deltaw.plugin.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.testkit.loss.LossFunctionContract;
import org.junit.jupiter.api.Test;

class ActivityMeanSquaredErrorTest extends LossFunctionContract<NoSettings> {
    private static final Axis NEURONS = new Axis("post", 3);
    private static final Symbol ACTIVITY = Symbol.of(Symbol.Kind.OUTPUT, "activity", NEURONS);
    private static final Symbol RECORDED = Symbol.of(Symbol.Kind.CHANNEL, "recorded", NEURONS);
    private static final Symbol STEP = Symbol.of(Symbol.Kind.CHANNEL, "step observed");
    private static final Symbol VALUES = Symbol.of(Symbol.Kind.CHANNEL, "values observed", NEURONS);

    @Override
    protected ActivityMeanSquaredError extension() {
        return new ActivityMeanSquaredError();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    private record Inputs(Expr observed) implements LossInputs {
        @Override
        public boolean shows(Observable observable) {
            return observable.equals(Observable.ACTIVITY);
        }

        @Override
        public boolean holds(Target target) {
            return target.equals(Target.ACTIVITY);
        }

        @Override
        public Expr prediction(Observable observable) {
            assertEquals(Observable.ACTIVITY, observable);
            return ACTIVITY.read();
        }

        @Override
        public Expr target(Target target, Observable comparedWith) {
            assertEquals(Target.ACTIVITY, target);
            return RECORDED.read();
        }

        @Override
        public Expr observed(Target target, Observable comparedWith) {
            return observed;
        }

        @Override
        public Expr mean(Target target, Observable comparedWith) {
            throw new AssertionError("This loss needs no mean.");
        }

        @Override
        public List<Expr> ruleParameters() {
            throw new AssertionError("This loss compares activity only.");
        }
    }

    private static Loss.SquaredError loss(Expr observed) {
        return assertInstanceOf(Loss.SquaredError.class,
                new ActivityMeanSquaredError().loss(new NoSettings(), new Inputs(observed), new Bindings(Map.of())));
    }

    /** Computes for activities 1, 2, 4. */
    private static double[] value(Expr expression, double[] recorded, double step, double... values) {
        return Interpreter.evaluate(List.of(expression), Map.of(ACTIVITY, new double[] {1, 2, 4}, RECORDED, recorded,
                STEP, new double[] {step}, VALUES, values)).getFirst();
    }

    private static Expr slope(Expr cost) {
        return Reverse.gradient(List.of(cost), List.of(Expr.ONE), List.of(ACTIVITY)).getFirst();
    }

    private static void assertLoss(
            double cost, double count, double[] slope, Loss.SquaredError loss, double[] recorded, double step, double... values) {
        assertEquals(cost, value(loss.cost(), recorded, step, values)[0]);
        assertEquals(count, value(loss.count(), recorded, step, values)[0]);
        assertArrayEquals(slope, value(slope(loss.cost()), recorded, step, values), 0);
    }

    @Test
    void withoutMaskAllValuesCount() {
        assertLoss(1 + 0 + 9, 3, new double[] {2, 0, -6}, loss(Expr.ONE), new double[] {0, 2, 7}, 1, 1, 1, 1);
    }

    @Test
    void maskOfAStepIsForAllItsValues() {
        Loss.SquaredError loss = loss(STEP.read());
        assertLoss(1 + 0 + 9, 3, new double[] {2, 0, -6}, loss, new double[] {0, 2, 7}, 1, 1, 1, 1);
        assertLoss(0, 0, new double[3], loss, new double[] {0, 2, 7}, 0, 1, 1, 1);
    }

    @Test
    void maskOfValuesIsForEachByItself() {
        assertLoss(9, 2, new double[] {0, 0, -6}, loss(VALUES.read()), new double[] {0, 2, 7}, 1, 0, 1, 1);
    }

    @Test
    void whatWasNotObservedMayBeNoNumber() {
        double[] holed = {Double.NaN, 2, Double.POSITIVE_INFINITY};
        assertLoss(0, 1, new double[3], loss(VALUES.read()), holed, 1, 0, 1, 0);
        assertLoss(0, 0, new double[3], loss(STEP.read()), holed, 0, 1, 1, 1);
    }

    @Test
    void itsNameIsThatOfSpecFiles() {
        assertEquals(new ExtensionId("activity-mean-squared-error"), extension().id());
    }
}
