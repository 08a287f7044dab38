package org.deltaw.plugin.cmaes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.ObjectiveScale;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.testkit.optimizer.SearchRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CmaEsSearchTest {
    private static final CmaEsSettings SETTINGS = new CmaEsSettings(Optional.empty(), 0.5, 1e-12, 1e-8);

    private static SearchProblem problem(int size, double lower, double upper, long seed) {
        double[] least = new double[size];
        double[] most = new double[size];
        Arrays.fill(least, lower);
        Arrays.fill(most, upper);
        return new SearchProblem(1, new BoundsAndL1(least, most, new double[size]), ObjectiveScale.ABOVE_ZERO, Math.ulp(1.0),
                Accuracy.FULL, new Seed(seed));
    }

    private static SearchProblem free(int size, long seed) {
        return problem(size, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, seed);
    }

    private static SearchRun run(CmaEsSettings settings, SearchProblem problem, double[] start, ToDoubleFunction<double[]> function) {
        return new SearchRun(new CmaEsOptimizer().begin(settings, problem, start),
                query -> new Answer(function.applyAsDouble(query.point()), new double[0], new double[0])).iterate(2000);
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            sum += 100 * Math.pow(x[i + 1] - x[i] * x[i], 2) + Math.pow(1 - x[i], 2);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsTheEndOfAValleyInAsManyEvaluationsAsPublished(long seed) {
        SearchRun run = run(SETTINGS, free(5, seed), new double[5], CmaEsSearchTest::rosenbrock);
        double[] ones = new double[5];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, run.point(), 1e-5);
        // Other programs take some 2,500 to 5,000 for five numbers.
        assertTrue(run.queries().size() < 8000, run.queries().size() + " evaluations");
    }

    @Test
    void learnsAxesWhoseCurvaturesDifferAMillionfold() {
        ToDoubleFunction<double[]> ellipsoid = x -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double along = (x[i] + x[(i + 1) % x.length]) / Math.sqrt(2) - 1;
                sum += Math.pow(10, 6.0 * i / (x.length - 1)) * along * along;
            }
            return sum;
        };
        SearchRun run = run(SETTINGS, free(5, 7), new double[5], ellipsoid);
        assertTrue(ellipsoid.applyAsDouble(run.point()) < 1e-12, Arrays.toString(run.point()));
    }

    @Test
    void leavesAMinimumThatIsWorseThanAnother() {
        // At -1 a minimum of 0.5, at 1 one of 0; descent from -1 would stay.
        ToDoubleFunction<double[]> twoWells = x -> Math.min(0.5 + Math.pow(x[0] + 1, 2), Math.pow(x[0] - 1, 2)) + x[1] * x[1];
        SearchRun run = run(new CmaEsSettings(Optional.of(16), 1, 1e-12, 1e-8), free(2, 1), new double[] {-1, 0}, twoWells);
        assertArrayEquals(new double[] {1, 0}, run.point(), 1e-5);
    }

    @Test
    void aGenerationIsAskedForAtOnceAndTheStartWithTheFirst() {
        double[] start = {0.25, 0.5, 0.75};
        CmaEsSearch search = CmaEsSearch.begin(SETTINGS, free(3, 1), start);
        Request.Evaluate first = assertInstanceOf(Request.Evaluate.class, search.ask());
        assertEquals(4 + 3 + 1, first.queries().size());
        assertArrayEquals(start, first.queries().getLast().point());
        search.tell(first.queries().stream().map(query -> new Answer(rosenbrock(query.point()), new double[0], new double[0])).toList());
        assertInstanceOf(Request.IterationDone.class, search.ask());
        assertEquals(4 + 3, assertInstanceOf(Request.Evaluate.class, search.ask()).queries().size());
    }

    @Test
    void neverEndsWorseThanItBegan() {
        double[] start = {3, -4};
        SearchRun run = run(SETTINGS, free(2, 1), start, x -> Arrays.equals(x, start) ? -1 : x[0] * x[0] + x[1] * x[1]);
        assertArrayEquals(start, run.point());
        List<SearchRun.Stand> stands = run.stands();
        for (int i = 2; i < stands.size(); i++) {
            assertTrue(stands.get(i).loss() <= stands.get(i - 1).loss());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.75, -1.5})
    void numbersThatBoundsLeaveNoChoiceStayWhereTheyAre(double only) {
        SearchProblem both = problem(2, -2, 2, 1);
        both.boundsAndL1().lower()[1] = only;
        both.boundsAndL1().upper()[1] = only;
        SearchRun run = run(SETTINGS, both, new double[] {0, only}, x -> Math.pow(x[0] - 3, 2) + x[1]);
        assertEquals(only, run.point()[1]);
        assertEquals(2, run.point()[0], 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.9, 0, 0.4, 0.45, 0.5})
    void theMapIntoBoundsMeetsItsInverse(double at) {
        BoxTransformation box = new BoxTransformation(problem(1, -1, 0.5, 1).boundsAndL1());
        assertArrayEquals(new double[] {at}, box.bounded(box.free(new double[] {at})), 1e-15);
    }

    @Test
    void theMapIntoBoundsIsMirroredBeyondThem() {
        for (double[] sides : new double[][] {{-1, 0.5}, {-1, Double.POSITIVE_INFINITY}, {Double.NEGATIVE_INFINITY, 0.5}}) {
            BoxTransformation box = new BoxTransformation(problem(1, sides[0], sides[1], 1).boundsAndL1());
            double before = box.bounded(new double[] {-9})[0];
            for (double free = -9; free < 9; free += 1.0 / 128) {
                double bounded = box.bounded(new double[] {free})[0];
                assertTrue(bounded >= sides[0] && bounded <= sides[1], free + " is mapped to " + bounded);
                assertTrue(Math.abs(bounded - before) <= 1.0 / 128 + 1e-12, "a jump at " + free);
                before = bounded;
            }
        }
    }

    @Test
    void weightsAreThoseOfTheTutorial() {
        Strategy strategy = new Strategy(10, 10);
        double positive = 0;
        double negative = 0;
        for (int rank = 0; rank < 10; rank++) {
            positive += Math.max(0, strategy.weight(rank));
            negative += Math.min(0, strategy.weight(rank));
        }
        assertEquals(1, positive, 1e-15);
        assertEquals(3.167, strategy.mass(), 1e-3);
        assertEquals(2 / (11.3 * 11.3 + strategy.mass()), strategy.rankOneRate(), 1e-15);
        assertTrue(negative < -0.5 && negative > -3, negative + " in all");
        assertEquals(3.084, strategy.expectedLength(), 1e-3);
        assertEquals(10, Strategy.population(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3})
    void populationsThatCannotWorkAreRefused(int population) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () ->
                new CmaEsSettings(Optional.of(population), 0.5, 0, 0));
        assertEquals("The population is " + population + "; expected at least 4 points.", refusal.getMessage());
        assertEquals("population", refusal.key());
        assertEquals("initial-deviation", assertThrows(InvalidSpecException.class, () ->
                new CmaEsSettings(Optional.empty(), 0, 0, 0)).key());
    }

    @Test
    void seedsGiveOtherPointsAndTheSameMinimum() {
        SearchRun one = run(SETTINGS, free(2, 1), new double[2], CmaEsSearchTest::rosenbrock);
        SearchRun other = run(SETTINGS, free(2, 2), new double[2], CmaEsSearchTest::rosenbrock);
        assertTrue(!Arrays.equals(point(one), point(other)));
        assertArrayEquals(one.point(), other.point(), 1e-5);
    }

    private static double[] point(SearchRun run) {
        Query first = run.queries().getFirst();
        return first.point();
    }
}
