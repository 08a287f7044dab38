package org.deltaw.kernel.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.deltaw.spi.rule.Signal;
import org.deltaw.testkit.rule.RuleFamilyContract;
import org.junit.jupiter.api.Test;

class BcmRuleTest extends RuleFamilyContract<NoSettings> {
    private static final Channel ACTIVITY = Channel.of(Target.ACTIVITY, 1);

    @Override
    protected RuleFamily<NoSettings> extension() {
        return new BcmRule();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    @Override
    protected List<Signal> signals() {
        return List.of();
    }

    private static FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.linear(2, 1)).rule(new BcmRule(), new NoSettings())
                .loss(new ActivityMeanSquaredError(), 1);
    }

    /** Two patterns in turn, each of one active input. */
    private static double[] inputs(int steps) {
        double[] inputs = new double[2 * steps];
        for (int step = 0; step < steps; step++) {
            inputs[2 * step + step % 2] = 1;
        }
        return inputs;
    }

    private static Dataset data(int steps) {
        return Recordings.of(Recordings.trajectory("a", steps, Map.of(Channel.input(2), inputs(steps),
                ACTIVITY, new Seed(1).generator().doubles(steps).toArray()), 0.6, 0.5));
    }

    @Test
    void neuronBecomesSelectiveForOnePattern() {
        int steps = 4000;
        Map<String, double[]> found = Runs.simulate(fit(), data(steps), 0.02, 20);
        double[] last = Arrays.copyOfRange(found.get("weights"), 2 * steps, 2 * steps + 2);
        // Where nothing changes, y is its threshold, and what the threshold gains with one pattern it loses in both steps:
        // y = ((1 - 1/tau) y + y^2/tau) (1 - 1/tau). For a large tau that is 2, as the mean of y^2 is half of it.
        double response = (2 - 1 / 20.0) / (1 - 1 / 20.0);
        assertArrayEquals(new double[] {response, 0}, last, 1e-9);
        assertEquals(response, found.get("weights.threshold")[steps], 1e-9);
    }

    @Test
    void weightsAndThresholdFollowAPlainLoop() {
        int steps = 40;
        double[] x = inputs(steps);
        double[] weights = {0.6, 0.5};
        double threshold = 1;
        double[] thresholds = new double[steps + 1];
        thresholds[0] = threshold;
        for (int step = 0; step < steps; step++) {
            double y = x[2 * step] * weights[0] + x[2 * step + 1] * weights[1];
            for (int i = 0; i < 2; i++) {
                weights[i] += 0.1 * x[2 * step + i] * y * (y - threshold);
            }
            threshold += (y * y - threshold) / 8;
            thresholds[step + 1] = threshold;
        }
        Map<String, double[]> found = Runs.simulate(fit(), data(steps), 0.1, 8);
        assertArrayEquals(weights, Arrays.copyOfRange(found.get("weights"), 2 * steps, 2 * steps + 2), 1e-12);
        assertArrayEquals(thresholds, found.get("weights.threshold"), 1e-12);
    }

    @Test
    void gradientAgreesWithDifferences() {
        Runs.assertGradient(fit(), data(40), 0.1, 8);
    }
}
