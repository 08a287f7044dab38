package org.deltaw.kernel.inference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.network.Activation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often intervals hold the truth where large-sample ones do not, and profiles take their place. */
@Tag("evidence")
class ProfileCoverageTest {
    private static final System.Logger LOG = System.getLogger(ProfileCoverageTest.class.getName());
    private static final int EXPERIMENTS = 150;

    private static Uncertainty uncertainty(FitBuilder fit, Dataset data) {
        try (OpenFit opened = fit.open(data)) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT).uncertainty();
        }
    }

    private static boolean holds(Uncertainty.Interval interval, double truth) {
        return interval.lower() <= truth && truth <= interval.upper();
    }

    @Test
    void oneEndIsEnoughForWhatRunsToInfinity() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1, 1),
                        Optional.of(Activation.LINEAR), 1, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .backend(new JvmBackend(), Precision.F64)
                .network(new ParameterChoices(Map.of(), List.of(), List.of("bias", "weights.initial"), Map.of()))
                .rule("", new TaylorRule(), Rules.terms("x"), new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of()))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(100).uncertainty().keepingPrograms();
        int infinite = 0;
        int infiniteHeld = 0;
        int held = 0;
        int stated = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            Uncertainty.Coefficient weight = uncertainty(fit, choices(12, 0.3, 3, new Seed(i).generator())).coefficients().get(1);
            if (weight.interval().isPresent()) {
                boolean holds = holds(weight.interval().get(), 3);
                stated++;
                held += holds ? 1 : 0;
                infinite += Double.isInfinite(weight.value()) ? 1 : 0;
                infiniteHeld += Double.isInfinite(weight.value()) && holds ? 1 : 0;
            }
        }
        String found = held + " of " + stated + ", of infinite ones " + infiniteHeld + " of " + infinite;
        LOG.log(System.Logger.Level.DEBUG, found);
        assertTrue(held >= 0.9 * stated, found);
        assertTrue(infinite >= EXPERIMENTS / 5, found);
        assertTrue(infiniteHeld >= 0.9 * infinite, found);
    }

    private static Dataset choices(int steps, double bias, double weight, RandomGenerator random) {
        double[] inputs = random.doubles(steps, -2, 2).toArray();
        double[] decisions = new double[steps];
        for (int t = 0; t < steps; t++) {
            decisions[t] = random.nextDouble() < 1 / (1 + Math.exp(-bias - weight * inputs[t])) ? 1 : 0;
        }
        return Recordings.of(Recordings.trajectory("a", steps,
                Map.of(Channel.input(1), inputs, Recordings.DECISION, decisions)));
    }
}
