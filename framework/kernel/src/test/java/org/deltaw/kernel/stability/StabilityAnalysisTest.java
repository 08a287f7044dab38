package org.deltaw.kernel.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.loss.Target;
import org.junit.jupiter.api.Test;

class StabilityAnalysisTest {
    private static final double RATE = 0.5;
    private static final int STEPS = 7;

    /** Two inputs, three neurons, a rate of 0.5, and a closed gate in some steps. */
    private static final Dataset DATA = Recordings.random(
            List.of(Channel.input(2), Channel.UPDATE, Recordings.REWARD, Channel.of(Target.ACTIVITY, 3)), 2, STEPS, 1);

    private static FitBuilder layer(String... terms) {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3)).rule(new TaylorRule(), Rules.terms(terms))
                .loss(new ActivityMeanSquaredError(), 1);
    }

    private static Stability stability(FitBuilder fit, double... fitted) {
        try (OpenFit opened = fit.open(DATA)) {
            return opened.problems().getFirst().stabilities(List.of(fitted)).getFirst().getFirst();
        }
    }

    @Test
    void decayOfWeightsAloneHasOneFactorForAll() {
        for (double decay : new double[] {0.3, -0.3, -1.9, -2.1, -3.9, -4.1}) {
            Stability found = stability(layer("w"), decay);
            double factor = 1 + RATE * decay;
            assertEquals(Math.log(Math.abs(factor)), found.meanLogFactor(), 1e-12);
            assertEquals(factor < 0 ? 1 : 0, found.negativeShare());
            assertEquals(decay > 0 ? Stability.Kind.GROW : decay > -2 ? Stability.Kind.STABLE
                    : decay > -4 ? Stability.Kind.FLIP : Stability.Kind.BLOW_UP, found.kind(), "at " + decay);
            assertEquals(decay < 0 && decay > -2, found.stable());
        }
    }

    @Test
    void onlyStepsWithAnOpenGateCount() {
        long open = DATA.trajectories().stream().flatMapToDouble(each -> Arrays.stream(each.column(Channel.UPDATE)))
                .filter(gate -> gate != 0).count();
        assertTrue(open < 2 * STEPS + 1, "a test in which all gates are open shows nothing");
        assertEquals(open, stability(layer("w"), 0.1).steps().plastic());
        assertEquals(open, stability(layer("w"), 0.1).steps().examined());
    }

    @Test
    void rulesWithoutWeightsLeaveThemStable() {
        Stability found = stability(layer("x", "x*r"), 0.7, 2);
        assertEquals(0, found.meanLogFactor());
        assertEquals(Stability.Kind.STABLE, found.kind());
    }
}
