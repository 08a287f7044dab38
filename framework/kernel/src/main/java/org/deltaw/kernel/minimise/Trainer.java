package org.deltaw.kernel.minimise;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.deltaw.kernel.TrainingSettings;

/** Has an objective minimised, iteration after iteration, until an outcome is reached. For one thread. */
public final class Trainer {
    private static final double NANOSECONDS = 1e9;

    private final Minimization minimization;
    private final TrainingSettings settings;
    private final FitListener listener;
    private Checkpoint standing;

    /** Says where values stopped being finite. */
    public interface DivergenceFinder {
        /**
         * Finds the first value that is not finite.
         *
         * @param trajectory empty if it may be any
         */
        Outcome.Diverged find(int epoch, OptionalInt trajectory, double[] parameters);
    }

    /**
     * Goes on from a checkpoint.
     *
     * @param minimization which stands there
     */
    public Trainer(Minimization minimization, TrainingSettings settings, Checkpoint from, FitListener listener) {
        this.minimization = minimization;
        this.settings = settings;
        this.listener = listener;
        this.standing = from;
    }

    /** Trains until an outcome is reached; a divergence is located by the given function. */
    public Outcome run(DivergenceFinder finder) {
        long lastCheckpoint = System.nanoTime();
        while (standing.epochs() < settings.epochs()) {
            if (settings.patience() > 0 && standing.epochsSinceBest() >= settings.patience()) {
                return new Outcome.Converged(standing.epochs(), Outcome.PATIENCE, "the loss has not improved for "
                        + settings.patience() + (settings.patience() == 1 ? " iteration" : " iterations"));
            }
            switch (minimization.iterate(listener::stopRequested)) {
                case Minimization.End.Done(double loss) -> standing = after(loss);
                case Minimization.End.AtMinimum(String criterion, String because) -> {
                    return new Outcome.Converged(standing.epochs(), criterion, because);
                }
                case Minimization.End.Stopped() -> {
                    listener.checkpoint(standing);
                    return new Outcome.Interrupted(standing.epochs());
                }
                case Minimization.End.NotFinite(OptionalInt trajectory, double[] point) -> {
                    listener.checkpoint(standing);
                    return finder.find(standing.epochs() + 1, trajectory, point);
                }
            }
            listener.epochDone(standing.history().getLast());
            if (System.nanoTime() - lastCheckpoint >= settings.checkpointInterval() * NANOSECONDS) {
                listener.checkpoint(standing);
                lastCheckpoint = System.nanoTime();
            }
        }
        return new Outcome.Finished();
    }

    /** Returns where training stands: after the last epoch that came to its end. */
    public Checkpoint checkpoint() {
        return standing;
    }

    private Checkpoint after(double loss) {
        List<Epoch> history = new ArrayList<>(standing.history());
        SearchStand search = minimization.stand();
        history.add(new Epoch(history.size() + 1, loss, search.point()));
        boolean first = standing.bestLoss() == Double.POSITIVE_INFINITY;
        boolean better = first || loss < standing.bestLoss() - settings.tolerance() * Math.abs(standing.bestLoss());
        return new Checkpoint(search, history, better ? loss : standing.bestLoss(),
                better ? 0 : standing.epochsSinceBest() + 1, standing.starts());
    }
}
