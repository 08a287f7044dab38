package org.deltaw.study.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Epoch;

/** What changes from epoch to epoch of a training, or from step to step of trajectories. */
public final class Curves {
    /** The error of weights after each step, which belongs to steps; all other curves belong to epochs. */
    static final String WEIGHT_ERROR = Statistics.WEIGHT_ERROR.key();
    static final String HELD_OUT_WEIGHT_ERROR = "heldOut." + WEIGHT_ERROR;
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
        List<Epoch> history = result.best().history();
        for (String name : wanted) {
            if (name.equals(Statistics.LOSS.key())) {
                curves.put(name, history.stream().mapToDouble(Epoch::loss).toArray());
            } else if (name.equals(WEIGHT_ERROR)) {
                curves.put(name, result.metrics().weightErrors());
            } else if (name.equals(HELD_OUT_WEIGHT_ERROR)) {
                curves.put(name, result.heldOut().map(Metrics::weightErrors).orElse(new double[0]));
            } else if (names.contains(name)) {
                int index = names.indexOf(name);
                curves.put(name, history.stream().mapToDouble(epoch -> epoch.parameters()[index]).toArray());
            }
        }
        if (!wanted.isEmpty()) {
            curves.put(SECONDS, seconds.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return curves;
    }
}
