package org.deltaw.kernel.minimise;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.deltaw.kernel.extension.Guard;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Configured;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * A search whose every answer is checked where it enters: what is not as its contract says is its author's fault, and said with
 * method, what was found and what was expected. For one thread.
 */
public final class CheckedSearch implements Search {
    private static final String SECTION = "training.optimizer";

    private final ExtensionId id;
    private final Wanted most;
    private final SearchProblem problem;
    private final Search search;

    private CheckedSearch(ExtensionId id, Wanted most, SearchProblem problem, Search search) {
        this.id = id;
        this.most = most;
        this.problem = problem;
        this.search = search;
    }

    /**
     * Begins one.
     *
     * @param problem the objective's, or the same with other bounds and L1 penalties
     * @throws InvalidSpecException if the optimizer cannot minimise such an objective
     */
    public static CheckedSearch begin(Configured<Optimizer<?>> chosen, SearchProblem problem, double[] start) {
        Optimizer<Record> optimizer = Unchecked.optimizer(chosen);
        return of(chosen, problem, "begin()", () -> optimizer.begin(chosen.settings(), problem, start.clone()));
    }

    /**
     * Goes on with one.
     *
     * @param problem the one it began with
     * @throws InvalidSpecException if the state is of another version or shape
     */
    public static CheckedSearch resume(Configured<Optimizer<?>> chosen, SearchProblem problem, SearchStand stand) {
        Optimizer<Record> optimizer = Unchecked.optimizer(chosen);
        return of(chosen, problem, "resume()", () ->
                optimizer.resume(chosen.settings(), problem, stand.point().clone(), stand.state()));
    }

    private static CheckedSearch of(Configured<Optimizer<?>> chosen, SearchProblem problem, String method, Supplier<Search> work) {
        Optimizer<Record> optimizer = Unchecked.optimizer(chosen);
        ExtensionId id = chosen.id();
        Wanted most = present(id, "most()", Guard.of(SECTION, id, () -> optimizer.most(chosen.settings())));
        return new CheckedSearch(id, most, problem, present(id, method, Guard.of(SECTION, id, work)));
    }

    private static <T> T present(ExtensionId id, String method, @Nullable T returned) {
        if (returned == null) {
            throw new BrokenExtensionException(id, method + " returned null.");
        }
        return returned;
    }

    @Override
    public Request ask() {
        Request request = present(id, "ask()", Guard.of(SECTION, id, search::ask));
        switch (request) {
            case Request.Evaluate(List<Query> queries) -> {
                require(!queries.isEmpty(), "ask() wants values at no point, expected at least one query.");
                queries.forEach(this::require);
            }
            case Request.Diverged(double[] point, OptionalInt trajectory) -> {
                requireSize("ask()", point);
                trajectory.ifPresent(this::requireTrajectory);
            }
            case Request.IterationDone _, Request.Ended _ -> { }
        }
        return request;
    }

    private void require(Query query) {
        requireSize("ask()", query.point());
        require(problem.boundsAndL1().contains(query.point()), "ask() wants values at a point outside of the bounds, expected one "
                + "within them.");
        require(query.wanted().compareTo(most) <= 0, "ask() wants " + query.wanted() + ", but most() says that it never wants more "
                + "than " + most + ".");
        query.trajectory().ifPresent(this::requireTrajectory);
    }

    private void requireTrajectory(int index) {
        require(index >= 0 && index < problem.trajectories(), "ask() names trajectory " + index + ", expected one from 0 to "
                + (problem.trajectories() - 1) + ".");
    }

    private void requireSize(String method, double[] point) {
        require(point.length == problem.size(), method + " gave a point of " + point.length + " numbers, expected "
                + problem.size() + ".");
    }

    private void require(boolean kept, String fault) {
        if (!kept) {
            throw new BrokenExtensionException(id, fault);
        }
    }

    @Override
    public void tell(List<Answer> answers) {
        Guard.of(SECTION, id, () -> {
            search.tell(answers);
            return true;
        });
    }

    @Override
    public double[] point() {
        double[] point = present(id, "point()", Guard.of(SECTION, id, search::point));
        requireSize("point()", point);
        require(problem.boundsAndL1().contains(point), "point() is outside of the bounds, expected to be within them.");
        return point.clone();
    }

    @Override
    public OptimizerState state() {
        return present(id, "state()", Guard.of(SECTION, id, search::state));
    }

    /** Returns where it stands; at the beginning, and after an iteration that was done. */
    public SearchStand stand() {
        return new SearchStand(id, point(), state());
    }
}
