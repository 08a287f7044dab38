package org.deltaw.kernel.separation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltaw.kernel.minimise.Minimizer;
import org.deltaw.kernel.minimise.ProfileSearch;
import org.deltaw.spi.Seed;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Follows the profile of an objective along one fitted number, one way, until it has risen by more than is allowed or the number is as
 * good as infinite: the number is set to values at distances that double, and all others are minimised again where the objective
 * is too high without that. From one value to the next the others go on as they went before, if that is better than to stay. For one
 * thread.
 */
final class Walk implements Minimizer {
    /** A search for the others' best values that takes longer, from where they were best before, finds nothing. */
    private static final int MOST_ITERATIONS = 30;
    /** So many times its own size a number is as good as infinite. */
    private static final double REACH = 1000;

    private final Line line;
    private final ProfileSearch.Minimised minimised;
    private final double allowed;
    private double[] point;
    private double[] before;
    private List<double[]> next;
    private double distance;
    /** How far it is to the next distance, as a multiple of the way to the last one. */
    private double ahead = 1;
    private double best;
    private double value;
    private int iterations;
    private @Nullable ProfileSearch search;
    private Optional<End> end = Optional.empty();

    /** How it ended. */
    enum End {
        /** The objective has risen by more than is allowed. */
        ROSE,
        /** It has not, up to where the number is as good as infinite, or the objective is no longer finite. */
        HELD,
        /** It has not up to the number's bound. */
        BOUND
    }

    /**
     * Where a walk leads.
     *
     * @param index of the number
     * @param upwards whether the number grows
     * @param from its value at the beginning
     * @param unit the first distance
     * @param bound the number's own that way; may be infinite
     */
    record Line(int index, boolean upwards, double from, double unit, double bound) {
        double at(double distance) {
            return upwards ? Math.min(bound, from + distance) : Math.max(bound, from - distance);
        }

        /** Returns the number's own size. */
        double size() {
            return Math.max(Math.abs(from), unit);
        }
    }

    /**
     * Begins.
     *
     * @param point where the objective is best, as far as is known
     * @param tangent how all numbers change with this one where the others are at their best
     * @param value of the objective there
     * @param allowed by how much it may rise
     * @param minimised the objective, with all numbers
     */
    Walk(Line line, double[] point, double[] tangent, double value, double allowed, ProfileSearch.Minimised minimised) {
        this.line = line;
        this.minimised = minimised;
        this.allowed = allowed;
        this.best = value;
        this.value = value;
        this.distance = line.unit();
        this.point = point.clone();
        this.before = point.clone();
        for (int i = 0; i < tangent.length; i++) {
            before[i] -= tangent[i] * (line.upwards() ? distance : -distance);
        }
        this.next = next();
    }

    /** Returns where the number is to be next: with the others as they are, gone on as before, or, if neither will do, in proportion. */
    private List<double[]> next() {
        double[] onwards = point.clone();
        double[] scaled = point.clone();
        // Numbers that run to infinity together keep their ratios.
        double ratio = point[line.index()] == 0 ? 1 : Math.max(0, line.at(distance) / point[line.index()]);
        for (int i = 0; i < onwards.length; i++) {
            onwards[i] += ahead * (point[i] - before[i]);
            scaled[i] *= ratio;
        }
        return Stream.of(point.clone(), onwards, scaled).peek(each -> {
            each[line.index()] = line.at(distance);
            minimised.boundsAndL1().clamp(each);
        }).toList();
    }

    /** Returns how it ended. */
    End end() {
        return end.orElseThrow();
    }

    /** Returns the least value that was met. */
    double best() {
        return best;
    }

    /** Returns the value where it ended. */
    double value() {
        return value;
    }

    @Override
    public List<Query> ask() {
        while (end.isEmpty()) {
            if (search == null) {
                return next.stream().map(each -> Query.ofAll(each, Wanted.VALUE)).toList();
            }
            switch (search.ask()) {
                case Request.Evaluate(List<Query> queries) -> {
                    return queries;
                }
                case Request.IterationDone(double loss) -> iterated(search, loss);
                case Request.Ended _, Request.Diverged _ -> end = Optional.of(End.ROSE);
            }
        }
        return List.of();
    }

    private void iterated(ProfileSearch going, double loss) {
        iterations++;
        if (loss <= best + allowed) {
            search = null;
            arrived(going.point(), loss);
        } else if (iterations >= MOST_ITERATIONS) {
            end = Optional.of(End.ROSE);
        }
    }

    @Override
    public void tell(List<Answer> answers) {
        if (search != null) {
            search.tell(answers);
            return;
        }
        double[] there = new double[next.size()];
        Arrays.setAll(there, i -> finite(answers.get(i).value() + minimised.boundsAndL1().penalty(next.get(i))));
        int better = there[1] < there[0] ? 1 : 0;
        if (there[better] > best + allowed && there[2] < there[better]) {
            better = 2;
        }
        if (there[better] == Double.POSITIVE_INFINITY) {
            // Beyond the numbers of the machine; what was seen before decides, if that was far enough.
            end = Optional.of(distance / 2 >= line.size() ? End.HELD : End.ROSE);
        } else if (there[better] <= best + allowed) {
            arrived(next.get(better), there[better]);
        } else if (point.length == 1) {
            end = Optional.of(End.ROSE);
        } else {
            iterations = 0;
            // Without randomness, which a decision does not need.
            search = minimised.begin(line.index(), next.get(better), new Seed(0));
        }
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
    }

    private void arrived(double[] where, double reached) {
        before = point;
        point = where;
        best = Math.min(best, reached);
        value = reached;
        if (point[line.index()] == line.bound()) {
            end = Optional.of(End.BOUND);
        } else if (distance >= REACH * line.size()) {
            end = Optional.of(End.HELD);
        } else {
            // Distances are 1, 2, 4, 8 units: the second way is as long as the first, and each one after it twice as long.
            ahead = distance == line.unit() ? 1 : 2;
            distance *= 2;
            next = next();
        }
    }
}
