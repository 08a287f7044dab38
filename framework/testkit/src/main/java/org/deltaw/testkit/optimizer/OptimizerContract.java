package org.deltaw.testkit.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.ObjectiveScale;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Trait;
import org.deltaw.testkit.ExtensionContract;
import org.deltaw.testkit.Threads;
import org.deltaw.testkit.Wording;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every optimizer must keep. It is tried on convex quadratic functions of three numbers of about 1, from a start at a
 * distance of about 1.
 *
 * @param <S> the optimizer's settings
 */
public abstract class OptimizerContract<S extends Record> extends ExtensionContract<S, Optimizer<S>> {
    private static final double FAR = Double.POSITIVE_INFINITY;
    private static final double[] START = {-0.25, 0.25, 1};
    private static final double L1 = 0.9;
    /** Searches are resumed after so many iterations, and compared for as many. */
    private static final int FOLLOWED = 12;
    private static final double WALL = 0.1;

    /** Returns within how many iterations it finds a minimum. */
    protected int iterations(S settings) {
        return 3000;
    }

    /** Returns how far from the minimum each number may be then. */
    protected double distance(S settings) {
        return 1e-3;
    }

    @Override
    protected Set<String> reservedKeys() {
        return Set.of("name");
    }

    private static SearchProblem problem(Quadratic objective, double lower, double upper, double l1, long seed) {
        int size = objective.size();
        double[][] all = new double[3][size];
        Arrays.fill(all[0], lower);
        Arrays.fill(all[1], upper);
        Arrays.fill(all[2], l1);
        return new SearchProblem(objective.trajectories(), new BoundsAndL1(all[0], all[1], all[2]), ObjectiveScale.ABOVE_ZERO,
                Math.ulp(1.0), Accuracy.FULL, new Seed(seed));
    }

    private static SearchProblem problem(Quadratic objective) {
        return problem(objective, -FAR, FAR, 0, 1);
    }

    private SearchRun begin(S settings, SearchProblem problem, Function<Query, Answer> objective) {
        double[] start = START.clone();
        problem.boundsAndL1().clamp(start);
        return new SearchRun(extension().begin(settings, problem, start), objective);
    }

    private SearchRun resume(S settings, SearchProblem problem, SearchRun.Stand stand, Function<Query, Answer> objective) {
        return new SearchRun(extension().resume(settings, problem, stand.point().clone(), stand.state()), objective);
    }

    @Test
    @DisplayName("O1: the same problem and seed give the same search to the last bit, on several threads at once, too")
    void sameSeedGivesSameBits() {
        withAll(settings -> {
            Quadratic objective = Quadratic.coupled();
            List<String> once = begin(settings, problem(objective), objective::answer).iterate(FOLLOWED).bits(0);
            assertEquals(once, begin(settings, problem(objective), objective::answer).iterate(FOLLOWED).bits(0), "a second time");
            Threads.all(() -> begin(settings, problem(objective), objective::answer).iterate(FOLLOWED).bits(0))
                    .forEach(bits -> assertEquals(once, bits, "on several threads"));
        });
    }

    @Test
    @DisplayName("O2: searches know nothing of each other")
    void searchesAreApart() {
        withAll(settings -> {
            Quadratic objective = Quadratic.coupled();
            Optimizer<S> optimizer = extension();
            SearchRun[] runs = new SearchRun[2];
            Arrays.setAll(runs, _ -> new SearchRun(optimizer.begin(settings, problem(objective), START.clone()), objective::answer));
            for (int i = 0; i < FOLLOWED; i++) {
                runs[0].iterate(1);
                runs[1].iterate(1);
            }
            assertEquals(runs[0].bits(0), runs[1].bits(0), "two searches in turn");
        });
    }

