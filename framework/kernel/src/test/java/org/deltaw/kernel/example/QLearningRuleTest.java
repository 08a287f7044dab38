package org.deltaw.kernel.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.spi.Configured;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.testkit.rule.RuleFamilyContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A learner that chooses between two options, and what it gets for it. */
class QLearningRuleTest extends RuleFamilyContract<NoSettings> {
    /** The option chosen in each trial; -1 where the trial was missed. */
    private static final int[] CHOICES = {0, 1, 1, 0, -1, 1, 0, 0, 1, 1, -1, 0};
    private static final double[] REWARDS = {1, 0, 1, 0, 1, 1, 0, 1, 0.5, -1, -1, 1};
    private static final double SCALE = 2.5;
    private static final double ALPHA = 0.4;
    private static final Target CHOICE = new Target("choice");

    @Override
    protected RuleFamily<NoSettings> extension() {
        return new QLearningRule();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    @Override
    protected List<Signal> signals() {
        return List.of(Signal.REWARD, Signal.CHOSEN);
    }

    private static Dataset data() {
        int trials = CHOICES.length;
        double[] chosen = new double[2 * trials];
        double[] made = new double[trials];
        for (int trial = 0; trial < trials; trial++) {
            if (CHOICES[trial] >= 0) {
                chosen[2 * trial + CHOICES[trial]] = 1;
                made[trial] = 1;
            }
        }
        return Recordings.of(Recordings.trajectory("a", trials, Map.of(
                Channel.of(Input.CHOICE, 2), chosen, Channel.UPDATE, made, Recordings.REWARD, REWARDS,
                Channel.of(CHOICE, 2), chosen, Channel.mask(CHOICE, 1), made)));
    }

    private static FitBuilder fit(boolean both) {
        return FitBuilder.of(new TwoOptionNetwork(), new TwoOptionNetwork.Settings(both))
                .rule(new QLearningRule(), new NoSettings()).loss(Stubs.loss(QLearningRuleTest::surprise), 1);
    }

    /** The negative logarithm of the probability of the chosen option. */
    private static Loss surprise(LossInputs inputs) {
        Expr logProbabilities = inputs.prediction(Observable.LOG_PROBABILITIES);
        Expr chosen = inputs.target(CHOICE, Observable.LOG_PROBABILITIES);
        return new Loss.Misfit(logProbabilities.times(chosen).sum(chosen.axes()).negate(),
                inputs.observed(CHOICE, Observable.LOG_PROBABILITIES), OptionalDouble.of(0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void logLikelihoodIsThatOfAPlainQLearner(boolean both) {
        double[] values = new double[2];
        double[] history = new double[2 * (CHOICES.length + 1)];
        double logLikelihood = 0;
        int made = 0;
        for (int trial = 0; trial < CHOICES.length; trial++) {
            int choice = CHOICES[trial];
            if (choice >= 0) {
                double other = values[1 - choice];
                logLikelihood -= Math.log1p(Math.exp(SCALE * (other - values[choice])));
                values[choice] += ALPHA * (REWARDS[trial] - values[choice]);
                made++;
            }
            System.arraycopy(values, 0, history, 2 * trial + 2, 2);
        }

        Map<String, double[]> found = Runs.simulate(fit(both), data(), SCALE, ALPHA);

        assertArrayEquals(history, found.get("weights"), 1e-12);
        assertEquals(logLikelihood, logLikelihood(found.get("shown log-probabilities")), 1e-12);
        assertEquals(-logLikelihood / made, Runs.loss(fit(both), data(), SCALE, ALPHA), 1e-12);
    }

    private static double logLikelihood(double[] logProbabilities) {
        double sum = 0;
        for (int trial = 0; trial < CHOICES.length; trial++) {
            sum += CHOICES[trial] < 0 ? 0 : logProbabilities[2 * trial + CHOICES[trial]];
        }
        return sum;
    }

    /** As a source of simulated choices does it: look at the probabilities, choose, and tell the network. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void choicesCanBeSimulated(boolean both) {
        List<Channel> channels = data().channels();
        KnownRule rule = new KnownRule(new Configured<>(new QLearningRule(), new NoSettings()), Map.of("alpha", ALPHA));
        try (Simulator simulator = OpenFit.context(fit(both).fit()).simulator(rule, channels);
                SimulatedNetwork network = simulator.start("", new Seed(1))) {
            double[] odds = network.observe(Map.of()).get(Observable.LOG_PROBABILITIES);
            assertArrayEquals(new double[] {Math.log(0.5), Math.log(0.5)}, odds, 1e-15);

            network.advance(Map.of(Channel.of(Input.CHOICE, 2), new double[] {0, 1},
                    Channel.of(Signal.REWARD), new double[] {1}));

            odds = network.observe(Map.of()).get(Observable.LOG_PROBABILITIES);
            assertEquals(ALPHA, odds[1] - odds[0], 1e-15);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientAgreesWithDifferences(boolean both) {
        Runs.assertGradient(fit(both), data(), SCALE, ALPHA);
    }
}
