package org.deltaw.kernel.minimise;

import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Seed;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.SearchProblem;

/**
 * The search for the best values of all fitted numbers but one, which is held: what it finds is a point of the profile of the objective
 * along that number. The optimizer does not see the number. Queries, answers and points have all numbers, in their order. For one thread.
 */
public final class ProfileSearch {
    private final int held;
    private final double value;
    private final CheckedSearch others;

    private ProfileSearch(int held, double value, CheckedSearch others) {
        this.held = held;
        this.value = value;
        this.others = others;
    }

    /**
     * What is minimised, and by what.
     *
     * @param problem of all numbers, of which there are two at least
     */
    public record Minimised(Configured<Optimizer<?>> optimizer, SearchProblem problem) {
        /** Returns where the objective has no derivative. */
        public BoundsAndL1 boundsAndL1() {
            return problem.boundsAndL1();
        }

        /**
         * Begins a search.
         *
         * @param held the index of the number that is held
         * @param start values of all numbers; those of the others are moved within their bounds
         */
        public ProfileSearch begin(int held, double[] start, Seed seed) {
            BoundsAndL1 all = boundsAndL1();
            BoundsAndL1 own = new BoundsAndL1(without(held, all.lower()), without(held, all.upper()), without(held, all.l1()));
            double[] others = without(held, start);
            own.clamp(others);
            SearchProblem rest = new SearchProblem(
                    problem.trajectories(), own, problem.scale(), problem.resolution(), problem.accuracy(), seed);
            return new ProfileSearch(held, start[held], CheckedSearch.begin(optimizer, rest, others));
        }
    }

    private static double[] without(int held, double[] all) {
        return IntStream.range(0, all.length).filter(i -> i != held).mapToDouble(i -> all[i]).toArray();
    }

    private double[] with(double[] point) {
        double[] all = new double[point.length + 1];
        System.arraycopy(point, 0, all, 0, held);
        all[held] = value;
        System.arraycopy(point, held, all, held + 1, point.length - held);
        return all;
    }

    /** Asks for the next values, as {@link CheckedSearch#ask} does. */
    public Request ask() {
        return switch (others.ask()) {
            case Request.Evaluate(List<Query> queries) -> new Request.Evaluate(queries.stream()
                    .map(each -> new Query(with(each.point()), each.wanted(), each.trajectory())).toList());
            case Request.Diverged diverged -> new Request.Diverged(with(diverged.point()), diverged.trajectory());
            case Request.IterationDone done -> done;
            case Request.Ended ended -> ended;
        };
    }

    /** Tells what was asked for. */
    public void tell(List<Answer> answers) {
        others.tell(answers.stream().map(this::without).toList());
    }

    private Answer without(Answer answer) {
        int size = answer.gradient().length;
        double[] matrix = IntStream.range(0, answer.matrix().length).filter(i -> i / size != held && i % size != held)
                .mapToDouble(i -> answer.matrix()[i]).toArray();
        return new Answer(answer.value(), without(held, answer.gradient()), matrix);
    }

    /** Returns where the search stands. */
    public double[] point() {
        return with(others.point());
    }
}
