package org.deltaw.kernel.inference;

import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.kernel.minimise.CheckedSearch;
import org.deltaw.kernel.minimise.Minimizer;
import org.deltaw.spi.Configured;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * The search for one end of the profile-likelihood interval of a fitted number: for each trial value of it all others are minimised
 * anew, from where the trial before left them. For one thread.
 */
final class ProfileEnd implements Minimizer {
    private final Profiled profiled;
    private final int index;
    private final double direction;
    private final Crossing crossing;
    /** The other numbers: at the start of a search, at its end, and where the last one ended, at what distance. */
    private double[] others;
    private double[] solved;
    private double solvedAt;
    private @Nullable CheckedSearch search;
    private int iterations;
    private boolean failed;
    private double least;

    /**
     * What all ends have in common.
     *
     * @param optimizer which minimises the other numbers
     * @param iterations how many it has at most, for each trial value
     * @param problem of all numbers
     * @param optimum the fitted numbers
     * @param loss there
     * @param unit by what a difference of the loss is multiplied to be a squared height: twice as many as there are nats in it
     * @param height the root of the likelihood ratio's quantile
     */
    record Profiled(Configured<Optimizer<?>> optimizer, int iterations, SearchProblem problem, double[] optimum, double loss, double unit,
            double height) {
        BoundsAndL1 boundsAndL1() {
            return problem.boundsAndL1();
        }
    }

    /**
     * Begins one.
     *
     * @param index of the number
     * @param upper whether the upper end is searched for
     * @param error the number's standard error
     * @param slopes how the optimum of each other number changes with this one, at the optimum of all
     */
    ProfileEnd(Profiled profiled, int index, boolean upper, double error, double[] slopes) {
        this.profiled = profiled;
        this.index = index;
        this.direction = upper ? 1 : -1;
        this.least = profiled.loss();
        double value = profiled.optimum()[index];
        double room = upper ? profiled.boundsAndL1().upper()[index] - value : value - profiled.boundsAndL1().lower()[index];
        this.crossing = new Crossing(profiled.height(), profiled.height() * error, room);
        this.solved = without(profiled.optimum());
        this.others = solved.clone();
        double[] changes = without(slopes);
        for (int i = 0; i < others.length; i++) {
            others[i] += direction * crossing.distance() * changes[i];
        }
        begin();
    }

    private double[] without(double[] all) {
        return IntStream.range(0, all.length).filter(i -> i != index).mapToDouble(i -> all[i]).toArray();
    }

    /** Returns the trial value. */
    private double value() {
        return Math.clamp(profiled.optimum()[index] + direction * crossing.distance(), profiled.boundsAndL1().lower()[index],
                profiled.boundsAndL1().upper()[index]);
    }

    private double[] with(double[] point) {
        double[] all = new double[point.length + 1];
        System.arraycopy(point, 0, all, 0, index);
        all[index] = value();
        System.arraycopy(point, index, all, index + 1, point.length - index);
        return all;
    }

    /** Begins to minimise the other numbers, if there are any. */
    private void begin() {
        iterations = 0;
        if (others.length > 0) {
            BoundsAndL1 all = profiled.boundsAndL1();
            BoundsAndL1 own = new BoundsAndL1(without(all.lower()), without(all.upper()), without(all.l1()));
            own.clamp(others);
            SearchProblem problem = profiled.problem();
            search = CheckedSearch.begin(profiled.optimizer(), new SearchProblem(problem.trajectories(), own, problem.scale(),
                    problem.resolution(), Accuracy.FULL, problem.seed().child(index).child(direction > 0 ? "upper" : "lower")), others);
        }
    }

    @Override
    public List<Query> ask() {
        while (!failed && !crossing.isEnded()) {
            if (search == null) {
                return List.of(Query.ofAll(with(others), Wanted.VALUE));
            }
            switch (search.ask()) {
                case Request.Evaluate(List<Query> queries) -> {
                    return queries.stream().map(each -> new Query(with(each.point()), each.wanted(), each.trajectory())).toList();
                }
                case Request.IterationDone _ -> failed = ++iterations >= profiled.iterations();
                case Request.Ended _ -> {
                    others = search.point();
                    search = null;
                }
                case Request.Diverged _ -> reached(Double.NaN);
            }
        }
        return List.of();
    }

    @Override
    public void tell(List<Answer> answers) {
        if (search == null) {
            reached(answers.getFirst().value());
        } else {
            search.tell(answers.stream().map(this::without).toList());
        }
    }

    private Answer without(Answer answer) {
        int size = profiled.optimum().length;
        double[] matrix = IntStream.range(0, answer.matrix().length).filter(i -> i / size != index && i % size != index)
                .mapToDouble(i -> answer.matrix()[i]).toArray();
        return new Answer(answer.value(), without(answer.gradient()), matrix);
    }

    /** Goes on from the least loss that a trial value allows. */
    private void reached(double loss) {
        if (Double.isFinite(loss)) {
            least = Math.min(least, loss);
            solved = others.clone();
            solvedAt = crossing.distance();
        }
        crossing.tell(Math.sqrt(Math.max(0, (loss - profiled.loss()) * profiled.unit())));
        if (!crossing.isEnded()) {
            double[] optimum = without(profiled.optimum());
            others = solved.clone();
            for (int i = 0; i < others.length && solvedAt > 0; i++) {
                others[i] += (solved[i] - optimum[i]) * (crossing.distance() / solvedAt - 1);
            }
            begin();
        }
    }

    /** Returns by how much the loss fell below that of the optimum, which then is none. */
    double gain() {
        return profiled.loss() - least;
    }

    /** Returns what it has found. */
    Uncertainty.End end() {
        return failed ? Uncertainty.End.NOT_FOUND : crossing.end();
    }

    /** Returns where it is, as {@link Uncertainty.Interval} says. */
    double place() {
        return switch (end()) {
            case INSIDE, AT_BOUND -> value();
            case INFINITE -> direction * Double.POSITIVE_INFINITY;
            case NOT_FOUND -> Double.NaN;
        };
    }
}
