package org.deltaw.kernel.fit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.minimise.CheckedSearch;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Minimization;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.minimise.Trainer;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.optima.OptimaFinder;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.SearchProblem;

/**
 * The search for the numbers of one problem: from one start or several side by side, of which the best one counts. For one thread.
 *
 * @param subject whose numbers they are; empty if all subjects are fitted together
 * @param begin where it begins
 * @param allowed tells whether a user would have some fitted numbers at all: weights may be required to be stable
 * @param divergence finds where values stopped being finite
 */
record Training(Fit fit, String subject, Objective objective, FittedNumbers numbers, Method method, Begin begin,
        Predicate<double[]> allowed, Trainer.DivergenceFinder divergence) {
    private static final double NANOSECONDS = 1e9;

    /**
     * Where it begins.
     *
     * @param count from how many points
     * @param points gives them; not asked where an earlier training is gone on with
     * @param replicates how many recordings have beyond those that data came with, as a checkpoint says
     */
    record Begin(int count, Supplier<List<double[]>> points, Map<String, Integer> replicates) {}

    /**
     * How it ended, and where.
     *
     * @param outcome of the best start
     * @param ends where each of several has ended; none if training was interrupted
     */
    record Ended(Outcome outcome, Starts starts, List<OptimaFinder.End> ends) {}

    /** @param from where an earlier training stood; empty to start anew */
    Ended run(Optional<Checkpoint> from, FitListener listener) {
        requireMode();
        from.ifPresent(this::requireSuitable);
        List<Trainer> trainers = from.map(checkpoint -> goneOn(checkpoint, listener)).orElseGet(() -> begun(listener));
        boolean interrupted = !minimise(trainers, listener);
        Checkpoint standing = standing(trainers);
        if (interrupted || trainers.stream().anyMatch(Trainer::isDiverged)) {
            listener.checkpoint(standing);
        }
        if (interrupted) {
            return new Ended(new Outcome.Interrupted(standing.epochs()), Starts.going(standing), List.of());
        }
        if (trainers.size() == 1) {
            return new Ended(trainers.getFirst().outcome(divergence), Starts.going(standing), List.of());
        }
        List<Double> losses = losses(trainers);
        Starts starts = Starts.ended(standing, losses, allowed);
        return new Ended(trainers.get(starts.best() - 1).outcome(divergence), starts, IntStream.range(0, losses.size())
                .mapToObj(i -> new OptimaFinder.End(standing.starts().get(i).parameters(), losses.get(i), trainers.get(i).isConverged()))
                .toList());
    }

    /** What is fitted is the highest point of a density, which there must be. */
    private void requireMode() {
        if (fit.posterior().hierarchy().isPresent()) {
            throw new InvalidSpecException("hierarchy", "The density of a hierarchy is highest where all spreads are 0, so there is "
                    + "nothing to fit; run deltaw posterior, or leave hierarchy out.");
        }
        numbers.requireModes();
    }

    /** Returns whether all have come to their end. */
    private boolean minimise(List<Trainer> trainers, FitListener listener) {
        Minimization minimization = new Minimization(objective, trainers);
        long kept = System.nanoTime();
        int epochsKept = epochs(trainers);
        while (minimization.goesOn()) {
            if (listener.stopRequested()) {
                return false;
            }
            minimization.advance();
            boolean due = System.nanoTime() - kept >= fit.training().checkpointInterval() * NANOSECONDS;
            if (due && epochs(trainers) > epochsKept) {
                listener.checkpoint(standing(trainers));
                kept = System.nanoTime();
                epochsKept = epochs(trainers);
            }
        }
        return true;
    }

    private static int epochs(List<Trainer> trainers) {
        return trainers.stream().mapToInt(trainer -> trainer.standing().epochs()).sum();
    }

    private Checkpoint standing(List<Trainer> trainers) {
        return new Checkpoint(trainers.stream().map(Trainer::standing).toList(), begin.replicates());
    }

    private List<Double> losses(List<Trainer> trainers) {
        List<Double> losses = objective.values(trainers.stream().map(trainer -> trainer.standing().parameters()).toList());
        return IntStream.range(0, losses.size()).mapToObj(i ->
                trainers.get(i).isDiverged() || losses.get(i).isNaN() ? Double.POSITIVE_INFINITY : losses.get(i)).toList();
    }

    private List<Trainer> begun(FitListener listener) {
        List<double[]> points = begin.points().get();
        return IntStream.range(0, points.size()).mapToObj(start -> {
            CheckedSearch search = CheckedSearch.begin(method.optimizer(), searchProblem(start), points.get(start));
            return new Trainer(search, fit.training(), start + 1, Checkpoint.Start.before(search.stand()), listener);
        }).toList();
    }

    private List<Trainer> goneOn(Checkpoint from, FitListener listener) {
        return IntStream.range(0, from.starts().size()).mapToObj(start -> {
            Checkpoint.Start standing = from.starts().get(start);
            CheckedSearch search = CheckedSearch.resume(method.optimizer(), searchProblem(start), standing.search());
            return new Trainer(search, fit.training(), start + 1, standing, listener);
        }).toList();
    }

    /** @param start the number of the start, from 0 on: each has randomness of its own */
    private SearchProblem searchProblem(int start) {
        return new SearchProblem(objective.parts(), objective.boundsAndL1(), objective.scale(),
                fit.backend().settings().resolution(), Accuracy.FULL, fit.seed().child("optimizer").child(subject).child(start));
    }

    private void requireSuitable(Checkpoint checkpoint) {
        int expected = begin.count();
        if (checkpoint.starts().size() != expected) {
            throw new InvalidSpecException("training.starts", "The checkpoint holds " + checkpoint.starts().size()
                    + (checkpoint.starts().size() == 1 ? " start" : " starts") + ", but there are to be " + expected
                    + "; it belongs to another fit.");
        }
        checkpoint.starts().forEach(this::requireSuitable);
    }

    private void requireSuitable(Checkpoint.Start start) {
        int expected = numbers.size();
        if (start.parameters().length != expected) {
            throw new InvalidSpecException("The checkpoint holds " + start.parameters().length
                    + " fitted numbers, but the model has " + expected + "; it belongs to another fit.");
        }
        if (!start.search().optimizer().equals(method.optimizer().id())) {
            throw new InvalidSpecException("training.optimizer", "The checkpoint was left by " + start.search().optimizer()
                    + ", but this fit is to go on with " + method.optimizer().id()
                    + "; resume with the optimizer it began with, or start anew.");
        }
    }
}
