package org.deltaw.kernel.minimise;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.kernel.TrainingSettings;

/** Has an objective minimised, epoch after epoch, until an outcome is reached. For one thread. */
public final class Trainer {
    private static final double NANOSECONDS = 1e9;

    private final Minimizer minimizer;
    private final TrainingSettings settings;
    private final FitListener listener;
    private Checkpoint standing;

    /** Says where values stopped being finite. */
    public interface DivergenceFinder {
        Outcome.Diverged find(int epoch, int trajectory, double[] parameters);
    }

    /**
     * Goes on from a checkpoint.
     *
     * @param minimizer which stands there
     */
    public Trainer(Minimizer minimizer, TrainingSettings settings, Checkpoint from, FitListener listener) {
        this.minimizer = minimizer;
        this.settings = settings;
        this.listener = listener;
        this.standing = from;
    }

    /** Trains until an outcome is reached; a divergence is located by the given function. */
    public Outcome run(DivergenceFinder finder) {
        long lastCheckpoint = System.nanoTime();
        while (standing.epochs() < settings.epochs()) {
            if (settings.patience() > 0 && standing.epochsSinceBest() >= settings.patience()) {
                return new Outcome.Converged(standing.epochs(), Outcome.Criterion.PATIENCE);
            }
            switch (minimizer.epoch()) {
                case Minimizer.End.Moved(double loss) -> standing = after(loss);
                case Minimizer.End.AtMinimum(Outcome.Criterion criterion) -> {
                    return new Outcome.Converged(standing.epochs(), criterion);
                }
                case Minimizer.End.Stopped() -> {
                    listener.checkpoint(standing);
                    return new Outcome.Interrupted(standing.epochs());
                }
                case Minimizer.End.NotFinite(int trajectory, double[] parameters) -> {
                    listener.checkpoint(standing);
                    return finder.find(standing.epochs() + 1, trajectory, parameters);
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
        history.add(new Epoch(history.size() + 1, loss, minimizer.parameters()));
        boolean first = standing.bestLoss() == Double.POSITIVE_INFINITY;
        boolean better = first || loss < standing.bestLoss() - settings.tolerance() * Math.abs(standing.bestLoss());
        return new Checkpoint(minimizer.parameters(), minimizer.state(), history, better ? loss : standing.bestLoss(),
                better ? 0 : standing.epochsSinceBest() + 1, standing.starts());
    }
}
