package org.deltaw.plugin.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.deltaw.spi.optimizer.OptimizerState;
import org.junit.jupiter.api.Test;

class AdamStepTest {
    private static final AdamSettings SETTINGS = settings(0.9, 0.999, 1e-8);

    private static AdamSettings settings(double beta1, double beta2, double epsilon) {
        return new AdamSettings(0.5, Update.PER_BATCH, beta1, beta2, epsilon, Optional.empty());
    }

    @Test
    void firstStepHasTheLengthOfTheLearningRate() {
        AdamStep adam = AdamStep.begin(SETTINGS, 2);
        double[] parameters = {1, 1};
        adam.update(parameters, new double[] {2, -300});
        assertArrayEquals(new double[] {1 - 0.5 * 2 / (2 + 1e-8), 1 + 0.5 * 300 / (300 + 1e-8)}, parameters, 1e-15);
    }

    @Test
    void secondStepWeighsBothGradients() {
        AdamStep adam = AdamStep.begin(SETTINGS, 1);
        double[] parameters = {1};
        adam.update(parameters, new double[] {2});
        double after = parameters[0];
        adam.update(parameters, new double[] {-4});
        // mean 0.9*0.2 - 0.4 = -0.22 over 1 - 0.81; square 0.999*0.004 + 0.016 = 0.019996 over 1 - 0.998001
        double step = (-0.22 / 0.19) / (Math.sqrt(0.019996 / 0.001999) + 1e-8);
        assertEquals(after - 0.5 * step, parameters[0], 1e-14);
        assertEquals(2, adam.state().number("updates"));
        assertEquals(-0.22, adam.state().array("mean")[0], 1e-16);
        assertEquals(0.019996, adam.state().array("square")[0], 1e-16);
    }

    @Test
    void withoutMemoryEachStepIsTheSignOfTheGradient() {
        AdamStep adam = AdamStep.begin(settings(0, 0, 1e-300), 1);
        double[] parameters = {0};
        adam.update(parameters, new double[] {1e-3});
        adam.update(parameters, new double[] {1e3});
        adam.update(parameters, new double[] {-7});
        assertArrayEquals(new double[] {-0.5}, parameters, 1e-15);
    }

    @Test
    void gradientOfZeroMovesNothing() {
        double[] parameters = {3};
        AdamStep.begin(SETTINGS, 1).update(parameters, new double[1]);
        assertArrayEquals(new double[] {3}, parameters);
    }

    @Test
    void statesAreCopies() {
        AdamStep adam = AdamStep.begin(SETTINGS, 1);
        double[] parameters = {1};
        adam.update(parameters, new double[] {2});
        OptimizerState kept = adam.state();
        double[] apart = parameters.clone();
        AdamStep other = AdamStep.resume(SETTINGS, 1, kept);
        adam.update(parameters, new double[] {1});
        other.update(apart, new double[] {1});
        assertArrayEquals(parameters, apart);
        assertEquals(0.2, kept.array("mean")[0], 1e-16);
        assertEquals(0.004, kept.array("square")[0], 1e-16);
        assertEquals(1, kept.number("updates"));
    }
}
