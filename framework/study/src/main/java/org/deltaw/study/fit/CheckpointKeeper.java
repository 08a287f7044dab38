package org.deltaw.study.fit;

import java.util.List;
import java.util.Map;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.study.record.RunResults;
import org.deltaw.study.task.ParallelRun;

/**
 * Keeps on disk where one of several trainings stands that may run at the same time, and passes all else on, in turn.
 *
 * @param names of the fitted numbers, in the order of the history
 * @param run which the training is a piece of
 */
public record CheckpointKeeper(RunResults results, List<String> names, FitListener listener, ParallelRun run)
        implements FitListener {
    @Override
    public void epochDone(int start, Epoch epoch) {
        run.inTurn(() -> listener.epochDone(start, epoch));
    }

    @Override
    public void startEnded(int start) {
        run.inTurn(() -> listener.startEnded(start));
    }

    @Override
    public void replicated(Map<String, Integer> replicates) {
        run.inTurn(() -> listener.replicated(replicates));
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
        results.write(checkpoint, names);
        run.inTurn(() -> listener.checkpoint(checkpoint));
    }

    @Override
    public boolean stopRequested() {
        return run.stopRequested() || listener.stopRequested();
    }
}
