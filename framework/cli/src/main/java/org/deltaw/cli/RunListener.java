package org.deltaw.cli;

import java.util.List;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.study.record.RunResults;

/**
 * Shows and keeps what training does.
 *
 * @param starts how many starts there are
 * @param names of the fitted numbers, in the order of the history
 */
record RunListener(RunResults results, List<String> names, int starts, Progress progress, StopSignal stop)
        implements FitListener {
    @Override
    public void startBegun(int number) {
        progress.begin("Start " + number + " of " + starts + ":");
    }

    @Override
    public void epochDone(Epoch epoch) {
        progress.done(epoch);
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
        results.write(checkpoint, names);
    }

    @Override
    public boolean stopRequested() {
        return stop.requested();
    }
}
