package org.deltaw.kernel.testing;

import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.kernel.validate.FoldFit;

/** Fits to all but a fold. */
public final class FoldFits {
    private FoldFits() {}

    /** Names what is fitted of the rule with all its terms. */
    public static List<String> names(CrossValidation validation, CrossValidation.Fold fold) {
        try (FoldFit fit = validation.fit(fold)) {
            return fit.names();
        }
    }

    /** Trains the rule with all its terms. */
    public static FitResult train(
            CrossValidation validation, CrossValidation.Fold fold, Optional<Checkpoint> from, FitListener listener) {
        try (FoldFit fit = validation.fit(fold)) {
            return fit.train(from, listener);
        }
    }
}
