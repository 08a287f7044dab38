package org.deltaw.kernel.validate;

import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.fit.CompiledFit;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;

/** The fit of a rule to all but a fold. For one thread; those of several folds may be made at the same time. */
public final class FoldFit implements AutoCloseable {
    private final Problem problem;
    private final Optional<CompiledFit> own;

    /** @param own what is open for this fit alone, and closed with it */
    FoldFit(Problem problem, Optional<CompiledFit> own) {
        this.problem = problem;
        this.own = own;
    }

    /** Names each of the fitted numbers, as {@link Problem#names} does. */
    public List<String> names() {
        return problem.names();
    }

    /**
     * Fits all but the fold, and evaluates it.
     *
     * @param from where an earlier training stood; empty to start anew
     * @return a result whose held-out figures are those of the fold
     */
    public FitResult train(Optional<Checkpoint> from, FitListener listener) {
        return problem.train(from, listener);
    }

    @Override
    public void close() {
        problem.close();
        own.ifPresent(CompiledFit::close);
    }
}
