package org.deltaw.kernel.select;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.minimise.CheckedSearch;
import org.deltaw.kernel.minimise.Minimization;
import org.deltaw.kernel.minimise.Minimizer;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;

/**
 * How the fits of a selection are made, of which there are many: by the optimizer of a fit, and no more closely than it takes to
 * see which coefficients are 0, and what the others predict.
 *
 * @param stopRequested asked before every evaluation
 */
record PathSearch(Fit fit, BooleanSupplier stopRequested) {
    /**
     * One of the fits.
     *
     * @param boundsAndL1 to be used in place of the objective's own
     * @param number of the fit, so that each has randomness of its own
     */
    record Sought(BoundsAndL1 boundsAndL1, double[] start, int number) {}

    /**
     * Where a fit has ended.
     *
     * @param point where the objective is least, or where the search stands if it has not come so far
     * @param objection why it has not, in a clause; empty if it has
     */
    record Minimum(double[] point, String objection) {}

    /**
     * Returns for each fit where the objective is least, or where its search stands when all epochs are used, or it diverges. They advance
     * side by side.
     *
     * @throws Stopped if it was to stop
     */
    List<Minimum> minima(Objective objective, List<Sought> fits) {
        List<Descent> all = fits.stream().map(each -> descent(objective, each)).toList();
        Minimization minimization = new Minimization(objective, all);
        while (minimization.goesOn()) {
            if (stopRequested.getAsBoolean()) {
                throw new Stopped();
            }
            minimization.advance();
        }
        return all.stream().map(each -> new Minimum(each.search.point(), each.objection)).toList();
    }

    private Descent descent(Objective objective, Sought sought) {
        SearchProblem problem = new SearchProblem(objective.parts(), sought.boundsAndL1, objective.scale(),
                fit.backend().settings().resolution(), Accuracy.COARSE, fit.seed().child("optimizer").child(sought.number));
        return new Descent(CheckedSearch.begin(Candidates.optimizer(fit), problem, sought.start), fit.training().epochs());
    }

    /** A search that ends when it has used its epochs, however it goes. */
    private static final class Descent implements Minimizer {
        private final Search search;
        private int epochsLeft;
        private String objection = "used up its iterations before it came to a minimum";

        Descent(Search search, int epochs) {
            this.search = search;
            this.epochsLeft = epochs;
        }

        @Override
        public List<Query> ask() {
            while (epochsLeft > 0) {
                switch (search.ask()) {
                    case Request.Evaluate(List<Query> queries) -> {
                        return queries;
                    }
                    case Request.IterationDone _ -> epochsLeft--;
                    case Request.Ended _ -> end("");
                    case Request.Diverged _ -> end("went where values are not finite");
                }
            }
            return List.of();
        }

        private void end(String because) {
            objection = because;
            epochsLeft = 0;
        }

        @Override
        public void tell(List<Answer> answers) {
            search.tell(answers);
        }
    }

    /** Is thrown when it is to stop; it never leaves the kernel. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped as asked", null, false, false);
        }
    }
}
