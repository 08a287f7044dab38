package org.deltaw.kernel.inference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.network.Activation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often intervals around the mode of a posterior hold the truth, which is drawn from the prior each time. */
@Tag("evidence")
class PosteriorCoverageTest {
    private static final System.Logger LOG = System.getLogger(PosteriorCoverageTest.class.getName());
    private static final int EXPERIMENTS = 200;

    /** What became of the intervals of one coefficient. */
    private static final class Tally {
        private int held;
        private int stated;

        void add(Uncertainty.Coefficient coefficient, double truth) {
            if (coefficient.interval().isPresent()) {
                Uncertainty.Interval interval = coefficient.interval().get();
                stated++;
                held += interval.lower() <= truth && truth <= interval.upper() ? 1 : 0;
            }
        }

        double share() {
            return held / (double) stated;
        }

        @Override
        public String toString() {
            return held + " of " + stated;
        }
    }

    private interface Experiment {
        Dataset record(Seed seed, double... truth);
    }

    private static Tally[] repeat(FitBuilder fit, Experiment experiment, Prior.Normal... priors) {
        Tally[] tallies = new Tally[priors.length];
        Arrays.setAll(tallies, _ -> new Tally());
        for (int i = 0; i < EXPERIMENTS; i++) {
            RandomGenerator random = new Seed(i).child("truth").generator();
            double[] truth = Arrays.stream(priors).mapToDouble(prior -> prior.mean() + prior.deviation() * random.nextGaussian()).toArray();
            try (OpenFit opened = fit.open(experiment.record(new Seed(i), truth))) {
                FitResult result = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
                List<Uncertainty.Coefficient> found = result.uncertainty().coefficients();
                for (int k = 0; k < found.size(); k++) {
                    tallies[k].add(found.get(k), truth[k]);
                }
            }
        }
        LOG.log(System.Logger.Level.DEBUG, Arrays.toString(tallies));
        return tallies;
    }

    private static Dataset regression(int steps, Seed seed, double bias, double weight) {
        RandomGenerator random = seed.child("data").generator();
        double[] inputs = new double[steps];
        double[] decisions = new double[steps];
        for (int t = 0; t < steps; t++) {
            inputs[t] = random.nextGaussian();
            decisions[t] = random.nextDouble() < 1 / (1 + Math.exp(-bias - weight * inputs[t])) ? 1 : 0;
        }
        return Recordings.of(Recordings.trajectory("a", steps,
                Map.of(Channel.input(1), inputs, Recordings.DECISION, decisions)));
    }

    @Test
    void ofALogisticRegression() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1, 1),
                        Optional.of(Activation.LINEAR), 1, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("bias", "weights.initial"), Map.of()))
                .rule("", new TaylorRule(), Rules.terms("x"), new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of()))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(100).uncertainty()
                .prior("bias", new Prior.Normal(0, 1)).prior("weights.initial", new Prior.Normal(0, 1));
        for (int steps : new int[] {15, 40, 160}) {
            for (Tally tally : repeat(fit, (seed, truth) -> regression(steps, seed, truth[0], truth[1]),
                    new Prior.Normal(0, 1), new Prior.Normal(0, 1))) {
                assertCovers(tally);
            }
        }
    }

    @Test
    void ofAPlasticRule() {
        for (double deviation : new double[] {0.1, 1}) {
            Prior.Normal learning = new Prior.Normal(0, 1);
            Prior.Normal decay = new Prior.Normal(-0.2, deviation);
            FitBuilder fit = SimulatedChoices.fit("x*r", "w").gaussNewton(100).automaticStarts().uncertainty().keepingPrograms()
                    .prior("x*r", learning).prior("w", decay);
            for (Tally tally : repeat(fit, (seed, truth) -> new SimulatedChoices(truth[0], truth[1], 80).record(seed), learning, decay)) {
                assertCovers(tally);
            }
        }
    }

    /** Checks that 90 % are held, or that fewer may be chance. */
    private static void assertCovers(Tally tally) {
        assertTrue(tally.share() + 2 * Math.sqrt(0.05 * 0.95 / tally.stated) >= 0.9, tally::toString);
    }
}
