package org.deltaw.kernel.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.prior.Hierarchy;
import org.deltaw.kernel.prior.Hierarchy.Level;
import org.deltaw.kernel.prior.Hierarchy.Link;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.parameter.Scope;
import org.junit.jupiter.api.Test;

class PosteriorTest {
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 40, 30, 50, 35).record(new Seed(1));
    /** Two sessions of one subject, one session of another one, and one of a third. */
    private static final Dataset SESSIONS = sessions("A", "A", "B", "C");
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private static Dataset sessions(String... subjects) {
        Trajectory[] sessions = new Trajectory[subjects.length];
        Arrays.setAll(sessions, i -> FLIES.trajectories().get(i).toBuilder().subject(subjects[i]).session("day " + i).build());
        return Recordings.of(sessions);
    }

    private static FitBuilder stable(ParameterChoices network) {
        return FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network()).network(network).backend(new JvmBackend(), Precision.F64)
                .stableRule(new TaylorRule(), Rules.terms("x*r", "w"), ParameterChoices.NONE).loss(new ChoiceCrossEntropy(), 1);
    }

    private static ParameterChoices bias(Map<String, Scope> scope) {
        return new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of("bias", List.of(-1.0, Double.POSITIVE_INFINITY)), scope);
    }

    private static Hierarchy hierarchy(List<Level> levels, Link link, String... parameters) {
        return new Hierarchy(levels, List.of(parameters), new Prior.HalfNormal(0.5), new TreeMap<>(Map.of("w", new Prior.HalfCauchy(0.3))),
                new TreeMap<>(), link);
    }

    private static void with(FitBuilder fit, Dataset data, Consumer<Posterior> test) {
        try (OpenFit open = fit.open(data)) {
            test.accept(new Posterior(open.problems().getFirst()));
        }
    }

    private static void with(FitBuilder fit, Consumer<Posterior> test) {
        with(fit, FLIES, test);
    }

    private static double[] point(int size, long seed) {
        RandomGenerator random = new Seed(seed).generator();
        return random.doubles(size).map(u -> 1.6 * u - 0.8).toArray();
    }

    private static String refusal(FitBuilder fit, Dataset data) {
        return assertThrows(InvalidSpecException.class, () -> with(fit, data, _ -> {})).getMessage();
    }

    private static double logPosterior(Posterior posterior, double[] point) {
        return posterior.values(new double[][] {point}).posterior(0);
    }

    /** Compares slopes with central differences of values, at points that are not special. */
    private static void assertSlopes(Posterior posterior) {
        for (int seed = 1; seed < 4; seed++) {
            double[] point = point(posterior.size(), seed);
            LogDensity.Gradients found = posterior.gradients(new double[][] {point});
            assertEquals(logPosterior(posterior, point), found.values().posterior(0));
            Differences.assertClose(Differences.central(point, at -> logPosterior(posterior, at)), found.slopes()[0], 1e-6, "slope");
        }
    }

    @Test
    void densityIsThePriorTimesTheLikelihoodOfAllRecordings() {
        FitBuilder fit = SimulatedChoices.fit("x*r", "w").prior("w", new Prior.Normal(-0.5, 0.4));
        double[] point = {0.7, -0.3};
        with(fit, posterior -> {
            LogDensity.Values values = posterior.values(new double[][] {point});
            double z = (-0.3 + 0.5) / 0.4;
            assertEquals(-2 * HALF_LOG_TWO_PI - Math.log(0.4) - z * z / 2 - 0.49 / 2, values.prior()[0], 1e-12);
            try (OpenFit plain = SimulatedChoices.fit("x*r", "w").open(FLIES)) {
                Problem problem = plain.problems().getFirst();
                assertEquals(-155 * problem.gradient(point).loss(), values.likelihood()[0], 1e-9);
            }
            assertEquals(List.of("rule.x*r", "rule.w"), posterior.names());
            assertArrayEquals(point, posterior.told(point));
            assertEquals(List.of(true, false), posterior.priors().stream().map(StatedPrior::byDefault).toList());
        });
    }

    @Test
    void likelihoodDoesNotDependOnHowReplicatesAreListed() {
        Trajectory one = FLIES.trajectories().getFirst();
        Trajectory again = FLIES.trajectories().get(0).toBuilder().recording("fly").build();
        Dataset replicates = Recordings.of(again, Trajectory.builder("second", one.steps()).recording("fly").columns(one.columns())
                .initialStates(Map.of("weights", new double[8])).build());
        double[][] points = {{0.7, -0.3}};
        double[] each = new double[2];
        for (int i = 0; i < 2; i++) {
            int index = i;
            with(SimulatedChoices.fit("x*r", "w"), Recordings.of(replicates.trajectories().get(i)),
                    posterior -> each[index] = posterior.values(points).likelihood()[0]);
        }
        with(SimulatedChoices.fit("x*r", "w"), replicates, posterior ->
                assertEquals(Math.log((Math.exp(each[0]) + Math.exp(each[1])) / 2), posterior.values(points).likelihood()[0], 1e-10));
        assertTrue(refusal(SimulatedChoices.fit("x*r", "w").meanOverReplicates(), replicates).contains("is but a lower bound"));
    }

    @Test
    void slopesAreThoseOfValuesWithoutAHierarchy() {
        with(SimulatedChoices.fit("x*r", "w"), PosteriorTest::assertSlopes);
        with(stable(bias(Map.of())).prior("bias", new Prior.StudentT(3, 0.2, 1)).prior("x*r", new Prior.LogNormal(0, 1)),
                PosteriorTest::assertSlopes);
        with(stable(bias(Map.of("bias", Scope.SUBJECT))).prior("bias", new Prior.HalfCauchy(2)), PosteriorTest::assertSlopes);
    }

    @Test
    void slopesAreThoseOfValuesInHierarchies() {
        with(stable(ParameterChoices.NONE).hierarchy(hierarchy(List.of(Level.SUBJECT), Link.PROBIT)), PosteriorTest::assertSlopes);
        with(stable(bias(Map.of("bias", Scope.SESSION))).prior("bias", new Prior.Normal(0, 2))
                .hierarchy(hierarchy(List.of(Level.SUBJECT, Level.SESSION), Link.LOGIT, "w", "x*r")), SESSIONS,
                PosteriorTest::assertSlopes);
        with(stable(bias(Map.of())).prior("bias", new Prior.Normal(0, 2))
                .hierarchy(hierarchy(List.of(Level.SUBJECT, Level.SESSION), Link.PROBIT)), SESSIONS, PosteriorTest::assertSlopes);
        with(stable(ParameterChoices.NONE).hierarchy(new Hierarchy(List.of(Level.SESSION), List.of("rule.w"), new Prior.LogNormal(-1, 1),
                new TreeMap<>(), new TreeMap<>(Map.of("w", new Prior.Normal(-1, 1.5))), Link.LOGIT)), SESSIONS,
                PosteriorTest::assertSlopes);
    }

    @Test
    void hierarchyFollowsFromItsDefinition() {
        FitBuilder fit = stable(ParameterChoices.NONE).hierarchy(hierarchy(List.of(Level.SUBJECT, Level.SESSION), Link.LOGIT, "w"));
        with(fit, SESSIONS, posterior -> {
            assertEquals(List.of("rule.x*r", "rule.w", "rule.w.mean", "rule.w.location", "rule.w.spread.subject", "rule.w.spread.session",
                    "rule.w@A", "rule.w@B", "rule.w@C", "rule.w@A/day 0", "rule.w@A/day 1", "rule.w@B/day 2", "rule.w@C/day 3"),
                    posterior.names());
            // x*r, then of w the mean, the logarithms of both spreads, three subjects and four sessions.
            double[] point = {0.4, -1, Math.log(0.5), Math.log(0.2), 1, -1, 0.3, 0.6, -0.8, 2, 1.1};
            double[] told = posterior.told(point);
            double first = -1 + 0.5;
            assertEquals(-2 / (1 + Math.exp(1)), -2 - told[1], 1e-12);
            assertArrayEquals(new double[] {-1, 0.5, 0.2}, Arrays.copyOfRange(told, 3, 6), 1e-12);
            assertEquals(-2 + 2 / (1 + Math.exp(-first)), told[6], 1e-12);
            assertEquals(-2 + 2 / (1 + Math.exp(-(first + 0.2 * 0.6))), told[9], 1e-12);
            assertEquals(-2 + 2 / (1 + Math.exp(-(-1 - 0.5 + 0.2 * 2))), told[11], 1e-12);
            double w = told[1];
            double prior = -HALF_LOG_TWO_PI - 0.08 - 7 * HALF_LOG_TWO_PI - (1 + 1 + 0.09 + 0.36 + 0.64 + 4 + 1.21) / 2
                    + spread(0.5) + spread(0.2) + cutNormal(w) + Math.log(-w * (2 + w) / 2);
            assertEquals(prior, posterior.values(new double[][] {point}).prior()[0], 1e-10);
        });
    }

    /** Returns the log density of the logarithm of a half-Cauchy number. */
    private static double spread(double value) {
        return Math.log(2 / (Math.PI * 0.3 * (1 + value * value / 0.09))) + Math.log(value);
    }

    private static double cutNormal(double value) {
        double mass = 0.477249868051820793;
        return -HALF_LOG_TWO_PI - value * value / 2 - Math.log(mass);
    }

    @Test
    void levelWithoutSeveralUnitsHasNoSpread() {
        FitBuilder fit = stable(ParameterChoices.NONE).hierarchy(hierarchy(List.of(Level.SUBJECT, Level.SESSION), Link.PROBIT, "w"));
        with(fit, sessions("A", "A", "A", "A"), posterior -> {
            assertEquals(1 + 2 + 4, posterior.size());
            assertTrue(posterior.names().contains("rule.w.spread.session"));
            assertFalse(posterior.names().contains("rule.w.spread.subject"));
        });
        with(fit, sessions("A", "B", "C", "D"), posterior -> {
            assertEquals(1 + 2 + 4, posterior.size());
            assertFalse(posterior.names().contains("rule.w.spread.session"));
            assertEquals("rule.w@D/day 3", posterior.names().getLast());
        });
        with(fit, sessions("A"), posterior -> assertEquals(2, posterior.size()));
    }

    @Test
    void priorAddsUpToOneOverOneCoordinateAndOverTwo() {
        with(stable(ParameterChoices.NONE).prior("x*r", new Prior.HalfCauchy(0.2)), posterior -> {
            double[][] points = grid(-14, 30, 1000, -8, 8, 400);
            assertEquals(1, mass(posterior, points, 44.0 / 1000 * 16 / 400), 1e-4);
        });
        FitBuilder pooled = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .stableRule(new TaylorRule(), Rules.terms("w"), ParameterChoices.NONE).loss(new ChoiceCrossEntropy(), 1)
                .hierarchy(hierarchy(List.of(Level.SUBJECT), Link.LOGIT));
        with(pooled, posterior -> {
            // Mean and logarithm of the spread; the four deviations at 0, where their density is known.
            double[][] points = Arrays.stream(grid(-25, 15, 500, -15, 12, 400)).map(each -> Arrays.copyOf(each, 6))
                    .toArray(double[][]::new);
            assertEquals(1, mass(posterior, points, 40.0 / 500 * 27 / 400) * Math.exp(4 * HALF_LOG_TWO_PI), 1e-4);
        });
    }

    private static double[][] grid(double from, double to, int count, double low, double high, int rows) {
        double[][] points = new double[count * rows][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {from + (to - from) * (i / rows + 0.5) / count, low + (high - low) * (i % rows + 0.5) / rows};
        }
        return points;
    }

    private static double mass(Posterior posterior, double[][] points, double cell) {
        return cell * Arrays.stream(points).mapToDouble(point -> Math.exp(posterior.logPrior(point))).sum();
    }

    @Test
    void drawsFollowThePrior() {
        with(stable(ParameterChoices.NONE).prior("x*r", new Prior.Uniform(-1, 3)), posterior -> {
            int count = 2000;
            double[] sums = new double[4];
            for (int i = 0; i < count; i++) {
                double[] numbers = posterior.told(posterior.drawFromPrior(new Seed(5).child(i)));
                sums[0] += numbers[0] / count;
                sums[1] += numbers[0] * numbers[0] / count;
                sums[2] += numbers[1] / count;
                sums[3] += numbers[1] > -0.5 ? 1.0 / count : 0;
            }
            assertEquals(1, sums[0], 4 * Math.sqrt(16 / 12.0 / count));
            assertEquals(16 / 12.0, sums[1] - sums[0] * sums[0], 0.1);
            assertEquals(-(1 - Math.exp(-2)) / Math.sqrt(2 * Math.PI) / 0.477249868, sums[2], 4 * 0.55 / Math.sqrt(count));
            assertEquals(0.191462461 / 0.477249868, sums[3], 4 * 0.5 / Math.sqrt(count));
        });
    }

    @Test
    void pointsDoNotDependOnOthersAndThoseWithoutDensityAreMarked() {
        with(stable(ParameterChoices.NONE).threads(2), posterior -> {
            double[][] points = new double[9][];
            Arrays.setAll(points, i -> point(2, i));
            points[3] = new double[] {Double.NaN, 0};
            points[5] = new double[] {1e300, 0};
            LogDensity.Values values = posterior.values(points);
            LogDensity.Gradients gradients = posterior.gradients(points);
            for (int i = 0; i < points.length; i++) {
                assertEquals(values.posterior(i), gradients.values().posterior(i));
                assertEquals(values.posterior(i), logPosterior(posterior, points[i]));
                assertArrayEquals(posterior.gradients(new double[][] {points[i]}).slopes()[0], gradients.slopes()[i]);
            }
            assertEquals(Double.NEGATIVE_INFINITY, values.posterior(3));
            assertEquals(Double.NEGATIVE_INFINITY, values.posterior(5));
        });
    }

    @Test
    void conditionOnRunsCutsThePrior() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network()).backend(new JvmBackend(), Precision.F64)
                .stableRule(new TaylorRule(), Rules.terms("x*r", "w", "x*w"), ParameterChoices.NONE).loss(new ChoiceCrossEntropy(), 1);
        with(fit, posterior -> {
            assertTrue(posterior.isConditional());
            LogDensity.Values values = posterior.values(new double[][] {{0.5, -0.2, 0.1}, {0.5, 0.6, 0}, {0.5, -0.1, 0}});
            assertTrue(Double.isFinite(values.posterior(0)));
            assertEquals(Double.NEGATIVE_INFINITY, values.prior()[1]);
            assertTrue(Double.isFinite(values.posterior(2)));
        });
        with(stable(ParameterChoices.NONE), posterior -> assertFalse(posterior.isConditional()));
        with(SimulatedChoices.fit("w"), posterior -> assertFalse(posterior.isConditional()));
    }

    @Test
    void whatHasNoPosteriorIsRefused() {
        FitBuilder fit = SimulatedChoices.fit("x*r", "w");
        assertEquals("A posterior takes priors, and no penalties on parameters; state under priors what is believed of them, and leave out "
                + "the loss l1.", refusal(SimulatedChoices.fit("x*r", "w").loss(new L1Penalty(), 0.1), FLIES));
        assertTrue(refusal(SimulatedChoices.fit("x*r", "w").trajectoriesAlike(), FLIES).contains("choose weighting: observation"));
        assertTrue(refusal(SimulatedChoices.fit("x*r", "w").loss(new ChoiceCrossEntropy(), 1), FLIES).startsWith("A posterior needs one "
                + "loss"));
        assertTrue(refusal(SimulatedChoices.fit("x*r", "w").separateSubjects().hierarchy(hierarchy(List.of(Level.SUBJECT), Link.PROBIT)),
                FLIES).startsWith("A hierarchy describes all subjects together"));
        assertTrue(refusal(stable(bias(Map.of())), FLIES).startsWith("'network.bias' has neither a prior nor two finite bounds"));
        assertTrue(refusal(fit.hierarchy(hierarchy(List.of(Level.SUBJECT), Link.PROBIT, "x*r")), FLIES).startsWith("'w' is not among"));
    }
}
