package org.deltaw.kernel.validate;

import java.util.ArrayList;
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
    private final List<List<Part>> training = new ArrayList<>();
    private final List<List<Part>> heldOut = new ArrayList<>();

    /**
     * One fold.
     *
     * @param subject whose parameters are fitted; empty if all subjects share them
     * @param number from 1 on
     * @param trained ids of the trajectories to which the rule is fitted, wholly or in part
     * @param heldOut ids of those on which it is tried
     */
    public record Fold(String subject, int number, List<String> trained, List<String> heldOut) {
        public Fold {
            trained = List.copyOf(trained);
            heldOut = List.copyOf(heldOut);
        }
    }

    private CrossValidation(Fit fit, Dataset dataset, FoldSettings settings) {
        if (fit.training().subjects() == TrainingSettings.Subjects.SEPARATE && settings.over() == FoldSettings.Over.SUBJECTS) {
            throw new InvalidSpecException("training.subjects", "Each subject has parameters of its own, which say nothing "
                    + "of a subject that is held out; set subjects to pooled, or divide recordings or trials.");
        }
        Split split = Split.of(fit.data().settings(), dataset);
        Folds division = new Folds(settings, fit.seed().child("folds"));
        List<Split> divided = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        new Subjects(fit.training().subjects(), new Split(split.channels(), split.training(), List.of()))
                .forEach((subject, parts, _) -> division.of(new Split(split.channels(), parts, List.of())).forEach(fold -> {
                    subjects.add(subject);
                    divided.add(fold);
                }));
        for (int i = 0; i < divided.size(); i++) {
            training.add(divided.get(i).training());
            heldOut.add(divided.get(i).heldOut());
            folds.add(new Fold(subjects.get(i), i % settings.folds() + 1, ids(training.getLast()), ids(heldOut.getLast())));
        }
        this.open = new CompiledFit(fit.withoutIntervals(), dataset, division.channels(split.channels()));
        try {
            for (int i = 0; i < divided.size(); i++) {
                open.requireValues(divided.get(i), folds.get(i).number());
            }
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
        return open.numbers(training.get(folds.indexOf(fold))).names();
    }

    /**
     * Fits all but one fold, and evaluates it.
     *
     * @param from where an earlier training stood; empty to start anew
     * @return a result whose held-out figures are those of the fold
     */
    public FitResult train(Fold fold, Optional<Checkpoint> from, FitListener listener) {
        int index = folds.indexOf(fold);
        try (Problem problem = new Problem(open, fold.subject(), training.get(index), heldOut.get(index))) {
            return problem.train(from, listener);
        }
    }

    /** Returns the threads on which it is computed, for folds that are to be trained at the same time. */
    public Workers workers() {
        return open.workers();
    }

    private static List<String> ids(List<Part> parts) {
        return parts.stream().map(part -> part.trajectory().id()).toList();
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