    @Test
    @DisplayName("O3: it asks about points within the bounds, and about trajectories that exist; and it stands within the bounds")
    void keepsBounds() {
        withAll(settings -> {
            Quadratic objective = Quadratic.coupled();
            SearchProblem problem = problem(objective, -0.5, 0.375, 0, 1);
            SearchRun run = begin(settings, problem, objective::answer).iterate(iterations(settings));
            for (Query query : run.queries()) {
                assertWithin("it asks about", problem, query.point());
                query.trajectory().ifPresent(index -> assertTrue(index >= 0 && index < problem.trajectories(),
                        "it asks about trajectory " + index + " of " + problem.trajectories()));
            }
            run.stands().forEach(stand -> assertWithin("it stands at", problem, stand.point()));
        });
    }

    private static void assertWithin(String what, SearchProblem problem, double[] point) {
        assertEquals(problem.size(), point.length, what + " a point of another size");
        assertTrue(problem.boundsAndL1().contains(point), what + " " + Arrays.toString(point) + ", out of bounds");
    }

    @Test
    @DisplayName("O4: it never wants more at a point than it says")
    void wantsNoMoreThanItSays() {
        withAll(settings -> {
            Quadratic objective = Quadratic.coupled();
            begin(settings, problem(objective), objective::answer).iterate(FOLLOWED).queries().forEach(query ->
                    assertTrue(query.wanted().compareTo(extension().most(settings)) <= 0, "it wants " + query.wanted()
                            + ", but says that it never wants more than " + extension().most(settings)));
        });
    }

    @Test
    @DisplayName("O5: it finds the minimum of a convex quadratic function, and ends there if it says that it ends by itself")
    void findsAMinimum() {
        withAll(settings -> {
            Quadratic objective = Quadratic.coupled();
            SearchRun run = begin(settings, problem(objective), objective::answer).iterate(iterations(settings));
            assertArrayEquals(objective.minimum(), run.point(), distance(settings), "the minimum");
            if (!extension().traits(settings).contains(Trait.ENDS_BY_ITSELF)) {
                assertEquals(Optional.empty(), run.end(), "it does not say that it ends by itself");
                return;
            }
            Request.Ended ended = (Request.Ended) run.end().filter(Request.Ended.class::isInstance).orElseThrow(() ->
                    new AssertionError("it says that it ends by itself, but after " + iterations(settings) + " iterations: " + run.end()));
            assertTrue(ended.criterion().matches("[a-z0-9]+(-[a-z0-9]+)*"), "its criterion is no lower-case word: " + ended.criterion());
            Wording.assertOneLine("why it ended", ended.because());
            assertTrue(!ended.because().endsWith("."), "why it ended is a clause and needs no full stop: " + ended.because());
        });
    }

    @Test
    @DisplayName("O6: it finds a minimum that lies on bounds")
    void findsAMinimumOnBounds() {
        withAll(settings -> {
            Quadratic objective = Quadratic.separable();
            SearchProblem problem = problem(objective, -0.5, 0.375, 0, 1);
            double[] expected = objective.minimum();
            problem.boundsAndL1().clamp(expected);
            SearchRun run = begin(settings, problem, objective::answer).iterate(iterations(settings));
            assertArrayEquals(expected, run.point(), distance(settings), "the minimum within bounds");
        });
    }

    @Test
    @DisplayName("O7: it finds the minimum with an L1 penalty, exact zeros if it says so, or refuses one in a sentence")
    void minimisesAbsoluteValues() {
        withAll(settings -> {
            Quadratic objective = Quadratic.separable();
            SearchProblem problem = problem(objective, -FAR, FAR, L1, 1);
            SearchRun run;
            try {
                run = begin(settings, problem, objective::answer);
            } catch (InvalidSpecException refused) {
                Wording.assertSentence("the refusal of an L1 penalty", String.valueOf(refused.getMessage()));
                return;
            }
            double[] expected = objective.minimum(L1);
            double[] found = run.iterate(iterations(settings)).point();
            assertArrayEquals(expected, found, distance(settings), "the minimum with an L1 penalty");
            if (extension().traits(settings).contains(Trait.EXACT_ZEROS)) {
                assertEquals(0, found[2], "it says that zeros are exact");
            }
        });
    }

