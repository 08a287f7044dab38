package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;

/** Notes when each epoch of a training ended. */
final class Stopwatch implements FitListener {
    private static final double NANOS = 1e9;

    private final BooleanSupplier stop;
    private final Map<Integer, List<Double>> seconds = new TreeMap<>();
    private final long start = System.nanoTime();

    /** @param stop tells whether the training is to end */
    Stopwatch(BooleanSupplier stop) {
        this.stop = stop;
    }

    /** Returns the seconds from the beginning of the training for each epoch of the start that was best; others ran beside it. */
    List<Double> seconds(FitResult result) {
        return seconds.getOrDefault(result.starts().best(), List.of());
    }

    @Override
    public void epochDone(int number, Epoch epoch) {
        seconds.computeIfAbsent(number, _ -> new ArrayList<>()).add((System.nanoTime() - start) / NANOS);
    }

    @Override
    public boolean stopRequested() {
        return stop.getAsBoolean();
    }
}
