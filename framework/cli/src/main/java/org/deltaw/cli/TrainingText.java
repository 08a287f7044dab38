package org.deltaw.cli;

import org.deltaw.kernel.Fit;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.spi.Configured;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.Trait;

/**
 * Shows how one training goes.
 *
 * @param starts how many starts there are
 */
record TrainingText(int starts, Progress progress) implements FitListener {
    /**
     * Shows the training of a fit.
     *
     * @param done epochs that were done before
     * @param optimizer by which it is trained
     */
    static TrainingText of(Console console, Fit fit, int done, Configured<Optimizer<?>> optimizer) {
        return new TrainingText(fit.training().starts(), new Progress(console, "training", fit.training().epochs(), done,
                Method.has(optimizer, Trait.ENDS_BY_ITSELF), System::nanoTime));
    }

    @Override
    public void startBegun(int number) {
        progress.begin("Start " + number + " of " + starts);
    }

    @Override
    public void epochDone(Epoch epoch) {
        progress.done(epoch);
    }
}