    @Test
    @DisplayName("O8: a search that is resumed after an iteration goes on with the same bits")
    void resumesWithTheSameBits() {
        withAll(settings -> {
            Quadratic objective = Quadratic.coupled();
            for (SearchProblem problem : List.of(problem(objective), problem(objective, -0.5, 0.375, 0, 2))) {
                SearchRun whole = begin(settings, problem, objective::answer).iterate(FOLLOWED);
                for (int i = 0; i < whole.stands().size(); i++) {
                    SearchRun.Stand stand = whole.stands().get(i);
                    SearchRun resumed = resume(settings, problem, stand, objective::answer);
                    assertEquals(stand.state(), resumed.stands().getFirst().state(), "the state after resuming");
                    assertResumed(whole, i, resumed.iterate(FOLLOWED - i));
                }
            }
        });
    }

    /** What is asked again about the point where it stands may be asked twice: it is left out of both. */
    private static void assertResumed(SearchRun whole, int from, SearchRun resumed) {
        List<SearchRun.Stand> expected = whole.stands().subList(from + 1, whole.stands().size());
        List<SearchRun.Stand> found = resumed.stands().subList(1, resumed.stands().size());
        assertEquals(expected.size(), found.size(), "the number of iterations, resumed after " + from);
        for (int i = 0; i < expected.size(); i++) {
            String when = "iteration " + (from + 1 + i) + ", resumed after " + from;
            assertEquals(Double.toHexString(expected.get(i).loss()), Double.toHexString(found.get(i).loss()), "the loss of " + when);
            assertArrayEquals(expected.get(i).point(), found.get(i).point(), "the point of " + when);
            assertEquals(expected.get(i).state(), found.get(i).state(), "the state of " + when);
        }
        assertEquals(whole.end(), resumed.end(), "the end, resumed after " + from);
    }

    @Test
    @DisplayName("O9: it refuses a state of another version or shape in a sentence")
    void refusesOtherStates() {
        withAll(settings -> {
            Quadratic objective = Quadratic.coupled();
            SearchRun.Stand stand = begin(settings, problem(objective), objective::answer).iterate(2).stands().getLast();
            Map<String, double[]> arrays = stand.state().arrays();
            assertRefused(settings, stand, new OptimizerState(stand.state().version() + 1, arrays), "another version");
            Map<String, double[]> more = new HashMap<>(arrays);
            more.put("of-no-optimizer", new double[1]);
            assertRefused(settings, stand, new OptimizerState(stand.state().version(), more), "an array too many");
            for (String name : arrays.keySet()) {
                Map<String, double[]> longer = new HashMap<>(arrays);
                longer.put(name, Arrays.copyOf(arrays.get(name), arrays.get(name).length + 1));
                assertRefused(settings, stand, new OptimizerState(stand.state().version(), longer), "'" + name + "' too long");
                Map<String, double[]> fewer = new HashMap<>(arrays);
                fewer.remove(name);
                assertRefused(settings, stand, new OptimizerState(stand.state().version(), fewer), "'" + name + "' missing");
            }
        });
    }

