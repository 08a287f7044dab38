package org.deltaw.kernel.fit;

import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.inference.UncertaintyWarnings;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.spi.Warning;
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
        return of(result.outcome(), result.method(), fit);
    }

    /** Tells whether one that ended in this way did. */
    public static boolean of(Outcome outcome, Method method, Fit fit) {
        return switch (outcome) {
            case Outcome.Converged _ -> true;
            case Outcome.Finished() -> !hasCriterion(method, fit);
            case Outcome.Interrupted _, Outcome.Diverged _ -> false;
        };
    }

    private static boolean hasCriterion(Method method, Fit fit) {
        return Method.has(method.optimizer(), Trait.ENDS_BY_ITSELF) || fit.training().patience() > 0;
    }

    /** Warns of a fit that did not come to an end; one that was interrupted will be gone on with, and is not warned of. */
    static Optional<Warning> warning(Outcome outcome, Method method, Fit fit) {
        if (outcome instanceof Outcome.Interrupted || of(outcome, method, fit)) {
            return Optional.empty();
        }
        return Optional.of(Warning.of(UncertaintyWarnings.NOT_CONVERGED, outcome instanceof Outcome.Diverged
                ? "Training diverged, so what it left are not the parameters that describe the data best."
                : "Training ended with its last iteration, " + fit.training().epochs() + ", before its criterion was met, so other "
                        + "parameters may describe the data better; set training.epochs to more."));
    }
}
