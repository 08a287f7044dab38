package org.deltaw.kernel.minimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.deltaw.kernel.TrainingSettings;
import org.junit.jupiter.api.Test;

class AdamTest {
    private static final TrainingSettings SETTINGS = settings(0.9, 0.999, 1e-8);

    private static TrainingSettings settings(double beta1, double beta2, double epsilon) {
        return new TrainingSettings(TrainingSettings.Optimizer.ADAM, 0.5, 1, 1, TrainingSettings.Update.PER_BATCH,
                TrainingSettings.Subjects.POOLED, beta1, beta2, epsilon, Optional.empty(), 0, 0, 0, 0, 0, false, 0);
    }

    @Test
    void firstStepHasTheLengthOfTheLearningRate() {
        Adam adam = new Adam(SETTINGS, AdamState.start(2));
        double[] parameters = {1, 1};
        adam.update(parameters, new double[] {2, -300});
        assertArrayEquals(new double[] {1 - 0.5 * 2 / (2 + 1e-8), 1 + 0.5 * 300 / (300 + 1e-8)}, parameters, 1e-15);
    }

    @Test
    void secondStepWeighsBothGradients() {
        Adam adam = new Adam(SETTINGS, AdamState.start(1));
        double[] parameters = {1};
        adam.update(parameters, new double[] {2});
        double after = parameters[0];
        adam.update(parameters, new double[] {-4});
        // mean 0.9*0.2 - 0.4 = -0.22 over 1 - 0.81; square 0.999*0.004 + 0.016 = 0.019996 over 1 - 0.998001
        double step = (-0.22 / 0.19) / (Math.sqrt(0.019996 / 0.001999) + 1e-8);
        assertEquals(after - 0.5 * step, parameters[0], 1e-14);
        assertEquals(2, adam.state().updates());
        assertEquals(-0.22, adam.state().mean()[0], 1e-16);
        assertEquals(0.019996, adam.state().square()[0], 1e-16);
    }

    @Test
    void withoutMemoryEachStepIsTheSignOfTheGradient() {
        Adam adam = new Adam(settings(0, 0, 1e-300), AdamState.start(1));
        double[] parameters = {0};
        adam.update(parameters, new double[] {1e-3});
        adam.update(parameters, new double[] {1e3});
        adam.update(parameters, new double[] {-7});
        assertArrayEquals(new double[] {-0.5}, parameters, 1e-15);
    }

    @Test
    void gradientOfZeroMovesNothing() {
        double[] parameters = {3};
        new Adam(SETTINGS, AdamState.start(1)).update(parameters, new double[1]);
        assertArrayEquals(new double[] {3}, parameters);
    }

    @Test
    void statesAreCopies() {
        Adam adam = new Adam(SETTINGS, AdamState.start(1));
        double[] parameters = {1};
        adam.update(parameters, new double[] {2});
        AdamState kept = adam.state();
        double[] apart = parameters.clone();
        Adam other = new Adam(SETTINGS, kept);
        adam.update(parameters, new double[] {1});
        other.update(apart, new double[] {1});
        assertArrayEquals(parameters, apart);
        assertEquals(0.2, kept.mean()[0], 1e-16);
        assertEquals(0.004, kept.square()[0], 1e-16);
        assertEquals(1, kept.updates());
    }
}
