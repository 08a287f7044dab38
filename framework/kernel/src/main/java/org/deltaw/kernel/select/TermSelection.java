package org.deltaw.kernel.select;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.data.Folds;
import org.deltaw.kernel.data.Masks;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.data.Split;
import org.deltaw.kernel.fit.CompiledFit;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.InvalidSpecException;
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
 * <p>For use by one thread.
 */
public final class TermSelection implements AutoCloseable {
    /** A path ends when so many points in a row predict worse than the best by more than so many standard errors. */
    private static final int HOPELESS_POINTS = 3;
    private static final double HOPELESS_ERRORS = 2;

    private final CompiledFit open;
    private final Fit fit;
    private final SelectionSettings settings;
    private final Candidates candidates;
    private final Split split;
    private final List<Split> divided;

    private TermSelection(Fit fit, Dataset dataset, SelectionSettings settings) {
        if (fit.training().subjects() == TrainingSettings.Subjects.SEPARATE) {
            throw new InvalidSpecException("training.subjects", "Terms are chosen for all subjects together, but each is to "
                    + "have parameters of its own; add training.subjects=pooled to the command, or name one subject's data alone "
                    + "and choose for each subject in turn.");
        }
        this.fit = fit;
        this.settings = settings;
        this.split = Split.of(fit.data().settings(), dataset);
        Folds folds = new Folds(settings.folds(), fit.seed().child("folds"));
        this.divided = folds.of(split);
        this.open = new CompiledFit(fit, dataset, folds.channels(split.channels()));
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
        return new TermSelection(fit, dataset, settings);
    }

    /**
     * Chooses.
     *
     * @param from where an earlier choice with the same fit, data and settings stood
     * @return empty if the listener asked to stop
     * @throws InvalidSpecException if the checkpoint belongs to another fit
     */
    public Optional<Selection> run(SelectionCheckpoint from, SelectionListener listener) {
        requireSuitable(from);
        try (FoldFits fits = new FoldFits(open.workers())) {
            Keeping keeping = new Keeping(fits, listener, fit.training().checkpointInterval());
            fits.add(path(split.training(), Optional.empty(), from.of(0), keeping));
            for (Split fold : divided) {
                fits.add(path(fold.training(), Optional.of(fold.heldOut()), from.of(fits.size()), keeping));
            }
            try {
                return Optional.of(select(fits, listener));
            } catch (PathSearch.Stopped stopped) {
                return Optional.empty();
            } finally {
                keeping.keep();
            }
        }
    }

    /** Has what is done kept from time to time. */
    private static final class Keeping implements FitListener {
        private static final double NANOSECONDS = 1e9;

        private final FoldFits fits;
        private final SelectionListener listener;
        private final double interval;
        private long last = System.nanoTime();

        Keeping(FoldFits fits, SelectionListener listener, double seconds) {
            this.fits = fits;
            this.listener = listener;
            this.interval = seconds * NANOSECONDS;
        }

        /** Is asked before every step of every fit, and so is the place to look at the clock. */
        @Override
        public synchronized boolean stopRequested() {
            if (System.nanoTime() - last >= interval) {
                keep();
            }
            return listener.stopRequested();
        }

        synchronized void keep() {
            listener.checkpoint(fits.done());
            last = System.nanoTime();
        }
    }

    private void requireSuitable(SelectionCheckpoint from) {
        int numbers = candidates.numbers().size();
        boolean fits = from.fits().size() <= divided.size() + 1
                && from.fits().stream().flatMap(List::stream).allMatch(each -> each.length == numbers);
        if (!fits) {
            throw new InvalidSpecException("The checkpoint does not hold fits of " + numbers + " numbers to " + divided.size()
                    + " folds; it belongs to another choice of terms.");
        }
    }

    private PathFits path(List<Part> training, Optional<List<Part>> heldOut, List<double[]> before,
            FitListener asked) {
        List<Part> fitted = parts(training);
        return new PathFits(open.objective(fitted, fitted), heldOut.map(parts -> open.objective(parts, fitted)), candidates,
                new PathSearch(fit, asked::stopRequested), before);
    }

    /** Gives parts the masks that the model reads. */
    private List<Part> parts(List<Part> parts) {
        if (settings.folds().over() != FoldSettings.Over.TRIALS) {
            return parts;
        }
        Masks masks = Masks.of(split.channels());
        return parts.stream().map(part -> masks.part(part.trajectory(), part.spans())).toList();
    }

    private Selection select(FoldFits fits, SelectionListener listener) {
        fits.each(PathFits::begin);
        List<BitSet> supports = new ArrayList<>();
        List<Selection.Point> path = path(fits, supports, listener);
        int chosen = chosen(path, supports);
        Elimination elimination = new Elimination(settings.rule(), fits, candidates);
        BitSet selected = settings.elimination() ? elimination.of(supports.get(chosen), listener) : supports.get(chosen);
        return new Selection(candidates.names(candidates.indices()), path, chosen, elimination.steps(),
                candidates.names(selected), candidates.refit(fit, selected));
    }

    private List<Selection.Point> path(FoldFits fits, List<BitSet> supports, SelectionListener listener) {
        List<Selection.Point> path = new ArrayList<>();
        double largest = fits.whole().largestPrice();
        for (int i = 0; i < settings.lambdas() && !isHopeless(path); i++) {
            double lambda = largest * Math.pow(settings.range(), i / (settings.lambdas() - 1.0));
            fits.each(each -> each.next(lambda));
            BitSet support = fits.whole().support();
            supports.add(support);
            path.add(new Selection.Point(lambda, candidates.coefficients(fits.whole().here()),
                    candidates.names(support), fits.heldOut(PathFits::support)));
            listener.done("penalty " + (i + 1) + " of " + settings.lambdas() + ": " + support.cardinality() + " of "
                    + candidates.indices().cardinality() + " terms");
        }
        return path;
    }

    /** Tells whether a path has gone so far that there is no use in going on: fits to ever more terms take ever longer. */
    private static boolean isHopeless(List<Selection.Point> path) {
        if (path.size() <= HOPELESS_POINTS) {
            return false;
        }
        HeldOutLoss least = path.stream().map(Selection.Point::heldOut).min(Comparator.comparingDouble(HeldOutLoss::mean)).get();
        return path.subList(path.size() - HOPELESS_POINTS, path.size()).stream().map(Selection.Point::heldOut)
                .allMatch(loss -> loss.isWorseThan(least, HOPELESS_ERRORS));
    }

    /** Chooses a point: among those that count as good the one of fewest terms, and among these the best. */
    private int chosen(List<Selection.Point> path, List<BitSet> supports) {
        int best = IntStream.range(0, path.size()).boxed()
                .min((a, b) -> Double.compare(path.get(a).heldOut().mean(), path.get(b).heldOut().mean())).orElseThrow();
        HeldOutLoss least = path.get(best).heldOut();
        int chosen = best;
        for (int i = 0; i < path.size(); i++) {
            int fewer = Integer.compare(supports.get(i).cardinality(), supports.get(chosen).cardinality());
            boolean better = path.get(i).heldOut().mean() < path.get(chosen).heldOut().mean();
            if (Elimination.isGood(settings.rule(), path.get(i).heldOut(), least) && (fewer < 0 || (fewer == 0 && better))) {
                chosen = i;
            }
        }
        return chosen;
    }

    /** Returns how many numbers are added up side by side, on which last bits depend. */
    public int vectorWidth() {
        return open.vectorWidth();
    }

    @Override
    public void close() {
        open.close();
    }
}
