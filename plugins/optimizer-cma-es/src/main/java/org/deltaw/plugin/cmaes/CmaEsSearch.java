package org.deltaw.plugin.cmaes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Wanted;

/**
 * Asks for the values of a whole generation at once, and of the start with the first. It stands at the best point of all so
 * far. The numbers of a generation come from a seed of its own, so that nothing of a generator is to be remembered. For one thread.
 */
final class CmaEsSearch implements Search {
    static final int VERSION = 1;
    private static final String MEAN = "mean";
    private static final String COVARIANCE = "covariance";
    private static final String PATH = "covariance-path";
    private static final String STEP_PATH = "step-size-path";
    private static final String STEP_SIZE = "step-size";
    private static final String GENERATION = "generation";
    private static final String BEST = "best-loss";
    private static final String RECENT = "recent-losses";
    private static final String SPREAD = "spread-of-losses";
    /** Differences of losses that are smaller, in units of the last digit, are rounding. */
    private static final double NOISE = 8;
    /** Beyond this the covariance matrix has no digits left in some direction (arXiv 1604.00772, appendix B.3). */
    private static final double WORST_CONDITION = 1e14;

    private final CmaEsSettings settings;
    private final SearchProblem problem;
    private final BoxTransformation box;
    private final Strategy strategy;
    private final SearchDistribution distribution;
    private final double[] recent;
    private double[] point;
    private double best;
    private double spread;
    private List<SearchDistribution.Draw> draws = List.of();
    private List<double[]> points = List.of();
    private boolean learnt;
    private boolean lost;

    private CmaEsSearch(CmaEsSettings settings, SearchProblem problem, double[] point, Strategy strategy,
            SearchDistribution.Memory memory, Losses losses) {
        this.settings = settings.at(problem.accuracy());
        this.problem = problem;
        this.box = new BoxTransformation(problem.boundsAndL1());
        this.strategy = strategy;
        this.distribution = new SearchDistribution(strategy, memory);
        this.point = point.clone();
        this.best = losses.best();
        this.recent = losses.recent().clone();
        this.spread = losses.spread();
    }

    /**
     * The losses that it remembers.
     *
     * @param best of all; infinite before the first generation
     * @param recent the best of each of the last generations, the newest first; infinite where there was none
     * @param spread the difference of the worst and the best of the last generation
     */
    private record Losses(double best, double[] recent, double spread) {}

    /** Returns of how many generations the best losses are compared: appendix B.3. */
    private static int window(int size, Strategy strategy) {
        return 10 + (int) Math.ceil(30.0 * size / strategy.population());
    }

    private static Strategy strategy(CmaEsSettings settings, SearchProblem problem) {
        return new Strategy(problem.size(), settings.population().orElseGet(() -> Strategy.population(problem.size())));
    }

    static CmaEsSearch begin(CmaEsSettings settings, SearchProblem problem, double[] start) {
        Strategy strategy = strategy(settings, problem);
        double[] recent = new double[window(problem.size(), strategy)];
        Arrays.fill(recent, Double.POSITIVE_INFINITY);
        double[] free = new BoxTransformation(problem.boundsAndL1()).free(start);
        return new CmaEsSearch(settings, problem, start, strategy,
                SearchDistribution.Memory.begin(free, settings.initialDeviation()),
                new Losses(Double.POSITIVE_INFINITY, recent, Double.POSITIVE_INFINITY));
    }

    static CmaEsSearch resume(CmaEsSettings settings, SearchProblem problem, double[] point, OptimizerState state) {
        int size = problem.size();
        Strategy strategy = strategy(settings, problem);
        state.require(VERSION, Map.of(MEAN, size, COVARIANCE, size * size, PATH, size, STEP_PATH, size, STEP_SIZE, 1, GENERATION, 1,
                BEST, 1, RECENT, window(size, strategy), SPREAD, 1));
        return new CmaEsSearch(settings, problem, point, strategy,
                new SearchDistribution.Memory(state.array(MEAN), state.array(COVARIANCE), state.array(PATH),
                        state.array(STEP_PATH), state.number(STEP_SIZE), state.number(GENERATION)),
                new Losses(state.number(BEST), state.array(RECENT), state.number(SPREAD)));
    }

