package org.deltaw.kernel.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.data.Split;
import org.deltaw.kernel.fit.CompiledFit;
import org.deltaw.kernel.likelihood.Nats;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.separation.Limit;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of a cost with two wells: {@code height (a^2 - 1)^2 + tilt (a^3 - 3 a)}, with minima at 1 and -1. */
class OptimaFinderTest {
    private static final int STEPS = 40;
    private static final Dataset DATA = Recordings.random(Recordings.choices(2), 1, STEPS, 1);
    private static final Nats NATS = new Nats(Nats.Kind.LIKELIHOOD, STEPS, 1);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Returns what {@code -l / N} is, but for a number, with a well of this height in nats. */
    private Objective wells(double height, double tilt) {
        Parameter a = Parameter.scalar("a", Initial.at(0));
        CompiledFit compiled = new CompiledFit(FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1))
                .rule(Stubs.rule(List.of(a), (_, theta) -> Plasticity.of(theta.of(a).times(0))), new NoSettings())
                .loss(new ChoiceCrossEntropy(), 1)
                .loss(Stubs.loss(inputs -> {
                    Expr value = inputs.ruleParameters().getFirst();
                    Expr well = value.power(2).minus(1).power(2).times(height);
                    return new Loss.Penalty(well.plus(value.power(3).minus(value.times(3)).times(tilt)).times(1.0 / STEPS));
                }), 1).fit(), DATA, DATA.channels());
        open.push(compiled);
        List<Part> parts = Split.of(new DataSettings(1), DATA).training();
        Objective objective = compiled.objective(parts, parts);
        open.push(objective);
        return objective;
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    /** Says of weights that they are stable, and of a negative number that its best value is infinite, or nothing. */
    private record Examined(boolean known) implements OptimaFinder.Examination {
        @Override
        public List<Optional<Boolean>> stability(List<double[]> points) {
            return points.stream().map(point -> Optional.of(point[0] < 0).filter(_ -> known)).toList();
        }

        @Override
        public Separation separation(double[] point, double[][] information) {
            return known && point[0] < 0 ? new Separation(List.of(Limit.MINUS_INFINITE), 0) : Separation.none(1);
        }
    }

    private static OptimaFinder finder(Objective objective) {
        return finder(objective, NATS, false);
    }

    private static OptimaFinder finder(Objective objective, Nats nats, boolean known) {
        return new OptimaFinder(objective, nats, List.of("rule.a"), Math.ulp(1.0), new Examined(known));
    }

    private static OptimaFinder.End end(Objective objective, double a, boolean converged) {
        return new OptimaFinder.End(new double[] {a}, objective.values(List.of(new double[] {a})).getFirst(), converged);
    }

    private static Optima find(Objective objective, int best, double... at) {
        return finder(objective).find(Arrays.stream(at).mapToObj(a -> end(objective, a, true)).toList(), best);
    }

    @Test
    void endsOnTwoSidesOfABarrierAreTwoOptimaWeighedByHeightAndWidth() {
        // 10 (a^2 - 1)^2 + 0.3 (a^3 - 3 a) is 0.6 lower at 1 than 0, at -1 higher; its second derivative is 80 + 1.8 a there.
        Objective objective = wells(10, 0.3);
        Optima optima = find(objective, 1, -1, 1, 1, -1, 1);
        assertEquals(List.of(3, 2), optima.listed().stream().map(Optimum::starts).toList());
        assertEquals(List.of(Map.of("rule.a", 1.0), Map.of("rule.a", -1.0)),
                optima.listed().stream().map(Optimum::parameters).toList());
        assertEquals(1.2, optima.listed().get(1).cost(), 1e-9);
        double ratio = Math.exp(-1.2) * Math.sqrt(81.8 / 78.2);
        assertEquals(ratio / (1 + ratio), optima.listed().get(1).weight().orElseThrow(), 1e-9);
        assertEquals(1, optima.listed().stream().mapToDouble(each -> each.weight().orElseThrow()).sum(), 1e-12);
        // The log-likelihood has no penalty in it.
        assertEquals(-STEPS * objective.misfits(List.of(new double[] {1})).getFirst(),
                optima.listed().getFirst().logLikelihood().orElseThrow(), 1e-9);
    }

    @Test
    void aBarrierOfLessThanHalfANatIsNone() {
        assertEquals(1, find(wells(0.49, 0), 0, 1, -1).listed().size());
        assertEquals(2, find(wells(0.51, 0), 0, 1, -1).listed().size());
    }

    @Test
    void endsLeadToTheLowestThatIsReachedWithoutABarrier() {
        Objective objective = wells(10, 0.3);
        List<double[]> lowest = finder(objective).lowest(List.of(end(objective, -0.9, false), end(objective, 1.001, true),
                end(objective, 1, true), end(objective, -1, true),
                new OptimaFinder.End(new double[] {7}, Double.POSITIVE_INFINITY, false)));
        assertEquals(List.of(-1.0, 1.0, 1.0, -1.0, 7.0), lowest.stream().map(each -> each[0]).toList());
    }

    @Test
    void theResultIsListedFirstEvenIfItHasNotConverged() {
        Objective objective = wells(10, 0.3);
        Optima optima = finder(objective).find(List.of(end(objective, -1, true), end(objective, 0.999, false),
                end(objective, 0.9, false), new OptimaFinder.End(new double[] {1}, Double.POSITIVE_INFINITY, false)), 1);
        assertEquals(List.of(0.999, -1.0), optima.listed().stream().map(each -> each.parameters().get("rule.a")).toList());
        assertEquals(2, optima.leftOut());
    }

    @Test
    void nothingIsSaidWhereNoSearchHasConverged() {
        Objective objective = wells(10, 0.3);
        assertSame(Optima.NONE, finder(objective).find(List.of(end(objective, 0.9, false), end(objective, 0.8, false)), 0));
        OptimaFinder.End lost = new OptimaFinder.End(new double[] {1}, Double.POSITIVE_INFINITY, false);
        assertSame(Optima.NONE, finder(objective).find(List.of(lost, lost), 0));
    }

    @Test
    void stabilityIsToldOfTheLowestEndOfEach() {
        Objective objective = wells(10, 0.3);
        Optima optima = finder(objective, NATS, true).find(List.of(end(objective, 1, true), end(objective, -1, true)), 0);
        assertEquals(List.of(Optional.of(false), Optional.of(true)), optima.listed().stream().map(Optimum::stable).toList());
    }

    @Test
    void whatHasNoFiniteBestValueAroundAnOptimumIsInfiniteThere() {
        Objective objective = wells(10, 0.3);
        Optima optima = finder(objective, NATS, true).find(List.of(end(objective, 1, true), end(objective, -1, true)), 0);
        assertEquals(List.of(1.0, Double.NEGATIVE_INFINITY), optima.listed().stream().map(each -> each.value("rule.a")).toList());
        assertTrue(optima.listed().get(1).separation().isSeparated());
    }

    @Test
    void withoutLikelihoodThereIsNoWeight() {
        Objective objective = wells(10, 0.3);
        Optima optima = finder(objective, new Nats(Nats.Kind.NONE, STEPS, 1), false)
                .find(List.of(end(objective, 1, true), end(objective, -1, true)), 0);
        assertEquals(2, optima.listed().size());
        assertTrue(optima.listed().stream().allMatch(each -> each.weight().isEmpty() && each.logLikelihood().isEmpty()));
    }
}
