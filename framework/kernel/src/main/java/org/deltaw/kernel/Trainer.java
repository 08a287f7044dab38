package org.deltaw.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Minimises an objective, epoch after epoch. For one thread. */
final class Trainer {
    private static final double NANOSECONDS = 1e9;

    private final Objective objective;
    private final ParameterTable table;
    private final TrainingSettings settings;
    private final FitListener listener;
    private final double[] parameters;
    private final List<Epoch> history;
    private Adam optimizer;
    private double bestLoss;
    private int sinceBest;
    private int failedTrajectory;

    private enum End { EPOCH_DONE, STOPPED, NOT_FINITE }

    Trainer(Objective objective, ParameterTable table, TrainingSettings settings, Optional<Checkpoint> from,
            FitListener listener) {
        this.objective = objective;
        this.table = table;
        this.settings = settings;
        this.listener = listener;
        double[] start = table.start();
        Checkpoint state = from.orElseGet(() -> new Checkpoint(
                start, AdamState.start(start.length), List.of(), Double.POSITIVE_INFINITY, 0));
        this.parameters = state.parameters().clone();
        this.history = new ArrayList<>(state.history());
        this.optimizer = new Adam(settings, state.optimizer());
        this.bestLoss = state.bestLoss();
        this.sinceBest = state.epochsSinceBest();
    }

    /** Trains until an outcome is reached; a divergence is located by the given function. */
    Outcome run(DivergenceFinder finder) {
        long lastCheckpoint = System.nanoTime();
        while (history.size() < settings.epochs()) {
            if (settings.patience() > 0 && sinceBest >= settings.patience()) {
                return new Outcome.Converged(history.size());
            }
            Checkpoint before = checkpoint();
            End end = epoch();
            if (end != End.EPOCH_DONE) {
                double[] reached = parameters.clone();
                restore(before);
                listener.checkpoint(before);
                return end == End.STOPPED
                        ? new Outcome.Interrupted(history.size())
                        : finder.find(history.size() + 1, failedTrajectory, reached);
            }
            listener.epochDone(history.getLast());
            if (System.nanoTime() - lastCheckpoint >= settings.checkpointInterval() * NANOSECONDS) {
                listener.checkpoint(checkpoint());
                lastCheckpoint = System.nanoTime();
            }
        }
        return new Outcome.Finished();
    }

    /** Says where values stopped being finite. */
    interface DivergenceFinder {
        Outcome.Diverged find(int epoch, int trajectory, double[] parameters);
    }

    Checkpoint checkpoint() {
        return new Checkpoint(parameters.clone(), optimizer.state(), history, bestLoss, sinceBest);
    }

    double[] parameters() {
        return parameters.clone();
    }

    private End epoch() {
        boolean single = settings.update() == TrainingSettings.Update.PER_TRAJECTORY;
        int updates = single ? objective.trajectories() : 1;
        double loss = 0;
        for (int i = 0; i < updates; i++) {
            if (listener.stopRequested()) {
                return End.STOPPED;
            }
            Gradient gradient = single ? objective.ofTrajectory(i, parameters) : objective.ofAll(parameters);
            if (!gradient.isFinite()) {
                failedTrajectory = single ? i : -1;
                return End.NOT_FINITE;
            }
            loss += gradient.loss() / updates;
            optimizer.update(parameters, clipped(gradient.values()));
            table.clamp(parameters);
        }
        history.add(new Epoch(history.size() + 1, loss, parameters.clone()));
        if (loss < bestLoss - settings.tolerance() * Math.abs(bestLoss) || bestLoss == Double.POSITIVE_INFINITY) {
            bestLoss = loss;
            sinceBest = 0;
        } else {
            sinceBest++;
        }
        return End.EPOCH_DONE;
    }

    private void restore(Checkpoint state) {
        System.arraycopy(state.parameters(), 0, parameters, 0, parameters.length);
        optimizer = new Adam(settings, state.optimizer());
    }

    private double[] clipped(double[] gradient) {
        if (settings.gradientClip().isEmpty()) {
            return gradient;
        }
        double norm = 0;
        for (double value : gradient) {
            norm = Math.hypot(norm, value);
        }
        double limit = settings.gradientClip().get();
        if (norm > limit) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= limit / norm;
            }
        }
        return gradient;
    }
}
