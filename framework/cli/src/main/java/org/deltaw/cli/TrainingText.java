package org.deltaw.cli;

import java.util.Map;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.spi.optimizer.Trait;

/** Shows how one training goes. */
record TrainingText(Progress progress) implements FitListener {
    /**
     * Shows the training of a fit.
     *
     * @param done epochs that were done before
     */
    static TrainingText of(Console console, Fit fit, Problem problem, int done) {
        return new TrainingText(new Progress(console, problem.starts(), fit.training().epochs(), done,
                Method.has(problem.method().optimizer(), Trait.ENDS_BY_ITSELF), System::nanoTime));
    }

    @Override
    public void epochDone(int start, Epoch epoch) {
        progress.done(start, epoch);
    }

    @Override
    public void replicated(Map<String, Integer> replicates) {
        progress.again(ReplicatesText.more(replicates));
    }

    @Override
    public void startEnded(int start) {
        progress.ended();
    }
}
