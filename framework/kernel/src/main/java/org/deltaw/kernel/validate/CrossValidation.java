package org.deltaw.kernel.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.data.Folds;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.data.Split;
import org.deltaw.kernel.data.Subjects;
import org.deltaw.kernel.fit.CompiledFit;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.Workers;
import org.deltaw.spi.data.Dataset;

/**
 * A fit that has been opened for cross-validation: each fold is held out once, and described by a rule that was fitted to
 * all others. Trajectories that the data hold out anyway are left alone.
 *
 * <p>Several folds may be trained at the same time, each by a thread of its own.
 */
public final class CrossValidation implements AutoCloseable {
    private final CompiledFit open;
    private final List<Fold> folds = new ArrayList<>();

    /**
     * One fold.
     *
     * @param subject whose parameters are fitted; empty if all subjects share them
     * @param number from 1 on
     * @param training the parts of trajectories to which the rule is fitted
     * @param heldOut those on which it is tried
     */
    public record Fold(String subject, int number, List<Part> training, List<Part> heldOut) {
        public Fold {
            training = List.copyOf(training);
            heldOut = List.copyOf(heldOut);
        }

        /** Names the subjects that are held out, wholly or in part, each once. */
        public List<String> subjects() {
            return heldOut.stream().map(part -> part.trajectory().subject()).distinct().sorted().toList();
        }
    }

    private CrossValidation(Fit fit, Dataset dataset, FoldSettings settings) {
        boolean separate = fit.training().subjects() == TrainingSettings.Subjects.SEPARATE;
        if (separate && settings.over() == FoldSettings.Over.SUBJECTS) {
            throw new InvalidSpecException("training.subjects", "Each subject has parameters of its own, which say nothing "
                    + "of a subject that is held out; set subjects to pooled, or divide recordings, sessions or trials.");
        }
        Split split = Split.of(fit.data().settings(), dataset);
        Split fitted = new Split(split.channels(), split.training(), List.of());
        Folds division = new Folds(settings, fit.seed().child("folds"));
        if (separate) {
            division.requireEnoughOfEach(fitted);
        }
        int number = 0;
        for (Split fold : division.of(fitted)) {
            int next = ++number;
            new Subjects(fit.training().subjects(), fold).forEach((subject, training, heldOut) ->
                    folds.add(new Fold(subject, next, training, heldOut)));
        }
        // Of one subject after the other; the sort is stable.
        folds.sort(Comparator.comparing(Fold::subject));
        this.open = new CompiledFit(fit.withoutIntervals(), dataset, division.channels(split.channels()));
        try {
            folds.forEach(fold -> open.requireValues(new Split(split.channels(), fold.training(), fold.heldOut()), fold.number()));
        } catch (RuntimeException unsuitable) {
            open.close();
            throw unsuitable;
        }
    }

    /**
     * Divides data that are there already, and opens a fit.
     *
     * @throws InvalidSpecException if the user's input is wrong, or there are too few data for so many folds
     * @throws BrokenExtensionException if an extension does not keep its contract
     */
    public static CrossValidation open(Fit fit, Dataset dataset, FoldSettings settings) {
        return new CrossValidation(fit, dataset, settings);
    }

    /** Lists the folds; all of the first subject first if each has parameters of its own. */
    public List<Fold> folds() {
        return List.copyOf(folds);
    }

    /** Names each of the numbers that are fitted to all but a fold, as {@link Problem#names} does. */
    public List<String> names(Fold fold) {
        return open.numbers(fold.training()).names();
    }

    /**
     * Fits all but one fold, and evaluates it.
     *
     * @param from where an earlier training stood; empty to start anew
     * @return a result whose held-out figures are those of the fold
     */
    public FitResult train(Fold fold, Optional<Checkpoint> from, FitListener listener) {
        try (Problem problem = new Problem(open, fold.subject(), fold.training(), fold.heldOut())) {
            return problem.train(from, listener);
        }
    }

    /** Returns the threads on which it is computed, for folds that are to be trained at the same time. */
    public Workers workers() {
        return open.workers();
    }

    /** Names the losses that compare the model with data, each with its weight if that is not 1. */
    public List<String> misfits() {
        return open.misfits();
    }

    /** Returns how many numbers are added up side by side, on which last bits depend. */
    public int vectorWidth() {
        return open.vectorWidth();
    }

    /** Returns what a user should know before concluding anything from data and model. */
    public List<Warning> warnings() {
        return open.warnings();
    }

    @Override
    public void close() {
        open.close();
    }
}
