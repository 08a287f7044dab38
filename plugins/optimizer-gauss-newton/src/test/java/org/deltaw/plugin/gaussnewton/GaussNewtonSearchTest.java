package org.deltaw.plugin.gaussnewton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.spi.Seed;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.ObjectiveScale;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Wanted;
import org.deltaw.testkit.optimizer.SearchRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussNewtonSearchTest {
    private static final double[] START = {-1.2, 1};

    private static SearchProblem problem(double resolution, Accuracy accuracy) {
        double infinity = Double.POSITIVE_INFINITY;
        return new SearchProblem(1, new BoundsAndL1(new double[] {-infinity, -infinity}, new double[] {infinity, infinity},
                new double[2]), ObjectiveScale.ABOVE_ZERO, resolution, accuracy, new Seed(1));
    }

    private static SearchRun run(GaussNewtonSettings settings, SearchProblem problem, double residual) {
        return new SearchRun(new GaussNewtonOptimizer().begin(settings, problem, START), query -> coarse(residual, query))
                .iterate(200);
    }

    /** A valley of least squares whose numbers have seven digits, and not the same ones with and without derivatives. */
    private static Answer coarse(double residual, Query query) {
        double[] at = query.point();
        double[] r = {10 * (at[1] - at[0] * at[0]), 1 - at[0]};
        if (query.wanted() == Wanted.VALUE) {
            return new Answer((float) (r[0] * r[0]) + (float) (residual * 1.0000001) + (float) (r[1] * r[1]), new double[0],
                    new double[0]);
        }
        double[][] rows = {{-20 * at[0], 10}, {-1, 0}};
        double[] gradient = new double[2];
        double[] matrix = new double[4];
        for (int n = 0; n < 2; n++) {
            for (int i = 0; i < 2; i++) {
                gradient[i] = (float) (gradient[i] + 2 * r[n] * rows[n][i]);
                for (int j = 0; j < 2; j++) {
                    matrix[2 * i + j] = (float) (matrix[2 * i + j] + 2 * rows[n][i] * rows[n][j]);
                }
            }
        }
        return new Answer((float) (residual + r[0] * r[0] + r[1] * r[1]), gradient, matrix);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-3, 1, 50})
    void singlePrecisionEndsCleanlyWhateverToleranceWasAskedFor(double residual) {
        double resolution = Math.ulp(1f);
        SearchRun run = run(new GaussNewtonSettings(0, 0, 0), problem(resolution, Accuracy.FULL), residual);
        assertInstanceOf(Request.Ended.class, run.end().orElseThrow(), "after " + run.stands().size());
        // A reduction of 8 units of the last digit of the loss is what is given up, along the valley.
        double slack = Math.sqrt(16 * resolution * residual) + 1e-3;
        assertEquals(1, run.point()[0], slack);
        assertEquals(1, run.point()[1], 2 * slack + slack * slack);
    }

    @Test
    void curvatureThatIsNextToNothingEndsTheSearch() {
        for (double curvature : new double[] {0, Double.MIN_VALUE, 1e-310, 1e-300}) {
            SearchRun run = new SearchRun(new GaussNewtonOptimizer().begin(new GaussNewtonSettings(1e-10, 1e-12, 1e-10),
                    problem(Math.ulp(1.0), Accuracy.FULL), START), query -> new Answer(1, query.wanted() == Wanted.VALUE
                            ? new double[0] : new double[] {1e200, -1e-200}, query.wanted() == Wanted.VALUE ? new double[0]
                            : new double[] {curvature, curvature / 3, curvature / 3, curvature})).iterate(50);
            assertInstanceOf(Request.Ended.class, run.end().orElseThrow(), "curvature " + curvature);
        }
    }

    @Test
    void eachStepIsTriedByItsValueAndThenDifferentiated() {
        SearchRun run = run(new GaussNewtonSettings(0, 1e-9, 0), problem(Math.ulp(1.0), Accuracy.FULL), 1);
        List<Query> queries = run.queries();
        assertEquals(Wanted.SECOND_ORDER, queries.getFirst().wanted());
        assertArrayEquals(START, queries.getFirst().point());
        for (int i = 1; i < queries.size(); i++) {
            if (queries.get(i).wanted() == Wanted.SECOND_ORDER) {
                assertEquals(Wanted.VALUE, queries.get(i - 1).wanted());
                assertArrayEquals(queries.get(i - 1).point(), queries.get(i).point());
            }
        }
    }

    @Test
    void coarseAccuracyEndsSooner() {
        GaussNewtonSettings exact = new GaussNewtonSettings(1e-10, 1e-12, 1e-10);
        SearchRun full = run(exact, problem(Math.ulp(1.0), Accuracy.FULL), 0);
        SearchRun coarse = run(exact, problem(Math.ulp(1.0), Accuracy.COARSE), 0);
        assertTrue(coarse.queries().size() < full.queries().size(), coarse.queries().size() + " and " + full.queries().size());
        assertArrayEquals(full.point(), coarse.point(), 1e-4);
        GaussNewtonSettings rough = new GaussNewtonSettings(1e-2, 1e-2, 1e-2);
        assertEquals(rough, rough.at(Accuracy.COARSE));
        assertEquals(new GaussNewtonSettings(1e-6, 1e-9, 1e-6), exact.at(Accuracy.COARSE));
    }

    @Test
    void whyItEndedNamesTheLeastReduction() {
        SearchRun run = run(new GaussNewtonSettings(0, 1e-8, 0), problem(Math.ulp(1.0), Accuracy.FULL), 1);
        assertEquals(new Request.Ended("reduction", "no step would lower the loss by more than 1e-8 of it"), run.end().orElseThrow());
    }
}
