package org.deltaw.kernel.optima;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Wanted;

/**
 * The points from which training begins: where the spec says; some that are chosen; and random ones, of which those of few starts are
 * among those of many.
 *
 * <p>How far random values are from where the spec starts differs from start to start, evenly on a logarithmic scale: from {@link #LARGEST}
 * to {@link #SMALLEST}, since the same rule may act within a few trials or in the course of a thousand. A number to which the objective is
 * so sensitive that less than {@link #SMALLEST} changes it by about its own size (one over the root of its curvature where the spec
 * starts) goes down to that.
 */
public final class StartPoints {
    /** Coefficients of 1 let a weight change by the whole of what drives it in one step. */
    static final double LARGEST = 1;
    /**
     * Of 40 simulated and 8 real flies, whose fitted coefficients are from 0.01 to 4, 32 starts with sizes in between find the best
     * optimum with stable weights of all, and the best of 1,800 starts of 44; of a single size, 0.03 and 1 leave out more.
     */
    static final double SMALLEST = 0.003;
    /** The multiples of this number, without what is before the point, are spread evenly, however many there are. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final FittedNumbers numbers;
    private final Objective objective;
    private final boolean secondOrder;
    private final List<double[]> chosen;

    /**
     * Prepares them.
     *
     * @param secondOrder whether the optimizer asks for matrices of second derivatives, so that one more costs little
     * @param chosen points that are tried after that of the spec and before random ones; what comes twice is tried once
     */
    public StartPoints(FittedNumbers numbers, Objective objective, boolean secondOrder, List<double[]> chosen) {
        this.numbers = numbers;
        this.objective = objective;
        this.secondOrder = secondOrder;
        this.chosen = List.copyOf(chosen);
    }

    /** Returns so many points; the first is where the spec says. */
    public List<double[]> of(int count) {
        List<double[]> points = new ArrayList<>(List.of(numbers.start()));
        chosen.stream().filter(point -> points.size() < count && points.stream().noneMatch(known -> Arrays.equals(known, point)))
                .forEach(points::add);
        if (points.size() < count) {
            double[] smallest = smallest();
            for (int number = 1; points.size() < count; number++) {
                points.add(numbers.randomStart(number, sizes(number, smallest)));
            }
        }
        return points;
    }

    private static double[] sizes(int number, double[] smallest) {
        double share = number * GOLDEN % 1;
        return Arrays.stream(smallest).map(least -> LARGEST * Math.pow(least / LARGEST, share)).toArray();
    }

    private double[] smallest() {
        double[] smallest = new double[numbers.size()];
        Arrays.fill(smallest, SMALLEST);
        if (!secondOrder || !numbers.haveGivenStarts()) {
            return smallest;
        }
        Answer there = objective.answer(List.of(Query.ofAll(numbers.start(), Wanted.SECOND_ORDER))).getFirst();
        double scale = objective.scale().of(there.value());
        Arrays.setAll(smallest, i -> {
            double own = Math.sqrt(scale / there.matrix()[i * smallest.length + i]);
            return own > 0 ? Math.min(SMALLEST, own) : SMALLEST;
        });
        return smallest;
    }
}
