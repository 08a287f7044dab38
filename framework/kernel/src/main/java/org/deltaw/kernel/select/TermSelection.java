package org.deltaw.kernel.select;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.kernel.data.Folds;
import org.deltaw.kernel.data.Masks;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.data.Split;
import org.deltaw.kernel.fit.CompiledFit;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.Workers;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;

/**
 * Chooses, from all candidate terms of a rule, the few that the data support. It knows coefficients by name alone.
 *
 * <p>An L1 penalty on all candidates (the lasso of Tibshirani, J. R. Stat. Soc. B 58, 1996) falls from
 * where all are 0. At each λ the terms that are left in are fitted anew without it, so that the penalty chooses terms
 * but draws no coefficient to 0 (the relaxed lasso of Meinshausen, Comput. Stat. Data Anal. 52, 2007, with its parameter
 * 0). What they predict of held-out data decides: every fold goes its own path. Then terms are taken away one by one, the
 * one that is missed least first.
 *
 * <pre>{@code
 * SelectionProcedure procedure = selection.begin();
 * for (Optional<SelectionStep> step = procedure.next(); step.isPresent(); step = procedure.next()) {
 *     // selection.carryOut(step.get(), set, ...) for each of selection.sets(step.get())
 *     procedure.tell(step.get(), results);
 * }
 * }</pre>
 *
 * <p>May be used by several threads.
 */
public final class TermSelection implements AutoCloseable {
    private final CompiledFit open;
    private final Fit fit;
    private final SelectionSettings settings;
    private final Candidates candidates;
    private final Split split;
    private final List<Split> divided;

    private TermSelection(Fit fit, Split split, SelectionSettings settings, Function<List<Channel>, CompiledFit> compiled) {
        this.fit = fit;
        this.settings = settings;
        this.split = split;
        Folds folds = new Folds(settings.folds(), fit.seed().child("folds"));
        this.divided = folds.of(split);
        this.open = compiled.apply(folds.channels(split.channels()));
        try {
            this.candidates = Candidates.of(fit, open.model(), open.numbers(split.training()));
            for (int i = 0; i < divided.size(); i++) {
                open.requireValues(divided.get(i), i + 1);
            }
        } catch (RuntimeException unsuitable) {
            open.close();
            throw unsuitable;
        }
    }

    /**
     * Divides data that are there already, and opens a fit.
     *
     * @throws InvalidSpecException if the user's input is wrong, or the rule has other parameters than named coefficients
     * @throws BrokenExtensionException if an extension does not keep its contract
     */
    public static TermSelection open(Fit fit, Dataset dataset, SelectionSettings settings) {
        if (fit.training().subjects() == TrainingSettings.Subjects.SEPARATE) {
            throw new InvalidSpecException("training.subjects", "Terms are chosen for all subjects together, but each is to "
                    + "have parameters of its own; add training.subjects=pooled to the command, or name one subject's data alone "
                    + "and choose for each subject in turn.");
        }
        return new TermSelection(fit, Split.of(fit.data().settings(), dataset), settings,
                channels -> new CompiledFit(fit, dataset, channels));
    }

    /**
     * Divides a part of some data, as what is left without a fold of a cross-validation, and opens a fit that shares threads with others.
     *
     * @param split what is fitted, of subjects that share parameters
     * @param workers open as long as this
     * @throws InvalidSpecException if the user's input is wrong, or the rule has other parameters than named coefficients
     */
    public static TermSelection within(Fit fit, Dataset dataset, Split split, SelectionSettings settings, ThreadWorkers workers) {
        return new TermSelection(fit, split, settings, channels -> new CompiledFit(fit, dataset, channels, workers));
    }

    /** Begins to select. */
    public SelectionProcedure begin() {
        return new SelectionProcedure(fit, settings, candidates);
    }

    /** Lists the sets of data that have part in a step: 0 for all data, and the number of each fold that is left out, from 1 on. */
    public List<Integer> sets(SelectionStep step) {
        int first = step instanceof SelectionStep.Subsets ? 1 : 0;
        return IntStream.rangeClosed(first, divided.size()).boxed().toList();
    }

    /**
     * Does a step for one set of data, which is loaded for it. Several may be done at the same time.
     *
     * @param set one of those that have part in the step
     * @param before what came of all earlier steps for the same set, in their order
     * @param stopRequested asked before every evaluation
     * @return empty if it was to stop
     */
    public Optional<StepResult> carryOut(SelectionStep step, int set, List<StepResult> before, BooleanSupplier stopRequested) {
        List<Part> fitted = parts(set == 0 ? split.training() : divided.get(set - 1).training());
        Optional<List<Part>> heldOut = set == 0 ? Optional.empty() : Optional.of(divided.get(set - 1).heldOut());
        try (PathFits fits = new PathFits(open.objective(fitted, fitted), heldOut.map(parts -> open.objective(parts, fitted)),
                candidates, new PathSearch(fit, stopRequested), before)) {
            return Optional.of(fits.carryOut(step));
        } catch (PathSearch.Stopped stopped) {
            return Optional.empty();
        }
    }

    /** Returns the threads on which it is computed, for sets that are to be worked on at the same time. */
    public Workers workers() {
        return open.workers();
    }

    /** Gives parts the masks that the model reads. */
    private List<Part> parts(List<Part> parts) {
        if (!settings.folds().over().dividesTrajectories()) {
            return parts;
        }
        Masks masks = Masks.of(split.channels());
        return parts.stream().map(part -> masks.part(part.trajectory(), part.spans())).toList();
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
