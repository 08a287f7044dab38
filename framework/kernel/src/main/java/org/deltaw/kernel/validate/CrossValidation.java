package org.deltaw.kernel.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.data.Folds;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.data.Split;
import org.deltaw.kernel.data.Subjects;
import org.deltaw.kernel.fit.CompiledFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.select.Selection;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.kernel.select.TermSelection;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.Workers;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;

/**
 * A fit that has been opened for cross-validation: each fold is held out once, and described by a rule that was fitted to
 * all others. Trajectories that the data hold out anyway are left alone.
 *
 * <p>Several folds may be trained at the same time, each by a thread of its own.
 */
public final class CrossValidation implements AutoCloseable {
    private final Fit fit;
    private final Dataset dataset;
    private final List<Channel> channels;
    private final Optional<SelectionSettings> selection;
    private final ThreadWorkers workers;
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

    private CrossValidation(Fit fit, Dataset dataset, FoldSettings settings, Optional<SelectionSettings> selection) {
        this.fit = fit.withoutIntervals();
        this.dataset = dataset;
        this.selection = selection;
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
        this.channels = division.channels(split.channels());
        this.workers = new ThreadWorkers(fit.backend().settings().threads());
        try {
            this.open = new CompiledFit(this.fit, dataset, channels, workers);
        } catch (RuntimeException unsuitable) {
            workers.close();
            throw unsuitable;
        }
        try {
            folds.forEach(fold -> open.requireValues(new Split(split.channels(), fold.training(), fold.heldOut()), fold.number()));
            requireSelectable();
        } catch (RuntimeException unsuitable) {
            close();
            throw unsuitable;
        }
    }

    /** Finds out before the first fold whether terms can be chosen in all of them. */
    private void requireSelectable() {
        selection.ifPresent(settings -> {
            folds.forEach(fold -> requireDivisible(fold, settings));
            selection(folds.getFirst()).orElseThrow().close();
        });
    }

    private void requireDivisible(Fold fold, SelectionSettings settings) {
        try {
            new Folds(settings.folds(), fit.seed()).of(within(fold));
        } catch (InvalidSpecException tooFew) {
            InvalidSpecException explained = new InvalidSpecException(tooFew.key(), "To choose terms without fold " + fold.number() + ": "
                    + tooFew.getMessage() + " These are said by --select-folds and --select-over.");
            explained.initCause(tooFew);
            throw explained;
        }
    }

    /** Returns what is left without a fold. */
    private Split within(Fold fold) {
        return new Split(channels, fold.training(), List.of());
    }

    /**
     * Divides data that are there already, and opens a fit.
     *
     * @throws InvalidSpecException if the user's input is wrong, or there are too few data for so many folds
     * @throws BrokenExtensionException if an extension does not keep its contract
     */
    public static CrossValidation open(Fit fit, Dataset dataset, FoldSettings settings) {
        return new CrossValidation(fit, dataset, settings, Optional.empty());
    }

    /**
     * Does the same for a rule whose terms are chosen anew in each fold, from what is not held out.
     *
     * @param selection how they are chosen
     */
    public static CrossValidation open(Fit fit, Dataset dataset, FoldSettings settings, SelectionSettings selection) {
        return new CrossValidation(fit, dataset, settings, Optional.of(selection));
    }

    /** Lists the folds; all of the first subject first if each has parameters of its own. */
    public List<Fold> folds() {
        return List.copyOf(folds);
    }

    /** Opens the selection of terms without a fold, to be closed by whoever asked for it; empty if the rule has all its terms. */
    public Optional<TermSelection> selection(Fold fold) {
        return selection.map(settings -> TermSelection.within(fit, dataset, within(fold), settings, workers));
    }

    /** Opens the fit of the rule with all its terms without a fold. */
    public FoldFit fit(Fold fold) {
        return new FoldFit(problem(open, fold), Optional.empty());
    }

    /** Opens the fit of the rule with the terms that were chosen without a fold. */
    public FoldFit fit(Fold fold, Selection chosen) {
        CompiledFit own = new CompiledFit(chosen.refit(), dataset, channels, workers);
        try {
            return new FoldFit(problem(own, fold), Optional.of(own));
        } catch (RuntimeException unsuitable) {
            own.close();
            throw unsuitable;
        }
    }

    private static Problem problem(CompiledFit open, Fold fold) {
        return new Problem(open, fold.subject(), fold.training(), fold.heldOut());
    }

    /** Returns the threads on which it is computed, for folds that are to be trained at the same time. */
    public Workers workers() {
        return workers;
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
        workers.close();
    }
}
