package org.deltaw.cli.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.Agreement;
import org.deltaw.kernel.Epoch;
import org.deltaw.kernel.FitResult;
import org.deltaw.kernel.Metrics;

/** What changes from epoch to epoch of a training, or from step to step of trajectories. */
public final class Curves {
    /** The error of weights after each step, which belongs to steps; all other curves belong to epochs. */
    static final String WEIGHT_ERROR = "weightError";
    static final String HELD_OUT_WEIGHT_ERROR = "heldOut.weightError";
    /** When each epoch ended. It depends on the machine. */
    static final String SECONDS = "seconds";

    private Curves() {}

    /** Tells whether a curve has a value for each step, not for each epoch. */
    static boolean isOverSteps(String name) {
        return name.equals(WEIGHT_ERROR) || name.equals(HELD_OUT_WEIGHT_ERROR);
    }

    /**
     * Returns the curves that an experiment keeps, as far as they are known.
     *
     * @param wanted {@code loss}, {@code weightError}, {@code heldOut.weightError} and names of fitted numbers
     */
    public static Map<String, double[]> of(FitResult result, List<String> names, List<Double> seconds, List<String> wanted) {
        Map<String, double[]> curves = new LinkedHashMap<>();
        List<Epoch> history = result.checkpoint().history();
        for (String name : wanted) {
            switch (name) {
                case "loss" -> curves.put(name, history.stream().mapToDouble(Epoch::loss).toArray());
                case WEIGHT_ERROR -> curves.put(name, weightErrors(result.metrics()));
                case HELD_OUT_WEIGHT_ERROR -> curves.put(name,
                        result.heldOut().map(Curves::weightErrors).orElse(new double[0]));
                default -> {
                    int index = names.indexOf(name);
                    if (index >= 0) {
                        curves.put(name, history.stream().mapToDouble(epoch -> epoch.parameters()[index]).toArray());
                    }
                }
            }
        }
        if (!wanted.isEmpty()) {
            curves.put(SECONDS, seconds.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return curves;
    }

    /** Returns the mean over trajectories of the error of weights after each step that all of them have; empty if not known. */
    static double[] weightErrors(Metrics metrics) {
        List<double[]> all = metrics.trajectories().stream().map(Metrics.TrajectoryFitness::agreement)
                .map(Agreement::weightErrors).flatMap(Optional::stream).toList();
        double[] mean = new double[all.stream().mapToInt(errors -> errors.length).min().orElse(0)];
        for (double[] errors : all) {
            for (int step = 0; step < mean.length; step++) {
                mean[step] += errors[step] / all.size();
            }
        }
        return mean;
    }
}
