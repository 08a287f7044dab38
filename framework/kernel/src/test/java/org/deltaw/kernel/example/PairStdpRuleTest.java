package org.deltaw.kernel.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.testkit.rule.RuleFamilyContract;
import org.junit.jupiter.api.Test;

/** Spike-timing-dependent plasticity, with neurons that spike. */
class PairStdpRuleTest extends RuleFamilyContract<NoSettings> {
    private static final int STEPS = 40;
    private static final int INPUTS = 3;
    private static final double[] RULE = {0.1, 0.15, 5, 3};
    private static final double[] WEIGHTS = {0.3, 1.2, 0.3};
    private static final Target POTENTIAL = new Target("potential");
    private static final Channel RECORDED = Channel.of(POTENTIAL, 1);

    @Override
    protected RuleFamily<NoSettings> extension() {
        return new PairStdpRule();
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
        return FitBuilder.of(new IntegrateAndFireNetwork(), new IntegrateAndFireNetwork.Settings(INPUTS, 1, 4, 0.6))
                .rule(new PairStdpRule(), new NoSettings())
                .loss(Stubs.loss(inputs -> new Loss.Misfit(
                        inputs.prediction(IntegrateAndFireNetwork.POTENTIAL)
                                .minus(inputs.target(POTENTIAL, IntegrateAndFireNetwork.POTENTIAL)).squared()
                                .sum(inputs.prediction(IntegrateAndFireNetwork.POTENTIAL).axes()),
                        Expr.ONE, OptionalDouble.of(0))), 1);
    }

    /** Every eight steps the first input spikes, then the second, which makes the neuron fire, then the third. */
    private static double[] presynapticSpikes() {
        double[] spikes = new double[STEPS * INPUTS];
        for (int step = 0; step < STEPS; step++) {
            spikes[INPUTS * step] = step % 8 == 0 ? 1 : 0;
            spikes[INPUTS * step + 1] = step % 8 == 1 ? 1 : 0;
            spikes[INPUTS * step + 2] = step % 8 == 2 ? 1 : 0;
        }
        return spikes;
    }

    private static Dataset data() {
        return Recordings.of(Recordings.trajectory("a", STEPS, Map.of(Channel.input(INPUTS), presynapticSpikes(),
                RECORDED, new Seed(1).generator().doubles(STEPS).toArray()), WEIGHTS));
    }

    /** What the neurons do, as a plain loop gives it: spikes, potentials and the last weights. */
    private record Expected(double[] spikes, double[] potentials, double[] weights) {
        static Expected loop() {
            double[] x = presynapticSpikes();
            Expected expected = new Expected(new double[STEPS], new double[STEPS], WEIGHTS.clone());
            double[] pre = new double[INPUTS];
            double post = 0;
            double potential = 0;
            for (int step = 0; step < STEPS; step++) {
                potential *= 0.8;
                for (int i = 0; i < INPUTS; i++) {
                    potential += x[INPUTS * step + i] * expected.weights[i];
                }
                double spike = potential > 1 ? 1 : 0;
                expected.potentials[step] = potential;
                expected.spikes[step] = spike;
                potential *= 1 - spike;
                post *= Math.exp(-1 / RULE[3]);
                for (int i = 0; i < INPUTS; i++) {
                    pre[i] *= Math.exp(-1 / RULE[2]);
                    expected.weights[i] += RULE[0] * pre[i] * spike - RULE[1] * x[INPUTS * step + i] * post;
                    pre[i] += x[INPUTS * step + i];
                }
                post += spike;
            }
            return expected;
        }
    }

    @Test
    void spikesAndWeightsFollowAPlainLoop() {
        Expected expected = Expected.loop();
        Map<String, double[]> found = Runs.simulate(fit(), data(), RULE);
        assertArrayEquals(expected.spikes, found.get("shown activity"));
        assertArrayEquals(expected.potentials, found.get("shown potential"), 1e-12);
        assertArrayEquals(expected.weights, Arrays.copyOfRange(found.get("weights"), INPUTS * STEPS, INPUTS * (STEPS + 1)), 1e-12);
        for (int step = 0; step < STEPS; step++) {
            assertEquals(step % 8 == 1 ? 1 : 0, expected.spikes[step], "step " + step);
        }
    }

    @Test
    void inputThatLeadsIsStrengthenedAndOneThatFollowsIsWeakened() {
        double[] weights = Expected.loop().weights;
        assertTrue(weights[0] > 0.6, "the leading input: " + weights[0]);
        assertTrue(weights[2] < 0, "the following input: " + weights[2]);
    }

    /** Where no neuron is at its threshold, differences of the loss do not see spikes move; the surrogate does. */
    @Test
    void gradientGoesThroughTheSpikes() {
        double[] spiking = Runs.gradient(fit(), data(), RULE);
        assertEquals(4, spiking.length);
        for (double slope : spiking) {
            assertTrue(Double.isFinite(slope) && slope != 0, Arrays.toString(spiking));
        }
    }
}
