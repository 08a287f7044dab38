package org.deltaw.kernel.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Minimization;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.minimise.Trainer;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.SearchProblem;

/**
 * The search for the numbers of one problem: from one start or several, of which the best one counts. For one thread.
 *
 * @param subject whose numbers they are; empty if all subjects are fitted together
 * @param divergence finds where values stopped being finite
 */
record Training(Fit fit, String subject, Objective objective, FittedNumbers numbers, Method method,
        Trainer.DivergenceFinder divergence) {
    /** How it ended, and where. */
    record Ended(Outcome outcome, Checkpoint checkpoint) {}

    /** @param from where an earlier training stood; empty to start anew */
    Ended run(Optional<Checkpoint> from, FitListener listener) {
        Checkpoint standing = from.orElseGet(() -> start(List.of()));
        requireSuitable(standing);
        if (fit.training().starts() == 1) {
            return ended(standing, listener);
        }
        while (standing.starts().size() < fit.training().starts()) {
            listener.startBegun(standing.starts().size() + 1);
            Ended ended = ended(standing, listener);
            if (ended.outcome() instanceof Outcome.Interrupted) {
                return ended;
            }
            List<Checkpoint.Start> done = new ArrayList<>(standing.starts());
            done.add(new Checkpoint.Start(loss(ended), ended.checkpoint().beside(List.of())));
            standing = done.size() < fit.training().starts() ? start(done) : best(done);
            listener.checkpoint(standing);
        }
        // What stands at its end ends there again, and says how.
        return ended(standing, FitListener.SILENT);
    }

    private static Checkpoint best(List<Checkpoint.Start> done) {
        Checkpoint first = done.getFirst().end().beside(done);
        return done.get(first.bestStart() - 1).end().beside(done);
    }

    private double loss(Ended ended) {
        double loss = objective.value(ended.checkpoint().parameters());
        return ended.outcome() instanceof Outcome.Diverged || Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
    }

    private Ended ended(Checkpoint from, FitListener listener) {
        int number = from.starts().size() < fit.training().starts() ? from.starts().size() : from.bestStart() - 1;
        Minimization minimization = Minimization.resume(method.optimizer(), objective, searchProblem(number), from.search());
        Trainer trainer = new Trainer(minimization, fit.training(), from, listener);
        Outcome outcome = trainer.run(divergence);
        return new Ended(outcome, trainer.checkpoint());
    }

    /** Begins the next start: the first where the spec says. */
    private Checkpoint start(List<Checkpoint.Start> before) {
        double[] start = before.isEmpty() ? numbers.start() : numbers.start(before.size());
        SearchProblem problem = searchProblem(before.size());
        return Checkpoint.before(Minimization.begin(method.optimizer(), objective, problem, start).stand(), before);
    }

    /** @param start the number of the start, from 0 on: each has randomness of its own */
    private SearchProblem searchProblem(int start) {
        return new SearchProblem(objective.trajectories(), objective.boundsAndL1(), objective.scale(),
                fit.backend().settings().resolution(), Accuracy.FULL, fit.seed().child("optimizer").child(subject).child(start));
    }

    private void requireSuitable(Checkpoint checkpoint) {
        int expected = numbers.size();
        if (checkpoint.parameters().length != expected) {
            throw new InvalidSpecException("The checkpoint holds " + checkpoint.parameters().length
                    + " fitted numbers, but the model has " + expected + "; it belongs to another fit.");
        }
        if (checkpoint.starts().size() > fit.training().starts()) {
            throw new InvalidSpecException("training.starts", "The checkpoint holds " + checkpoint.starts().size()
                    + " starts, but there are to be " + fit.training().starts() + "; it belongs to another fit.");
        }
        if (!checkpoint.search().optimizer().equals(method.optimizer().id())) {
            throw new InvalidSpecException("training.optimizer", "The checkpoint was left by " + checkpoint.search().optimizer()
                    + ", but this fit is to go on with " + method.optimizer().id()
                    + "; resume with the optimizer it began with, or start anew.");
        }
    }
}
