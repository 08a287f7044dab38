package org.deltaw.study.fit;

import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.spi.optimizer.Trait;

/**
 * Whether a fit came to an end. One that diverged did not; nor did one that used up its epochs, if its method has a criterion by
 * which it ends earlier: one of the optimizer's own, as Gauss-Newton has, or {@code training.patience}. Without one the epochs
 * are all that was asked for.
 */
public final class Convergence {
    private Convergence() {}

    /** Tells whether a fit came to an end. */
    public static boolean of(FitResult result, Fit fit) {
        return switch (result.outcome()) {
            case Outcome.Converged _ -> true;
            case Outcome.Finished() -> !hasCriterion(result, fit);
            case Outcome.Interrupted _, Outcome.Diverged _ -> false;
        };
    }

    private static boolean hasCriterion(FitResult result, Fit fit) {
        return Method.has(result.method().optimizer(), Trait.ENDS_BY_ITSELF) || fit.training().patience() > 0;
    }
}
