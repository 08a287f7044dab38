package org.deltaw.kernel.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Warning;
import org.junit.jupiter.api.Test;

class UnstableWeightsTest {
    private static final Stability.Steps STEPS = new Stability.Steps(500, 500, 100);
    private static final Stability STILL = new Stability("still", -0.1, 0.5, STEPS);
    private static final RequiredStability NONE = new RequiredStability(Set.of());

    private static Fit.RuleChoice rule(String group) {
        return new Fit.RuleChoice(group, new Configured<>(new TaylorRule(), Rules.terms("w")), ParameterChoices.NONE);
    }

    private static Stability of(double meanLogFactor, double negativeShare) {
        return new Stability("weights", meanLogFactor, negativeShare, STEPS);
    }

    private static List<Warning> warnings(Stability... stabilities) {
        return new UnstableWeights(List.of(rule("")), NONE).warnings(List.of(stabilities));
    }

    @Test
    void stableWeightsAreNotWarnedOf() {
        assertEquals(List.of(), warnings(STILL, of(0, 0), of(Double.NEGATIVE_INFINITY, 0)));
    }

    @Test
    void weightsThatGrowAreSaidToGrowByHowMuch() {
        assertEquals(List.of(new Warning("unstable-weights", "With the fitted values weights grow from nothing: on average a step with "
                + "plasticity multiplies a weight by 1.020, and the 100 such steps of the longest trajectory by 7.4. So what there was before "
                + "the first step counts more and more, instead of being forgotten. Stable weights may describe the data as well: set "
                + "rule.weights=stable to consider no others, or look for a stable one among the optima that are listed.", "weights")),
                warnings(of(0.02, 0.1)));
    }

    @Test
    void weightsThatFlipAndThatBlowUpAreToldApart() {
        assertTrue(warnings(of(-0.5, 0.75)).getFirst().message().startsWith("With the fitted values weights change their sign in most "
                + "steps: where a weight's own value matters, a step multiplies it by a negative number in 75 % of cases. "));
        assertTrue(warnings(of(0.5, 0.75)).getFirst().message().startsWith("With the fitted values weights blow up: on average a step with "
                + "plasticity multiplies a weight by 1.649, and the 100 such steps of the longest trajectory by 5.2e+21, and its sign "
                + "changes in 75 % of cases."), warnings(of(0.5, 0.75)).getFirst().message());
        assertTrue(warnings(of(Double.POSITIVE_INFINITY, 0)).getFirst().message().contains("they do not stay finite."));
    }

    @Test
    void groupsAreNamedWhereThereAreSeveral() {
        List<Warning> warnings = new UnstableWeights(List.of(rule("still"), rule("weights")), NONE)
                .warnings(List.of(STILL, of(0.1, 0)));
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().message().startsWith("With the fitted values the weights of 'weights' grow"));
        assertTrue(warnings.getFirst().message().contains("set rules.weights.weights=stable"));
    }

    @Test
    void whereStableWeightsWereAskedForAndNotFoundThatIsSaid() {
        String message = new UnstableWeights(List.of(rule("")), new RequiredStability(Set.of("weights"))).warnings(List.of(of(0.1, 0)))
                .getFirst().message();
        assertTrue(message.endsWith("No start ended with stable weights, although rule.weights is stable: raise training.starts, or bound "
                + "or leave out the terms that read the weight."), message);
    }
}
