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
record TrainingText(int starts, Progress progress, StopSignal stop) implements FitListener {
    /**
     * Shows the training of a fit.
     *
     * @param done epochs that were done before
     * @param optimizer by which it is trained
     * @param phase what is trained, for programs
     */
    static TrainingText of(Console console, Fit fit, int done, Configured<Optimizer<?>> optimizer, StopSignal stop, String phase) {
        return new TrainingText(fit.training().starts(), new Progress(console, phase, fit.training().epochs(), done,
                Method.has(optimizer, Trait.ENDS_BY_ITSELF), System::nanoTime), stop);
    }

    @Override
    public void startBegun(int number) {
        progress.begin("Start " + number + " of " + starts);
    }

    @Override
    public void epochDone(Epoch epoch) {
        progress.done(epoch);
    }

    @Override
    public boolean stopRequested() {
        return stop.requested();
    }
}