    private void assertRefused(S settings, SearchRun.Stand stand, OptimizerState state, String what) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () ->
                extension().resume(settings, problem(Quadratic.coupled()), stand.point(), state), "a state with " + what);
        Wording.assertSentence("the refusal of a state with " + what, String.valueOf(refusal.getMessage()));
    }

    @Test
    @DisplayName("O10: where trial points are not finite it finds a way round, or says that it diverged; it never stands there")
    void survivesValuesThatAreNotFinite() {
        withAll(settings -> {
            Quadratic objective = Quadratic.coupled();
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                Function<Query, Answer> walled = query -> {
                    Answer answer = objective.answer(query);
                    return query.point()[0] <= WALL ? answer : spoilt(answer, bad);
                };
                SearchRun run = begin(settings, problem(objective), walled).iterate(iterations(settings));
                run.stands().stream().skip(1).forEach(stand -> assertTrue(Double.isFinite(stand.loss()),
                        "an iteration is done with the loss " + stand.loss()));
                boolean diverged = run.end().filter(Request.Diverged.class::isInstance).isPresent();
                assertTrue(diverged || run.point()[0] <= WALL, "it stands at " + Arrays.toString(run.point())
                        + ", where the objective is " + bad);
            }
        });
    }

    private static Answer spoilt(Answer answer, double bad) {
        double[] gradient = answer.gradient().clone();
        double[] matrix = answer.matrix().clone();
        Arrays.fill(gradient, bad);
        Arrays.fill(matrix, bad);
        return new Answer(bad, gradient, matrix);
    }

    @Test
    @DisplayName("O11: where nothing is finite it says within an iteration that it diverged, and where")
    void saysThatItDiverged() {
        withAll(settings -> {
            Quadratic objective = Quadratic.coupled();
            SearchProblem problem = problem(objective);
            SearchRun run = begin(settings, problem, query -> spoilt(objective.answer(query), Double.NaN)).iterate(1);
            Request.Diverged diverged = (Request.Diverged) run.end().filter(Request.Diverged.class::isInstance).orElseThrow(() ->
                    new AssertionError("all values are NaN, expected it to say that it diverged, found " + run.end()));
            assertWithin("it diverged at", problem, diverged.point());
            diverged.trajectory().ifPresent(index -> assertTrue(index >= 0 && index < problem.trajectories(),
                    "it diverged in trajectory " + index + " of " + problem.trajectories()));
            Wording.assertOneLine("remedy()", extension().remedy(settings));
            assertTrue(!extension().remedy(settings).endsWith("."), "remedy() is a phrase and needs no full stop");
        });
    }

    @Test
    @DisplayName("O12: it neither keeps the array where it starts, nor gives away its own")
    void keepsNoArrays() {
        withAll(settings -> {
            Quadratic objective = Quadratic.coupled();
            SearchProblem problem = problem(objective);
            List<String> expected = begin(settings, problem, objective::answer).iterate(FOLLOWED).bits(0);
            double[] start = START.clone();
            Search search = extension().begin(settings, problem, start);
            Arrays.fill(start, Double.NaN);
            SearchRun run = new SearchRun(search, query -> {
                Arrays.fill(search.point(), Double.NaN);
                return objective.answer(query);
            });
            assertEquals(expected, run.iterate(FOLLOWED).bits(0), "with all arrays spoilt after use");
        });
    }

    @Test
    @DisplayName("O13: the loss of an iteration is the whole objective's, L1 penalty included, at a point that it asked about")
    void lossesAreOfTheWhole() {
        withAll(settings -> {
            Quadratic objective = Quadratic.separable();
            SearchProblem problem = problem(objective, -FAR, FAR, refusesL1(settings) ? 0 : L1, 1);
            SearchRun run = begin(settings, problem, objective::answer).iterate(FOLLOWED);
            double[] values = run.queries().stream().map(Query::point)
                    .mapToDouble(point -> objective.value(point) + problem.boundsAndL1().penalty(point)).toArray();
            run.stands().stream().skip(1).forEach(stand -> assertTrue(
                    Arrays.stream(values).anyMatch(value -> Math.abs(value - stand.loss()) <= 1e-12),
                    "the loss " + stand.loss() + " is that of no point that it asked about"));
        });
    }

    private boolean refusesL1(S settings) {
        try {
            extension().begin(settings, problem(Quadratic.separable(), -FAR, FAR, L1, 1), START.clone());
            return false;
        } catch (InvalidSpecException refused) {
            return true;
        }
    }

    @Test
    @DisplayName("O14: with nothing to fit it comes to the end of an iteration, or ends")
    void hasNothingToDoWithNothingToFit() {
        withAll(settings -> {
            SearchProblem problem = new SearchProblem(2, new BoundsAndL1(new double[0], new double[0], new double[0]),
                    ObjectiveScale.ABOVE_ZERO,
                    Math.ulp(1.0), Accuracy.FULL, new Seed(1));
            SearchRun run = new SearchRun(extension().begin(settings, problem, new double[0]),
                    _ -> new Answer(1, new double[0], new double[0])).iterate(2);
            assertEquals(0, run.point().length, "the number of fitted numbers");
        });
    }
}
