package org.deltaw.study.fit;

import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Outcome;

/**
 * Whether a fit came to an end. One that diverged did not; nor did one that used up its epochs, if its method has a criterion by
 * which it ends earlier: Gauss-Newton always, Adam with {@code training.patience}. Without one the epochs are all that was
 * asked for.
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
        return result.method().optimizer() != TrainingSettings.Optimizer.ADAM || fit.training().patience() > 0;
    }
}
