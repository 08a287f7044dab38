package org.deltaw.plugin.gradient;

import java.util.Map;
import org.deltaw.spi.optimizer.OptimizerState;

/** The step of Adam (Kingma and Ba, ICLR 2015, arXiv 1412.6980, algorithm 1), with running means of gradients. For one thread. */
final class AdamStep implements Step {
    private static final int VERSION = 1;
    private static final String MEAN = "mean";
    private static final String SQUARE = "square";
    private static final String UPDATES = "updates";

    private final AdamSettings settings;
    private final double[] mean;
    private final double[] square;
    /** A whole number, exact up to 2^53. */
    private double updates;

    private AdamStep(AdamSettings settings, double[] mean, double[] square, double updates) {
        this.settings = settings;
        this.mean = mean;
        this.square = square;
        this.updates = updates;
    }

    /** Begins with as many numbers. */
    static AdamStep begin(AdamSettings settings, int size) {
        return new AdamStep(settings, new double[size], new double[size], 0);
    }

    /** Goes on from a state. */
    static AdamStep resume(AdamSettings settings, int size, OptimizerState state) {
        state.require(VERSION, Map.of(MEAN, size, SQUARE, size, UPDATES, 1));
        return new AdamStep(settings, state.array(MEAN), state.array(SQUARE), state.number(UPDATES));
    }

    @Override
    public void update(double[] parameters, double[] gradient) {
        updates++;
        double meanCorrection = 1 - Math.pow(settings.beta1(), updates);
        double squareCorrection = 1 - Math.pow(settings.beta2(), updates);
        for (int i = 0; i < parameters.length; i++) {
            mean[i] = settings.beta1() * mean[i] + (1 - settings.beta1()) * gradient[i];
            square[i] = settings.beta2() * square[i] + (1 - settings.beta2()) * gradient[i] * gradient[i];
            double step = mean[i] / meanCorrection / (Math.sqrt(square[i] / squareCorrection) + settings.epsilon());
            parameters[i] -= settings.learningRate() * step;
        }
    }

    @Override
    public OptimizerState state() {
        return new OptimizerState(VERSION, Map.of(MEAN, mean, SQUARE, square, UPDATES, new double[] {updates}));
    }
}
