package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;

/** Notes when each epoch of a training ended. */
final class Stopwatch implements FitListener {
    private static final double NANOS = 1e9;

    private final BooleanSupplier stop;
    private final List<List<Double>> seconds = new ArrayList<>(List.of(new ArrayList<>()));
    private long start = System.nanoTime();

    /** @param stop tells whether the training is to end */
    Stopwatch(BooleanSupplier stop) {
        this.stop = stop;
    }

    /** Returns the seconds from the beginning of the start that was best. */
    List<Double> seconds(FitResult result) {
        return seconds.get(result.checkpoint().bestStart() - 1);
    }

    @Override
    public void startBegun(int number) {
        if (number > 1) {
            seconds.add(new ArrayList<>());
            start = System.nanoTime();
        }
    }

    @Override
    public void epochDone(Epoch epoch) {
        seconds.getLast().add((System.nanoTime() - start) / NANOS);
    }

    @Override
    public boolean stopRequested() {
        return stop.getAsBoolean();
    }
}
