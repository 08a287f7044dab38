package org.deltaw.plugin.options;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Q-learning as a plain loop: the log-likelihood of choices and its derivative by each parameter, by the chain rule written out. For
 * one thread.
 */
final class PlainLearner {
    private final int options;
    private final List<String> names = new ArrayList<>(List.of(
            "network.scale", "network.perseveration", "network.lapse", "network.expected-reward-rate", "rule.alpha", "rule.forget"));
    private final double[] parameters;
    private final double[] values;
    private final double[][] slopes;
    private double expected;
    private final double[] expectedSlope;
    private int last = -1;
    private double logLikelihood;
    private final double[] gradient;

    /** A trial. The option is -1 if none was chosen. */
    record Trial(boolean[] offered, int option, double reward) {}

    /** @param parameters in the order of {@link #names} */
    PlainLearner(int options, double... parameters) {
        this.options = options;
        if (options == 2) {
            names.add("network.bias");
        }
        for (int k = 0; options > 2 && k < options - 1; k++) {
            names.add("network.bias[" + k + "]");
        }
        this.parameters = parameters;
        this.values = new double[options];
        this.slopes = new double[options][names.size()];
        this.expectedSlope = new double[names.size()];
        this.gradient = new double[names.size()];
    }

    List<String> names() {
        return names;
    }

    double logLikelihood() {
        return logLikelihood;
    }

    double[] gradient() {
        return gradient;
    }

    void run(Trial trial) {
        if (trial.option() >= 0) {
            choose(trial);
            learn(trial);
            last = trial.option();
        }
    }

    private void choose(Trial trial) {
        double scale = parameters[0];
        double lapse = parameters[2];
        double[] odds = new double[options];
        double[][] oddsSlopes = new double[options][];
        double total = 0;
        int offered = 0;
        for (int k = 0; k < options; k++) {
            double kept = k == last ? 1 : 0;
            double value = values[k] + parameters[1] * kept;
            odds[k] = Math.exp(scale * value + (k < options - 1 ? parameters[6 + k] : 0));
            double[] slope = slopes[k].clone();
            slope[1] += kept;
            for (int p = 0; p < slope.length; p++) {
                slope[p] *= scale;
            }
            slope[0] += value;
            if (k < options - 1) {
                slope[6 + k] += 1;
            }
            oddsSlopes[k] = slope;
            total += trial.offered()[k] ? odds[k] : 0;
            offered += trial.offered()[k] ? 1 : 0;
        }
        double softmax = odds[trial.option()] / total;
        double probability = (1 - lapse) * softmax + lapse / offered;
        logLikelihood += Math.log(probability);
        gradient[2] += (1.0 / offered - softmax) / probability;
        for (int p = 0; p < gradient.length; p++) {
            double mean = 0;
            for (int k = 0; k < options; k++) {
                mean += trial.offered()[k] ? odds[k] / total * oddsSlopes[k][p] : 0;
            }
            gradient[p] += (1 - lapse) * softmax * (oddsSlopes[trial.option()][p] - mean) / probability;
        }
    }

    private void learn(Trial trial) {
        double surprise = trial.reward() - expected;
        for (int k = 0; k < options; k++) {
            if (trial.offered()[k]) {
                boolean chosen = k == trial.option();
                double rate = parameters[chosen ? 4 : 5];
                double error = (chosen ? surprise : 0) - values[k];
                for (int p = 0; p < gradient.length; p++) {
                    slopes[k][p] += rate * ((chosen ? -expectedSlope[p] : 0) - slopes[k][p]);
                }
                slopes[k][chosen ? 4 : 5] += error;
                values[k] += rate * error;
            }
        }
        double rate = parameters[3];
        for (int p = 0; p < gradient.length; p++) {
            expectedSlope[p] -= rate * expectedSlope[p];
        }
        expectedSlope[3] += surprise;
        expected += rate * surprise;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