    @Override
    public Request ask() {
        if (lost) {
            return new Request.Diverged(point, OptionalInt.empty());
        }
        if (learnt) {
            learnt = false;
            return new Request.IterationDone(best);
        }
        if (distribution.largestDeviation() <= settings.stepTolerance() * settings.initialDeviation()) {
            return new Request.Ended("step", "the points of a generation hardly differ any more");
        }
        double tolerance = Math.max(settings.lossTolerance(), NOISE * problem.resolution());
        if (Math.max(spread, Arrays.stream(recent).max().getAsDouble() - Arrays.stream(recent).min().getAsDouble())
                <= tolerance * problem.scale().of(best)) {
            return new Request.Ended("loss", "the losses hardly differ any more");
        }
        if (distribution.condition() > WORST_CONDITION) {
            return new Request.Ended("condition", "one direction has become too narrow to be told from others");
        }
        return generation();
    }

    private boolean isFirst() {
        return distribution.memory().generation() == 0;
    }

    private Request generation() {
        RandomGenerator random = problem.seed().child((long) distribution.memory().generation()).generator();
        draws = IntStream.range(0, strategy.population()).mapToObj(_ -> distribution.draw(random)).toList();
        points = new ArrayList<>(draws.stream().map(distribution::point).map(box::bounded).toList());
        if (isFirst()) {
            points.add(point);
        }
        return new Request.Evaluate(points.stream().map(each -> Query.ofAll(each, Wanted.VALUE)).toList());
    }

    @Override
    public void tell(List<Answer> answers) {
        double[] losses = new double[answers.size()];
        Arrays.setAll(losses, i -> loss(answers.get(i).value(), points.get(i)));
        int least = IntStream.range(0, losses.length).boxed().min(Comparator.comparingDouble(i -> losses[i])).orElseThrow();
        if (losses[least] < best) {
            best = losses[least];
            point = points.get(least).clone();
        }
        double[] own = Arrays.copyOf(losses, draws.size());
        double lowest = Arrays.stream(own).min().getAsDouble();
        lost = Double.isInfinite(lowest);
        if (!lost) {
            remember(lowest, Arrays.stream(own).max().getAsDouble() - lowest);
            distribution.update(IntStream.range(0, own.length).boxed()
                    .sorted(Comparator.comparingDouble(i -> own[i])).map(draws::get).toList());
            learnt = true;
        }
    }

    /** Returns the whole loss at a point; infinite where it is not finite, so that such points come last. */
    private double loss(double value, double[] where) {
        double loss = value + problem.boundsAndL1().penalty(where);
        return Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
    }

    private void remember(double lowest, double range) {
        System.arraycopy(recent, 0, recent, 1, recent.length - 1);
        recent[0] = lowest;
        spread = range;
    }

    @Override
    public double[] point() {
        return point.clone();
    }

    @Override
    public OptimizerState state() {
        SearchDistribution.Memory memory = distribution.memory();
        Map<String, double[]> arrays = new HashMap<>();
        arrays.put(MEAN, memory.mean());
        arrays.put(COVARIANCE, memory.covariance());
        arrays.put(PATH, memory.path());
        arrays.put(STEP_PATH, memory.stepPath());
        arrays.put(STEP_SIZE, new double[] {memory.stepSize()});
        arrays.put(GENERATION, new double[] {memory.generation()});
        arrays.put(BEST, new double[] {best});
        arrays.put(RECENT, recent);
        arrays.put(SPREAD, new double[] {spread});
        return new OptimizerState(VERSION, arrays);
    }
}
