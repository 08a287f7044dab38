package org.deltaw.kernel.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.testkit.rule.RuleFamilyContract;
import org.junit.jupiter.api.Test;

class ThreeFactorRuleTest extends RuleFamilyContract<NoSettings> {
    private static final int STEPS = 30;
    private static final Channel INPUT = Channel.input(2);
    private static final Channel ACTIVITY = Channel.of(Target.ACTIVITY, 1);

    @Override
    protected RuleFamily<NoSettings> extension() {
        return new ThreeFactorRule();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    private static FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.linear(2, 1)).rule(new ThreeFactorRule(), new NoSettings())
                .loss(new ActivityMeanSquaredError(), 1);
    }

    private static double[] inputs() {
        return new Seed(1).generator().doubles(2 * STEPS, 0, 1).toArray();
    }

    /** A reward of 1 every fourth step, and in between none: what was active before it is strengthened. */
    private static double[] rewards() {
        double[] rewards = new double[STEPS];
        for (int step = 3; step < STEPS; step += 4) {
            rewards[step] = 1;
        }
        return rewards;
    }

    private static Dataset data(double[] activity) {
        return Recordings.of(Recordings.trajectory("a", STEPS,
                Map.of(INPUT, inputs(), Recordings.REWARD, rewards(), ACTIVITY, activity), 0.3, 0.6));
    }

    /** Returns the activity of the neuron, and its last weights, as a plain loop gives them. */
    private static double[][] loop(double eta, double tau) {
        double[] x = inputs();
        double[] rewards = rewards();
        double[] activity = new double[STEPS];
        double[] weights = {0.3, 0.6};
        double[] trace = new double[2];
        for (int step = 0; step < STEPS; step++) {
            activity[step] = x[2 * step] * weights[0] + x[2 * step + 1] * weights[1];
            for (int i = 0; i < 2; i++) {
                trace[i] = Math.exp(-1 / tau) * trace[i] + x[2 * step + i] * activity[step];
                weights[i] += eta * rewards[step] * trace[i];
            }
        }
        return new double[][] {activity, weights};
    }

    @Test
    void weightsFollowAPlainLoop() {
        double[][] expected = loop(0.05, 2);
        Map<String, double[]> found = Runs.simulate(fit(), data(new double[STEPS]), 0.05, 2);
        assertArrayEquals(expected[0], found.get("shown activity"), 1e-12);
        assertArrayEquals(expected[1], Arrays.copyOfRange(found.get("weights"), 2 * STEPS, 2 * STEPS + 2), 1e-12);
        assertTrue(expected[1][0] > 0.35, "reward must have strengthened something: " + expected[1][0]);
    }

    @Test
    void gradientAgreesWithDifferences() {
        RandomGenerator random = new Seed(2).generator();
        Runs.assertGradient(fit(), data(random.doubles(STEPS).toArray()), 0.05, 2);
    }

    private static double value(String name, List<ParameterValue> parameters) {
        return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst().orElseThrow().values()[0];
    }

    @Test
    void timeConstantIsFoundFromTheActivity() {
        try (OpenFit opened = fit().gaussNewton(50).open(data(loop(0.05, 2)[0]))) {
            List<ParameterValue> found = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT).parameters();
            assertEquals(0.05, value("eta", found), 1e-8);
            assertEquals(2, value("tau", found), 1e-6);
        }
    }
}
