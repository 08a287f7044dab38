package org.deltaw.kernel.select;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deltaw.spi.backend.Workers;

/**
 * Fits to all data, and to all but each fold, made at the same time as far as there are threads; each goes its own way, so
 * that their number changes no bit. For one thread.
 */
final class FoldFits implements AutoCloseable {
    private final List<PathFits> fits = new ArrayList<>();
    private final Workers workers;

    FoldFits(Workers workers) {
        this.workers = workers;
    }

    /** Adds the fits to all data, or those to all but the next fold. */
    void add(PathFits path) {
        fits.add(path);
    }

    int size() {
        return fits.size();
    }

    /** Returns those to all data. */
    PathFits whole() {
        return fits.getFirst();
    }

    /**
     * Does something with each of them.
     *
     * @throws PathSearch.Stopped once all have ended, if the listener asked one to stop
     */
    void each(Consumer<PathFits> work) {
        each(fits, work);
    }

    /** Tries terms on every fold. */
    HeldOutLoss heldOut(Function<PathFits, BitSet> terms) {
        List<PathFits> folds = fits.subList(1, fits.size());
        each(folds, fold -> fold.heldOutLoss(terms.apply(fold)));
        return new HeldOutLoss(folds.stream().map(fold -> fold.heldOutLoss(terms.apply(fold))).toList());
    }

    private void each(List<PathFits> some, Consumer<PathFits> work) {
        AtomicBoolean stopped = new AtomicBoolean();
        workers.run(some.size(), i -> {
            try {
                work.accept(some.get(i));
            } catch (PathSearch.Stopped asked) {
                stopped.set(true);
            }
        });
        if (stopped.get()) {
            throw new PathSearch.Stopped();
        }
    }

    /** Lists what is done. May be called by any thread. */
    SelectionCheckpoint done() {
        return new SelectionCheckpoint(fits.stream().map(PathFits::done).toList());
    }

    @Override
    public void close() {
        fits.forEach(PathFits::close);
    }
}
