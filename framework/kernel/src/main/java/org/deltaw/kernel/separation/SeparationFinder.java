package org.deltaw.kernel.separation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.deltaw.kernel.minimise.Minimization;
import org.deltaw.kernel.minimise.ProfileSearch;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Seed;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.SearchProblem;

/**
 * Decides from the objective itself which fitted numbers have a finite best value (Albert and Anderson, Biometrika 71, 1984, show for
 * logistic regression that there is none if choices are separated). A number is infinite if the log-likelihood, with the others
 * at their best, never falls by 0.5 nats however far the number goes one way, and does the other way; flat if it falls neither way.
 *
 * <p>Measured on logistic regressions with one input and 5 to 40 choices, where separation is known from the order of the inputs: of 200
 * data sets with it all were called so, of 200 without it none.
 *
 * @param objective that was minimised: with priors or penalties it is they and the likelihood together that decide
 * @param nats what a difference of objectives is multiplied by to be one of log-likelihoods
 * @param optimizer by which the others are minimised again
 * @param resolution the relative distance of the numbers that the objective is computed with
 * @param threshold which eigenvalues of the scaled information count as 0
 */
public record SeparationFinder(
        Objective objective, double nats, Configured<Optimizer<?>> optimizer, double resolution, double threshold) {
    /** In nats: as far as two optima must be apart to be two. */
    private static final double FALL = 0.5;

    /**
     * Decides.
     *
     * @param values at the end of a search
     * @param information there, in nats: the second derivatives of the objective
     */
    public Separation find(double[] values, double[][] information) {
        double here = objective.values(List.of(values)).getFirst();
        Screen screen = new Screen(values, information, objective.boundsAndL1(), threshold);
        List<double[]> points = screen.points();
        double[] falls = points.isEmpty() ? new double[0]
                : objective.values(points).stream().mapToDouble(there -> (there - here) * nats).toArray();
        int[] doubtful = screen.doubtful(falls);
        double best = Math.min(here, here + DoubleStream.of(falls).filter(Double::isFinite).min().orElse(0) / nats);
        List<Walk> walks = walks(values, here, doubtful, screen);
        for (Minimization all = new Minimization(objective, walks); all.goesOn();) {
            all.advance();
        }
        double least = walks.stream().mapToDouble(Walk::best).reduce(best, Math::min);
        Limit[] limits = new Limit[values.length];
        Arrays.fill(limits, Limit.FINITE);
        for (int i = 0; i < doubtful.length; i++) {
            limits[doubtful[i]] = limit(end(walks.get(2 * i), least), end(walks.get(2 * i + 1), least));
        }
        return new Separation(List.of(limits), (here - least) * nats);
    }

    private List<Walk> walks(double[] values, double here, int[] doubtful, Screen screen) {
        BoundsAndL1 bounds = objective.boundsAndL1();
        // A search for a decision need not be as exact as one for a result.
        ProfileSearch.Minimised minimised = new ProfileSearch.Minimised(optimizer, new SearchProblem(
                objective.parts(), bounds, objective.scale(), resolution, Accuracy.COARSE, new Seed(0)));
        List<Walk> walks = new ArrayList<>();
        for (int index : doubtful) {
            // The error of a number that runs to infinity means nothing; its own size does.
            double unit = Math.min(screen.standardError(index), Math.max(1, Math.abs(values[index])));
            for (boolean upwards : new boolean[] {true, false}) {
                Walk.Line line = new Walk.Line(index, upwards, values[index], unit, (upwards ? bounds.upper() : bounds.lower())[index]);
                walks.add(new Walk(line, values, screen.tangent(index), here, FALL / nats, minimised));
            }
        }
        return walks;
    }

    /** One walk may have found a better place than another began at. */
    private Walk.End end(Walk walk, double least) {
        return walk.value() > least + FALL / nats ? Walk.End.ROSE : walk.end();
    }

    private static Limit limit(Walk.End up, Walk.End down) {
        if (up != Walk.End.ROSE && down != Walk.End.ROSE) {
            return Limit.FLAT;
        }
        return up == Walk.End.HELD ? Limit.INFINITE : down == Walk.End.HELD ? Limit.MINUS_INFINITE : Limit.FINITE;
    }
}
