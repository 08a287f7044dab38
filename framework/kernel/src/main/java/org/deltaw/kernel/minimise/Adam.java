package org.deltaw.kernel.minimise;

import org.deltaw.kernel.TrainingSettings;

/**
 * The optimiser Adam (Kingma and Ba, ICLR 2015, arXiv 1412.6980, algorithm 1), with the state that a
 * checkpoint needs. For one thread.
 */
final class Adam {
    private final TrainingSettings settings;
    private final double[] mean;
    private final double[] square;
    private long updates;

    /** Goes on from a state. */
    Adam(TrainingSettings settings, AdamState state) {
        this.settings = settings;
        this.mean = state.mean().clone();
        this.square = state.square().clone();
        this.updates = state.updates();
    }

    /** Moves parameters against a gradient. */
    void update(double[] parameters, double[] gradient) {
        updates++;
        double meanCorrection = 1 - Math.pow(settings.beta1(), (double) updates);
        double squareCorrection = 1 - Math.pow(settings.beta2(), (double) updates);
        for (int i = 0; i < parameters.length; i++) {
            mean[i] = settings.beta1() * mean[i] + (1 - settings.beta1()) * gradient[i];
            square[i] = settings.beta2() * square[i] + (1 - settings.beta2()) * gradient[i] * gradient[i];
            double step = mean[i] / meanCorrection / (Math.sqrt(square[i] / squareCorrection) + settings.epsilon());
            parameters[i] -= settings.learningRate() * step;
        }
    }

    AdamState state() {
        return new AdamState(mean.clone(), square.clone(), updates);
    }
}
