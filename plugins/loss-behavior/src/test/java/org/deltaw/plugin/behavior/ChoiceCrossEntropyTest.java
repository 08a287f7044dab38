package org.deltaw.plugin.behavior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceCrossEntropyTest extends LossFunctionContract<NoSettings> {
    private static final Symbol LOGIT = Symbol.of(Symbol.Kind.OUTPUT, "logit");
    private static final Symbol DECISION = Symbol.of(Symbol.Kind.CHANNEL, "decision");
    private static final Symbol OBSERVED = Symbol.of(Symbol.Kind.CHANNEL, "observed");
    private static final Symbol FREQUENCY = Symbol.of(Symbol.Kind.ATTRIBUTE, "frequency");

    @Override
    protected ChoiceCrossEntropy extension() {
        return new ChoiceCrossEntropy();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    @Override
    protected Set<Object> lacking() {
        return Set.of(Observable.LOG_PROBABILITIES, Target.CHOICE);
    }

    private record Inputs(Expr observed) implements LossInputs {
        @Override
        public boolean shows(Observable observable) {
            return observable.equals(Observable.LOGIT);
        }

        @Override
        public boolean holds(Target target) {
            return target.equals(Target.DECISION);
        }

        @Override
        public Expr prediction(Observable observable) {
            assertEquals(Observable.LOGIT, observable);
            return LOGIT.read();
        }

        @Override
        public Expr target(Target target, Observable comparedWith) {
            assertEquals(Target.DECISION, target);
            return DECISION.read();
        }

        @Override
        public Expr observed(Target target, Observable comparedWith) {
            return observed;
        }

        @Override
        public Expr mean(Target target, Observable comparedWith) {
            return FREQUENCY.read();
        }

        @Override
        public List<Expr> ruleParameters() {
            throw new AssertionError("This loss compares choices only.");
        }
    }

    private static Loss.NegativeLogLikelihood loss(Expr observed) {
        return assertInstanceOf(Loss.NegativeLogLikelihood.class,
                new ChoiceCrossEntropy().loss(new NoSettings(), new Inputs(observed), new Bindings(Map.of())));
    }

    private static double value(Expr expression, double logit, double decision, double observed, double frequency) {
        return Interpreter.evaluate(List.of(expression), Map.of(LOGIT, new double[] {logit}, DECISION,
                new double[] {decision}, OBSERVED, new double[] {observed}, FREQUENCY, new double[] {frequency}))
                .getFirst()[0];
    }

    private static Expr slope(Expr cost) {
        return Reverse.gradient(List.of(cost), List.of(Expr.ONE), List.of(LOGIT)).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.6931471805599453, -0.5", "0, 0, 0.6931471805599453, 0.5",
        "2, 1, 0.1269280110429725, -0.11920292202211755", "2, 0, 2.1269280110429727, 0.8807970779778823",
        "40, 1, 4.248354255291589e-18, -4.248354255291589e-18", "40, 0, 40, 1",
        "-40, 1, 40, -1", "-40, 0, 4.248354255291589e-18, 4.248354255291589e-18",
        "1000, 1, 0, 0", "1000, 0, 1000, 1", "-1000, 1, 1000, -1", "-1000, 0, 0, 0"})
    void costIsTheSurpriseAtTheDecision(double logit, double decision, double cost, double slope) {
        Expr formula = loss(Expr.ONE).cost();
        assertEquals(cost, value(formula, logit, decision, 1, 0.5), 1e-15 * Math.abs(cost));
        assertEquals(slope, value(slope(formula), logit, decision, 1, 0.5), 1e-15 * Math.abs(slope));
    }

    @Test
    void everyObservedStepCountsOnce() {
        assertEquals(1, value(loss(Expr.ONE).count(), 2, 1, 1, 0.5));
        assertEquals(1, value(loss(OBSERVED.read()).count(), 2, 1, 1, 0.5));
        assertEquals(0, value(loss(OBSERVED.read()).count(), 2, 1, 0, 0.5));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "7", "NaN"})
    void whatWasNotObservedMayBeAnything(double decision) {
        Loss.NegativeLogLikelihood loss = loss(OBSERVED.read());
        assertEquals(0, value(loss.cost(), 2, decision, 0, 0.5));
        assertEquals(0, value(slope(loss.cost()), 2, decision, 0, 0.5), 0);
        assertEquals(0, value(loss.constantCost(), 2, decision, 0, 0.5));
        assertEquals(value(loss(Expr.ONE).cost(), 2, 1, 1, 0.5), value(loss.cost(), 2, 1, 1, 0.5));
    }

    @Test
    void constantCostIsThatOfTheFrequency() {
        Expr constant = loss(Expr.ONE).constantCost();
        assertEquals(-Math.log(0.75), value(constant, 9, 1, 1, 0.75), 1e-15);
        assertEquals(-Math.log(0.25), value(constant, 9, 0, 1, 0.75), 1e-15);
        assertEquals(0, value(constant, 9, 1, 1, 1), 0);
        assertEquals(0, value(constant, 9, 0, 1, 0), 0);
    }

    @Test
    void itsNameIsThatOfSpecFiles() {
        assertEquals(new ExtensionId("choice-cross-entropy"), extension().id());
    }
}
