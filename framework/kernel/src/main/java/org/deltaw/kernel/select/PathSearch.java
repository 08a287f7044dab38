package org.deltaw.kernel.select;

import java.util.function.BooleanSupplier;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.minimise.Minimization;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.SearchProblem;

/**
 * How the fits of a selection are made, of which there are many: by the optimizer of a fit, and no more closely than it takes to
 * see which coefficients are 0, and what the others predict.
 *
 * @param stopRequested asked before every evaluation
 */
record PathSearch(Fit fit, BooleanSupplier stopRequested) {
    /**
     * Returns where an objective is least, or where the search stands when all epochs are used, or it diverges.
     *
     * @param boundsAndL1 to be used in place of the objective's own
     * @param number of the fit, so that each has randomness of its own
     * @throws Stopped if it was to stop
     */
    double[] minimum(Objective objective, BoundsAndL1 boundsAndL1, double[] start, int number) {
        SearchProblem problem = new SearchProblem(objective.trajectories(), boundsAndL1, objective.scale(),
                fit.backend().settings().resolution(), Accuracy.COARSE, fit.seed().child("optimizer").child(number));
        Minimization search = Minimization.begin(Candidates.optimizer(fit), objective, problem, start);
        for (int epoch = 0; epoch < fit.training().epochs(); epoch++) {
            switch (search.iterate(stopRequested)) {
                case Minimization.End.Done _ -> { }
                case Minimization.End.Stopped() -> throw new Stopped();
                case Minimization.End.AtMinimum _, Minimization.End.NotFinite _ -> {
                    return search.point();
                }
            }
        }
        return search.point();
    }

    /** Is thrown when it is to stop; it never leaves the kernel. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped as asked", null, false, false);
        }
    }
}
