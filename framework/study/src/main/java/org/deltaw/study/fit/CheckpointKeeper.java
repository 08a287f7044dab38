package org.deltaw.study.fit;

import java.util.List;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.study.record.RunResults;

/**
 * Keeps on disk where training stands, and passes all else on.
 *
 * @param names of the fitted numbers, in the order of the history
 */
public record CheckpointKeeper(RunResults results, List<String> names, FitListener listener) implements FitListener {
    @Override
    public void startBegun(int number) {
        listener.startBegun(number);
    }

    @Override
    public void epochDone(Epoch epoch) {
        listener.epochDone(epoch);
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
        results.write(checkpoint, names);
        listener.checkpoint(checkpoint);
    }

    @Override
    public boolean stopRequested() {
        return listener.stopRequested();
    }
}
