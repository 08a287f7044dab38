package org.deltaw.kernel.inference;

import java.util.List;
import org.deltaw.kernel.minimise.Minimizer;
import org.deltaw.kernel.minimise.ProfileSearch;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * The search for one end of the profile-likelihood interval of a fitted number: for each trial value of it all others are minimised
 * anew, from where the trial before left them. For one thread.
 */
final class ProfileEnd implements Minimizer {
    private final Profiled profiled;
    private final Direction direction;
    private final Crossing crossing;
    /** All numbers: where a search begins, or has ended; where the last one ended, at what distance. */
    private double[] point;
    private double[] solved;
    private double solvedAt;
    private @Nullable ProfileSearch search;
    private int iterations;
    private boolean failed;
    private double least;

    /**
     * What all ends have in common.
     *
     * @param minimised what is minimised, and by what
     * @param iterations how many a search for the others' values has at most
     * @param optimum the fitted numbers
     * @param loss there
     * @param unit by what a difference of the loss is multiplied to be a squared height: twice as many as there are nats in it
     */
    record Profiled(ProfileSearch.Minimised minimised, int iterations, double[] optimum, double loss, double unit) {}

    /**
     * Where an end is searched for.
     *
     * @param index of the number
     * @param upper whether it is the upper end
     * @param height the root of the likelihood ratio there
     * @param first at what distance it is expected; above 0
     * @param slopes how the best values of all numbers change with this one, at the optimum of all
     */
    record Direction(int index, boolean upper, double height, double first, double[] slopes) {
        double sense() {
            return upper ? 1 : -1;
        }
    }

    /** Begins one. */
    ProfileEnd(Profiled profiled, Direction direction) {
        this.profiled = profiled;
        this.direction = direction;
        this.least = profiled.loss();
        double value = profiled.optimum()[direction.index()];
        double room = direction.upper() ? bounds().upper()[direction.index()] - value : value - bounds().lower()[direction.index()];
        this.crossing = new Crossing(direction.height(), direction.first(), room);
        this.solved = profiled.optimum();
        this.point = solved.clone();
        for (int i = 0; i < point.length; i++) {
            point[i] += direction.sense() * crossing.distance() * direction.slopes()[i];
        }
        begin();
    }

    private BoundsAndL1 bounds() {
        return profiled.minimised().boundsAndL1();
    }

    /** Returns the trial value. */
    private double value() {
        int index = direction.index();
        return Math.clamp(profiled.optimum()[index] + direction.sense() * crossing.distance(), bounds().lower()[index],
                bounds().upper()[index]);
    }

    /** Begins to minimise the other numbers, if there are any. */
    private void begin() {
        iterations = 0;
        point[direction.index()] = value();
        if (point.length > 1) {
            search = profiled.minimised().begin(direction.index(), point, profiled.minimised().problem().seed()
                    .child(direction.index()).child(direction.upper() ? "upper" : "lower"));
        }
    }

    @Override
    public List<Query> ask() {
        while (!failed && !crossing.isEnded()) {
            if (search == null) {
                return List.of(Query.ofAll(point, Wanted.VALUE));
            }
            switch (search.ask()) {
                case Request.Evaluate(List<Query> queries) -> {
                    return queries;
                }
                case Request.IterationDone _ -> failed = ++iterations >= profiled.iterations();
                case Request.Ended _ -> {
                    point = search.point();
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
            search.tell(answers);
        }
    }

    /** Goes on from the least loss that a trial value allows. */
    private void reached(double loss) {
        if (Double.isFinite(loss)) {
            least = Math.min(least, loss);
            solved = point.clone();
            solvedAt = crossing.distance();
        }
        crossing.tell(Math.sqrt(Math.max(0, (loss - profiled.loss()) * profiled.unit())));
        if (!crossing.isEnded()) {
            point = solved.clone();
            for (int i = 0; i < point.length && solvedAt > 0; i++) {
                point[i] += (solved[i] - profiled.optimum()[i]) * (crossing.distance() / solvedAt - 1);
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
            case INFINITE -> direction.sense() * Double.POSITIVE_INFINITY;
            case NOT_FOUND -> Double.NaN;
        };
    }
}
