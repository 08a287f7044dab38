package org.deltaw.kernel.minimise;

import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spi.optimizer.Trait;

/**
 * Whether a fit came to an end. One that diverged did not; nor did one that used up its epochs, if its method has a criterion by
 * which it ends earlier: one of the optimizer's own, as Gauss-Newton has, or {@code training.patience}. Without one the epochs
 * are all that was asked for.
 */
public final class Convergence {
    private Convergence() {}

    /** Tells whether a fit came to an end. */
    public static boolean of(Outcome outcome, Method method, TrainingSettings training) {
        return switch (outcome) {
            case Outcome.Converged _ -> true;
            case Outcome.Finished() -> !Method.has(method.optimizer(), Trait.ENDS_BY_ITSELF) && training.patience() == 0;
            case Outcome.Interrupted _, Outcome.Diverged _ -> false;
        };
    }
}
