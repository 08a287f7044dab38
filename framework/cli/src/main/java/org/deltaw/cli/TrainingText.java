package org.deltaw.cli;

import org.deltaw.kernel.Fit;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.spi.Configured;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.Trait;

/** Shows how one training goes. */
record TrainingText(Progress progress) implements FitListener {
    /**
     * Shows the training of a fit.
     *
     * @param done epochs that were done before
     * @param optimizer by which it is trained
     */
    static TrainingText of(Console console, Fit fit, int done, Configured<Optimizer<?>> optimizer) {
        return new TrainingText(new Progress(console, fit.training().starts(), fit.training().epochs(), done,
                Method.has(optimizer, Trait.ENDS_BY_ITSELF), System::nanoTime));
    }

    @Override
    public void epochDone(int start, Epoch epoch) {
        progress.done(start, epoch);
    }

    @Override
    public void startEnded(int start) {
        progress.ended();
    }
}
