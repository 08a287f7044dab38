package org.deltaw.kernel.model;

import java.util.List;
import java.util.function.Function;
import org.deltaw.expr.Interpreter;

/** Adds up what was observed of one target, trajectory after trajectory. For one thread. */
final class TargetMean {
    private final LossView.Mean mean;
    private final Interpreter interpreter;
    private final double[] sum;
    private final double[] count;

    TargetMean(LossView.Mean mean) {
        this.mean = mean;
        this.interpreter = new Interpreter(List.of(
                mean.target().read(), mean.observed().broadcast(mean.target().read().axes())));
        this.sum = new double[mean.target().entries()];
        this.count = new double[sum.length];
    }

    /**
     * Adds a trajectory.
     *
     * @param replicates how many of its recording there are
     * @param columns sets the columns of a step
     */
    void add(int steps, long replicates, Function<Interpreter, ChannelRows> columns) {
        ChannelRows rows = columns.apply(interpreter);
        double[] own = new double[sum.length];
        double[] observations = new double[sum.length];
        double[] values = new double[sum.length];
        double[] observed = new double[sum.length];
        for (int t = 0; t < steps; t++) {
            rows.set(t);
            interpreter.begin();
            interpreter.copy(0, mean.target().axes(), values, 0);
            interpreter.copy(1, mean.target().axes(), observed, 0);
            for (int i = 0; i < own.length; i++) {
                // What was not observed may be anything, also not a number.
                own[i] += observed[i] != 0 ? observed[i] * values[i] : 0;
                observations[i] += observed[i];
            }
        }
        for (int i = 0; i < own.length; i++) {
            sum[i] += own[i] / replicates;
            count[i] += observations[i] / replicates;
        }
    }

    /** Returns the means; 0 of what was never observed. */
    double[] mean() {
        double[] means = new double[sum.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = count[i] > 0 ? sum[i] / count[i] : 0;
        }
        return means;
    }
}
