package org.deltaw.kernel.minimise;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.Configured;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;

/** An optimizer at work on an objective, which answers what its search asks. For one thread. */
public final class Minimization {
    /** How an iteration ended. */
    public sealed interface End {
        /**
         * It was done; whether the point has changed or not.
         *
         * @param loss as {@link Epoch} shows it
         */
        record Done(double loss) implements End {}

        /** There was none, since nothing is left to gain. */
        record AtMinimum(String criterion, String because) implements End {}

        /** It was to stop before the iteration was over, which counts for nothing. */
        record Stopped() implements End {}

        /**
         * A loss or gradient was not finite, and there is no way round.
         *
         * @param trajectory whose; empty if it may be any
         * @param point where
         */
        record NotFinite(OptionalInt trajectory, double[] point) implements End {}
    }

    private final Configured<Optimizer<?>> optimizer;
    private final Objective objective;
    private final Search search;

    private Minimization(Configured<Optimizer<?>> optimizer, Objective objective, Search search) {
        this.optimizer = optimizer;
        this.objective = objective;
        this.search = search;
    }

    /**
     * Begins.
     *
     * @param problem the objective's, or the same with other bounds and L1 penalties
     * @throws InvalidSpecException if the optimizer cannot minimise such an objective
     */
    public static Minimization begin(Configured<Optimizer<?>> optimizer, Objective objective, SearchProblem problem,
            double[] start) {
        return new Minimization(optimizer, objective, CheckedSearch.begin(optimizer, problem, start));
    }

    /**
     * Goes on.
     *
     * @param problem the one it began with
     * @throws InvalidSpecException if the optimizer cannot go on from there
     */
    public static Minimization resume(Configured<Optimizer<?>> optimizer, Objective objective, SearchProblem problem,
            SearchStand stand) {
        return new Minimization(optimizer, objective, CheckedSearch.resume(optimizer, problem, stand));
    }

    /**
     * Has the search do one more iteration. Once that ends otherwise than done it must not be called again.
     *
     * @param stopRequested asked before every evaluation
     */
    public End iterate(BooleanSupplier stopRequested) {
        while (true) {
            switch (search.ask()) {
                case Request.Evaluate(List<Query> queries) -> {
                    if (stopRequested.getAsBoolean()) {
                        return new End.Stopped();
                    }
                    search.tell(objective.answer(queries));
                }
                case Request.IterationDone(double loss) -> {
                    return new End.Done(loss);
                }
                case Request.Ended(String criterion, String because) -> {
                    return new End.AtMinimum(criterion, because);
                }
                case Request.Diverged(double[] point, OptionalInt trajectory) -> {
                    return new End.NotFinite(trajectory, point);
                }
            }
        }
    }

    /** Returns where it stands; at the beginning, and after an iteration that was done. */
    public SearchStand stand() {
        return new SearchStand(optimizer.id(), search.point(), search.state());
    }

    /** Returns the fitted numbers where it stands. */
    public double[] point() {
        return search.point();
    }
}
