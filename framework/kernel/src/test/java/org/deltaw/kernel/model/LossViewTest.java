package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.plugin.penalty.L2Penalty;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.junit.jupiter.api.Test;

class LossViewTest {
    private static final Channel INPUT = Channel.input(3);

    private static FitBuilder fit(Integer... layers) {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(layers))
                .rule(new TaylorRule(), Rules.terms("x", "x*y"));
    }

    private static String refusal(FitBuilder fit, Channel... channels) {
        return assertThrows(InvalidSpecException.class, () -> ModelAssembly.assemble(fit.fit(), List.of(channels)))
                .getMessage();
    }

    private static String fault(Function<LossInputs, Loss> loss) {
        FitBuilder fit = fit(3, 2).loss(Stubs.loss(loss), 1);
        return assertThrows(BrokenExtensionException.class,
                () -> ModelAssembly.assemble(fit.fit(), Recordings.activity(3, 2))).getMessage();
    }

    @Test
    void penaltiesAloneAreRefused() {
        String expected = "None of the losses compares the model with data; add one, such as "
                + "{function: choice-cross-entropy}.";
        assertEquals(expected, refusal(fit(3, 2).loss(new L1Penalty(), 1).loss(new L2Penalty(), 1), INPUT));
        assertEquals(expected, refusal(fit(3, 2), INPUT));
    }

    @Test
    void targetThatTheDataDoNotHoldIsRefused() {
        assertEquals("The data hold no 'decision'; they hold [activity]. "
                + "Choose a loss that compares one of these, or other data.",
                refusal(fit(3, 2, 1).loss(new ChoiceCrossEntropy(), 1), INPUT, Channel.of(Target.ACTIVITY, 2)));
    }

    @Test
    void targetOfAnotherWidthIsRefused() {
        assertEquals("The data's 'activity' has 3 values per step, but the network's 'activity' has 2; "
                + "make the two agree.",
                refusal(fit(3, 2).loss(new ActivityMeanSquaredError(), 1), INPUT, Channel.of(Target.ACTIVITY, 3)));
    }

    @Test
    void maskOfAnotherWidthIsRefused() {
        assertEquals("The mask of 'activity' has 3 values per step; expected 1 or 2.",
                refusal(fit(3, 2).loss(new ActivityMeanSquaredError(), 1), INPUT, Channel.of(Target.ACTIVITY, 2),
                        Channel.mask(Target.ACTIVITY, 3)));
    }

    @Test
    void observableThatTheNetworkDoesNotShowIsRefused() {
        assertEquals("The network does not show 'logit'; it shows [activity]. "
                + "Choose a loss that compares one of these, or another network.",
                refusal(fit(3, 2).loss(new ChoiceCrossEntropy(), 1), INPUT, Recordings.DECISION));
    }

    @Test
    void costWithAxesIsTheAuthorsFault() {
        assertEquals("Extension 'stub': its cost should have the axes (), but activity has (post).",
                fault(inputs -> new Loss.Misfit(inputs.prediction(Observable.ACTIVITY), Expr.ONE, OptionalDouble.empty())));
        assertEquals("Extension 'stub': its count should have the axes (), but mask activity has (post).",
                fault(inputs -> new Loss.Misfit(Expr.ONE, inputs.observed(Target.ACTIVITY, Observable.ACTIVITY), OptionalDouble.empty())));
        assertEquals("Extension 'stub': its constant cost should have the axes (), but target activity has (post).",
                fault(inputs -> new Loss.NegativeLogLikelihood(
                        Expr.ONE, Expr.ONE, inputs.target(Target.ACTIVITY, Observable.ACTIVITY))));
    }

    @Test
    void countThatReadsTheModelIsTheAuthorsFault() {
        assertEquals("Extension 'stub': Symbol 'activity' of kind OUTPUT cannot be read here; "
                + "allowed are [CHANNEL, ATTRIBUTE].",
                fault(inputs -> new Loss.Misfit(Expr.ONE, inputs.prediction(Observable.ACTIVITY)
                        .sum(inputs.prediction(Observable.ACTIVITY).axes()), OptionalDouble.empty())));
        assertEquals("Extension 'stub': Symbol 'rule.x' of kind PARAMETER cannot be read here; "
                + "allowed are [CHANNEL, ATTRIBUTE].",
                fault(inputs -> new Loss.NegativeLogLikelihood(
                        Expr.ONE, Expr.ONE, inputs.ruleParameters().getFirst())));
    }

    @Test
    void penaltyOnDataIsTheAuthorsFault() {
        assertEquals("Extension 'stub': Symbol 'target activity' of kind CHANNEL cannot be read here; "
                + "allowed are [PARAMETER].",
                fault(inputs -> new Loss.Penalty(inputs.target(Target.ACTIVITY, Observable.ACTIVITY)
                        .sum(inputs.prediction(Observable.ACTIVITY).axes()))));
    }

    @Test
    void trajectoryInWhichNothingWasObservedIsRefused() {
        LossFunction<?> loss = new ActivityMeanSquaredError();
        Channel mask = Channel.mask(Target.ACTIVITY, 1);
        FitBuilder fit = fit(3, 2).loss(loss, 1);
        String message = assertThrows(InvalidSpecException.class, () -> fit.open(Recordings.of(
                Recordings.trajectory("day 2", 1, Map.of(INPUT, new double[3],
                        Channel.of(Target.ACTIVITY, 2), new double[2], mask, new double[] {0}))))).getMessage();
        assertEquals("Loss 'activity-mean-squared-error' has nothing to compare in trajectory 'day 2': none of its "
                + "steps was observed. Leave the trajectory out.", message);
    }
}
