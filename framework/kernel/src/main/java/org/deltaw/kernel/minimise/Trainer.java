package org.deltaw.kernel.minimise;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.jspecify.annotations.Nullable;

/** Goes from one start, iteration after iteration, until an outcome is reached. For one thread. */
public final class Trainer implements Minimizer {
    private final CheckedSearch search;
    private final TrainingSettings settings;
    private final int number;
    private final FitListener listener;
    private Checkpoint.Start standing;
    private @Nullable Outcome outcome;
    private Request.@Nullable Diverged diverged;

    /** Says where values stopped being finite. */
    public interface DivergenceFinder {
        /**
         * Finds the first value that is not finite.
         *
         * @param part of the objective, by its index; empty if it may be any
         */
        Outcome.Diverged find(int epoch, OptionalInt part, double[] parameters);
    }

    /**
     * Goes on.
     *
     * @param search which stands where the start does
     * @param number of the start, from 1 on
     * @param from where it stands
     * @param listener told of epochs and of the end
     */
    public Trainer(CheckedSearch search, TrainingSettings settings, int number, Checkpoint.Start from, FitListener listener) {
        this.search = search;
        this.settings = settings;
        this.number = number;
        this.listener = listener;
        this.standing = from;
    }

    @Override
    public List<Query> ask() {
        while (standing.epochs() < settings.epochs()) {
            if (settings.patience() > 0 && standing.epochsSinceBest() >= settings.patience()) {
                return ended(new Outcome.Converged(standing.epochs(), Outcome.PATIENCE, "the loss has not improved for "
                        + settings.patience() + (settings.patience() == 1 ? " iteration" : " iterations")));
            }
            switch (search.ask()) {
                case Request.Evaluate(List<Query> queries) -> {
                    return queries;
                }
                case Request.IterationDone(double loss) -> {
                    standing = after(loss);
                    listener.epochDone(number, standing.history().getLast());
                }
                case Request.Ended(String criterion, String because) -> {
                    return ended(new Outcome.Converged(standing.epochs(), criterion, because));
                }
                case Request.Diverged request -> {
                    diverged = request;
                    listener.startEnded(number);
                    return List.of();
                }
            }
        }
        return ended(new Outcome.Finished());
    }

    private List<Query> ended(Outcome how) {
        outcome = how;
        listener.startEnded(number);
        return List.of();
    }

    @Override
    public void tell(List<Answer> answers) {
        search.tell(answers);
    }

    /** Returns where it stands: after the last epoch that came to its end. */
    public Checkpoint.Start standing() {
        return standing;
    }

    /** Tells whether it went where values are not finite. */
    public boolean isDiverged() {
        return diverged != null;
    }

    /** Tells whether it ended because there was nothing left to gain. */
    public boolean isConverged() {
        return outcome instanceof Outcome.Converged;
    }

    /**
     * Returns how it ended; if it has not, it was interrupted.
     *
     * @param finder locates a divergence
     */
    public Outcome outcome(DivergenceFinder finder) {
        if (diverged != null) {
            return finder.find(standing.epochs() + 1, diverged.trajectory(), diverged.point());
        }
        return outcome != null ? outcome : new Outcome.Interrupted(standing.epochs());
    }

    private Checkpoint.Start after(double loss) {
        List<Epoch> history = new ArrayList<>(standing.history());
        SearchStand stand = search.stand();
        history.add(new Epoch(history.size() + 1, loss, stand.point()));
        boolean first = standing.bestLoss() == Double.POSITIVE_INFINITY;
        boolean better = first || loss < standing.bestLoss() - settings.tolerance() * Math.abs(standing.bestLoss());
        return new Checkpoint.Start(stand, history, better ? loss : standing.bestLoss(),
                better ? 0 : standing.epochsSinceBest() + 1);
    }
}
