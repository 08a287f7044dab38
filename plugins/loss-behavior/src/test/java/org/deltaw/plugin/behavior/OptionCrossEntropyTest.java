package org.deltaw.plugin.behavior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.testkit.loss.LossFunctionContract;
import org.junit.jupiter.api.Test;

/** The same loss of a network that chooses between options. */
class OptionCrossEntropyTest extends LossFunctionContract<NoSettings> {
    private static final Axis OPTION = new Axis("option", 3);
    private static final Symbol LOG_PROBABILITIES = Symbol.of(Symbol.Kind.OUTPUT, "log-probabilities", OPTION);
    private static final Symbol CHOICE = Symbol.of(Symbol.Kind.CHANNEL, "choice", OPTION);
    private static final Symbol OBSERVED = Symbol.of(Symbol.Kind.CHANNEL, "observed");
    private static final Symbol FREQUENCY = Symbol.of(Symbol.Kind.ATTRIBUTE, "frequency", OPTION);
    private static final double[] PROBABILITIES = {0.2, 0.5, 0.3};

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
        return Set.of(Observable.LOGIT, Target.DECISION);
    }

    private record Inputs(Set<Observable> shown, Set<Target> held) implements LossInputs {
        @Override
        public boolean shows(Observable observable) {
            return shown.contains(observable);
        }

        @Override
        public boolean holds(Target target) {
            return held.contains(target);
        }

        @Override
        public Expr prediction(Observable observable) {
            assertEquals(Observable.LOG_PROBABILITIES, observable);
            return LOG_PROBABILITIES.read();
        }

        @Override
        public Expr target(Target target, Observable comparedWith) {
            assertEquals(Target.CHOICE, target);
            return CHOICE.read();
        }

        @Override
        public Expr observed(Target target, Observable comparedWith) {
            return OBSERVED.read();
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

    private static Loss.NegativeLogLikelihood loss() {
        return assertInstanceOf(Loss.NegativeLogLikelihood.class, loss(
                Set.of(Observable.LOG_PROBABILITIES, Observable.LOGIT), Set.of(Target.CHOICE)));
    }

    private static Loss loss(Set<Observable> shown, Set<Target> held) {
        return new ChoiceCrossEntropy().loss(new NoSettings(), new Inputs(shown, held), new Bindings(Map.of()));
    }

    private static double[] values(Expr expression, double[] choice, double observed, double... frequencies) {
        return Interpreter.evaluate(List.of(expression), Map.of(
                LOG_PROBABILITIES, IntStream.range(0, 3).mapToDouble(k -> Math.log(PROBABILITIES[k])).toArray(),
                CHOICE, choice, OBSERVED, new double[] {observed}, FREQUENCY, frequencies)).getFirst();
    }

    private static double[] option(int option) {
        double[] choice = new double[3];
        choice[option] = 1;
        return choice;
    }

    @Test
    void costIsTheSurpriseAtTheOption() {
        for (int option = 0; option < 3; option++) {
            assertEquals(-Math.log(PROBABILITIES[option]), values(loss().cost(), option(option), 1, 0, 0, 0)[0], 1e-15);
        }
    }

    @Test
    void curvatureByLogProbabilitiesIsThatOfTheSoftmax() {
        Expr slope = Reverse.gradient(List.of(loss().cost()), List.of(Expr.ONE), List.of(LOG_PROBABILITIES)).getFirst();
        Expr row = Reverse.gradient(List.of(slope.times(Expr.unit(OPTION, 1)).sum(OPTION)), List.of(Expr.ONE),
                List.of(LOG_PROBABILITIES)).getFirst();
        assertArrayEquals(new double[] {-0.5 * 0.2, 0.5 * 0.5, -0.5 * 0.3}, values(row, option(0), 1, 0, 0, 0), 1e-15);
    }

    @Test
    void choicesMadeAreCounted() {
        assertEquals(1, values(loss().count(), option(1), 1, 0, 0, 0)[0]);
        assertEquals(0, values(loss().count(), option(1), 0, 0, 0, 0)[0]);
        assertEquals(0, values(loss().count(), new double[3], 1, 0, 0, 0)[0], "a missed trial without a mask");
        assertEquals(0, values(loss().cost(), new double[3], 1, 0, 0, 0)[0], "a missed trial without a mask");
    }

    @Test
    void constantCostIsThatOfTheFrequenciesOfChoicesMade() {
        Expr constant = loss().constantCost();
        assertEquals(-Math.log(0.25), values(constant, option(0), 1, 0.25, 0.75, 0)[0], 1e-15);
        assertEquals(-Math.log(0.25), values(constant, option(0), 1, 0.2, 0.6, 0)[0], 1e-15, "a fifth of the trials was missed");
        assertEquals(0, values(constant, option(0), 0, 0.2, 0.6, 0)[0]);
        assertEquals(Double.POSITIVE_INFINITY, values(constant, option(2), 1, 0.25, 0.75, 0)[0], "an option never chosen");
    }

    @Test
    void networkThatDecidesBetweenOtherThingsThanTheAnimalsDidIsRefused() {
        assertEquals("The network chooses between options, but the data hold the 'decision' to accept or reject and no 'choice'; take "
                + "a network that accepts or rejects, such as feedforward, or data with choices.",
                refusal(Set.of(Observable.LOG_PROBABILITIES), Set.of(Target.DECISION)));
        assertEquals("The network accepts or rejects, but the data hold the 'choice' between options and no 'decision'; take a network "
                + "that chooses between options, such as options, or data with decisions.",
                refusal(Set.of(Observable.LOGIT, Observable.ACTIVITY), Set.of(Target.CHOICE)));
    }

    private static String refusal(Set<Observable> shown, Set<Target> held) {
        return assertThrows(InvalidSpecException.class, () -> loss(shown, held)).getMessage();
    }
}
