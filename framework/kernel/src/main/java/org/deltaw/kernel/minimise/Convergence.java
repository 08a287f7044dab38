package org.deltaw.kernel.minimise;

import java.util.Optional;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spi.Warning;
import org.deltaw.spi.optimizer.Trait;

/**
 * Whether a fit came to an end. One that diverged did not; nor did one that used up its epochs, if its method has a criterion by
 * which it ends earlier: one of the optimizer's own, as Gauss-Newton has, or {@code training.patience}. Without one the epochs
 * are all that was asked for.
 */
public final class Convergence {
    /** The code of warnings that a fit has not reached its minimum. */
    public static final String NOT_CONVERGED = "not-converged";

    private Convergence() {}

    /** Tells whether a fit came to an end. */
    public static boolean of(Outcome outcome, Method method, TrainingSettings training) {
        return switch (outcome) {
            case Outcome.Converged _ -> true;
            case Outcome.Finished() -> !Method.has(method.optimizer(), Trait.ENDS_BY_ITSELF) && training.patience() == 0;
            case Outcome.Interrupted _, Outcome.Diverged _ -> false;
        };
    }

    /** Warns of a fit that did not come to an end; one that was interrupted will be gone on with, and is not warned of. */
    public static Optional<Warning> warning(Outcome outcome, Method method, TrainingSettings training) {
        if (outcome instanceof Outcome.Interrupted || of(outcome, method, training)) {
            return Optional.empty();
        }
        return Optional.of(Warning.of(NOT_CONVERGED, outcome instanceof Outcome.Diverged
                ? "Training diverged, so what it left are not the parameters that describe the data best."
                : "Training ended with its last iteration, " + training.epochs() + ", before its criterion was met, so other "
                        + "parameters may describe the data better; set training.epochs to more."));
    }
}
