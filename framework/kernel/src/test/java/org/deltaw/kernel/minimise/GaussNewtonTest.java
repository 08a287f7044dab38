package org.deltaw.kernel.minimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.testing.CountingBackend;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedActivity;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.plugin.penalty.L2Penalty;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.SynapticVariable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussNewtonTest {
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 150, 200).record(new Seed(1));

    private static FitResult train(FitBuilder fit, Dataset data) {
        try (OpenFit opened = fit.open(data)) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
        }
    }

    private static double[] parameters(FitResult result) {
        return result.best().parameters();
    }

    /** Returns how steeply the objective falls along each parameter, in the better direction, L1 penalties included. */
    private static double[] descents(FitBuilder fit, Dataset data, double[] at, BoundsAndL1 boundsAndL1) {
        try (OpenFit opened = fit.open(data)) {
            double[] slopes = opened.problems().getFirst().gradient(at).values();
            double[] descents = new double[at.length];
            Arrays.setAll(descents, i -> boundsAndL1.descent(i, at[i], slopes[i]));
            return descents;
        }
    }

    private static BoundsAndL1 boundsAndL1(int size, double l1) {
        BoundsAndL1 boundsAndL1 = new BoundsAndL1(new double[size], new double[size], new double[size]);
        Arrays.fill(boundsAndL1.lower(), Double.NEGATIVE_INFINITY);
        Arrays.fill(boundsAndL1.upper(), Double.POSITIVE_INFINITY);
        Arrays.fill(boundsAndL1.l1(), l1);
        return boundsAndL1;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsOjasRuleAmongAllTermsToTwelveDigits(long seed) {
        SimulatedActivity oja = new SimulatedActivity(8, 8, 50, 5);
        CountingBackend backend = new CountingBackend();
        FitBuilder fit = oja.fit().gaussNewton(60).backend(backend, Precision.F64);
        Dataset data = oja.record(fit, seed, value -> value);
        try (OpenFit opened = fit.open(data)) {
            Problem problem = opened.problems().getFirst();
            FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
            assertInstanceOf(Outcome.Converged.class, result.outcome());
            assertArrayEquals(oja.truth(problem), parameters(result), 1e-10);
            assertTrue(backend.curvatures() <= 30, backend.curvatures() + " matrices");
            assertTrue(backend.values() <= 60, backend.values() + " values");
        }
    }

    @Test
    void ridgeOnLinearDataIsSolvedInOneStep() {
        // Linear in the coefficients, for there is one step: loss (b - 3)² + 2 b², with its minimum at b = 1.
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule(Stubs.rule(List.of(Parameter.scalar("b", Initial.at(0))),
                        (synapse, theta) -> Plasticity.of(Expr.outer(synapse.pre(), synapse.post()).times(theta.of(
                                Parameter.scalar("b", Initial.at(0)))))), new org.deltaw.spi.NoSettings())
                .loss(new ActivityMeanSquaredError(), 1).loss(new L2Penalty(), 2).gaussNewton(9);
        Dataset data = Recordings.of(Recordings.trajectory("a", 2, Map.of(Channel.input(1), new double[] {1, 1},
                Channel.of(Target.ACTIVITY, 1), new double[] {1, 1 + 3}), 1));
        FitResult result = train(fit, data);
        // Of the two steps the first shows 1 whatever b is; the mean is over both: ((b - 3)² + 4 b²) / 2, minimum 0.6.
        assertArrayEquals(new double[] {0.6}, parameters(result), 1e-12);
        assertEquals(1, result.best().epochs());
        assertEquals(((0.6 - 3) * (0.6 - 3)) / 2 + 2 * 0.36, result.best().history().getFirst().loss(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05})
    void penalisedCoefficientsBecomeZeroAndNothingLeadsDown(double l1) {
        FitBuilder smooth = SimulatedChoices.fit("1", "x", "w", "r", "x*r", "x*w", "r*w", "x^2*r").trajectoriesAlike();
        FitBuilder fit = SimulatedChoices.fit("1", "x", "w", "r", "x*r", "x*w", "r*w", "x^2*r").loss(new L1Penalty(), l1)
                .trajectoriesAlike().gaussNewton(200).tolerances(1e-12, 1e-15, 1e-14);
        FitResult result = train(fit, FLIES);
        assertInstanceOf(Outcome.Converged.class, result.outcome());
        double[] found = parameters(result);
        long zeros = Arrays.stream(found).filter(value -> value == 0).count();
        assertTrue(zeros >= 2 && zeros < 8, Arrays.toString(found));
        for (double descent : descents(smooth, FLIES, found, boundsAndL1(8, l1))) {
            assertEquals(0, descent, 1e-6, Arrays.toString(found));
        }
    }

    @Test
    void highPenaltyKeepsAllAtZeroAtOnce() {
        FitResult result = train(SimulatedChoices.fit("x", "w", "x*r").loss(new L1Penalty(), 100).gaussNewton(20), FLIES);
        assertEquals(new Outcome.Converged(0, "gradient", "the loss is flat in every direction"), result.outcome());
        assertArrayEquals(new double[3], parameters(result));
        assertEquals(List.of(), result.best().history());
    }

    private static FitBuilder bounded(Map<String, List<Double>> bounds, List<String> fixed, Map<String, Double> initial) {
        return FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule("", new TaylorRule(), Rules.terms("x*r", "w", "x"),
                        new ParameterChoices(initial, fixed, List.of(), bounds))
                .loss(new ChoiceCrossEntropy(), 1);
    }

    @Test
    void boundsAreKeptToTheLastBitAndTheRestIsOptimal() {
        FitBuilder fit = bounded(Map.of("x*r", List.of(-1.0, 0.2), "w", List.of(-0.01, 0.0)), List.of(), Map.of())
                .gaussNewton(100).tolerances(1e-12, 1e-15, 1e-14);
        double[] found = parameters(train(fit, FLIES));
        assertEquals(0.2, found[0]);
        BoundsAndL1 boundsAndL1 = boundsAndL1(3, 0);
        boundsAndL1.lower()[0] = -1;
        boundsAndL1.upper()[0] = 0.2;
        boundsAndL1.lower()[1] = -0.01;
        boundsAndL1.upper()[1] = 0;
        for (double descent : descents(fit, FLIES, found, boundsAndL1)) {
            assertEquals(0, descent, 1e-7, Arrays.toString(found));
        }
    }

    @Test
    void fixedCoefficientsAreNotTouched() {
        FitResult result = train(bounded(Map.of(), List.of("w"), Map.of("w", 0.125)).gaussNewton(50), FLIES);
        assertEquals(2, parameters(result).length);
        assertArrayEquals(new double[] {0.125}, result.parameters().stream()
                .filter(value -> value.name().equals("w")).findFirst().orElseThrow().values());
    }

    @Test
    void coefficientsThatCannotBeToldApartDoNoHarm() {
        // Without the gate every step is alike: x and x^2 differ, but r is ±0.5 or 0, so that r^3 is r / 4.
        FitBuilder twins = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule(new TaylorRule(), TaylorSettings.listing(0, "x*r", "x*r^3", "w"))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(100);
        FitResult result = train(twins, FLIES);
        FitResult plain = train(SimulatedChoices.fit("x*r", "w").gaussNewton(100), FLIES);
        assertInstanceOf(Outcome.Converged.class, result.outcome());
        assertEquals(plain.metrics().total().loss(), result.metrics().total().loss(), 1e-12);
        assertEquals(parameters(plain)[0], parameters(result)[0] + parameters(result)[1] / 4, 1e-5);
    }

    @Test
    void stepThatLeadsToInfinityIsTakenBackUntilItDoesNot() {
        Parameter growth = Parameter.scalar("growth", Initial.at(-5));
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule(Stubs.rule(List.of(growth), (synapse, theta) -> Plasticity.of(
                        Expr.outer(synapse.pre(), synapse.post()).times(theta.of(growth).exp()))),
                        new org.deltaw.spi.NoSettings())
                .loss(new ActivityMeanSquaredError(), 1).gaussNewton(200);
        // From exp(-5) to 1000: Newton's first step is to some 150,000, whose exponential is infinite.
        Dataset data = Recordings.of(Recordings.trajectory("a", 2, Map.of(Channel.input(1), new double[] {1, 1},
                Channel.of(Target.ACTIVITY, 1), new double[] {1, 1 + 1000}), 1));
        FitResult result = train(fit, data);
        assertInstanceOf(Outcome.Converged.class, result.outcome());
        assertArrayEquals(new double[] {Math.log(1000)}, parameters(result), 1e-9);
    }

    @Test
    void startThatIsNotFiniteDiverges() {
        FitBuilder fit = bounded(Map.of(), List.of(), Map.of("x", 1e200, "w", 1e200)).gaussNewton(9);
        Outcome.Diverged outcome = assertInstanceOf(Outcome.Diverged.class, train(fit, FLIES).outcome());
        assertEquals(1, outcome.epoch());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lossNeverRises(long seed) {
        Dataset data = Recordings.random(Recordings.choices(2), 3, 30, seed);
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1))
                .rule(new TaylorRule(), Rules.taylor(2, SynapticVariable.X, SynapticVariable.W, SynapticVariable.R))
                .loss(new ChoiceCrossEntropy(), 1).loss(new L1Penalty(), 0.001).gaussNewton(25);
        double before;
        try (OpenFit opened = fit.open(data)) {
            Problem problem = opened.problems().getFirst();
            before = problem.gradient(problem.start()).loss();
        }
        FitResult result = train(fit, data);
        for (Epoch epoch : result.best().history()) {
            assertTrue(epoch.loss() < before, epoch.number() + ": " + epoch.loss() + " after " + before);
            before = epoch.loss();
        }
        assertEquals(before, result.metrics().total().loss(), 1e-12);
        assertFalse(result.best().history().isEmpty());
    }

    @Test
    void endsWhereAdamEnds() {
        double[] adam = parameters(train(SimulatedChoices.fit("x*r", "w").loss(new L2Penalty(), 0.01).adam(0.003, 3000),
                FLIES));
        FitResult newton = train(SimulatedChoices.fit("x*r", "w").loss(new L2Penalty(), 0.01).gaussNewton(50), FLIES);
        assertArrayEquals(adam, parameters(newton), 1e-5);
        assertTrue(newton.best().epochs() < 20, newton.best().epochs() + " steps");
    }

    @Test
    void threadsDoNotChangeABit() {
        FitBuilder fit = SimulatedChoices.fit("x*r", "w", "x").loss(new L1Penalty(), 0.01).gaussNewton(50).uncertainty();
        FitResult one = train(fit.threads(1), FLIES);
        FitResult two = train(fit.threads(2), FLIES);
        assertArrayEquals(parameters(one), parameters(two));
        assertEquals(one.uncertainty(), two.uncertainty());
    }

    @Test
    void criteriaAreThoseOfTheSettings() {
        FitBuilder fit = SimulatedChoices.fit("x*r", "w");
        assertEquals("gradient", criterion(fit.gaussNewton(50).tolerances(1e-3, 0, 0)));
        assertEquals("reduction", criterion(fit.gaussNewton(50).tolerances(0, 1e-3, 0)));
        assertEquals("step", criterion(fit.gaussNewton(50).tolerances(0, 0, 1e-2)));
        assertEquals(Outcome.PATIENCE, criterion(fit.gaussNewton(50).tolerances(0, 0, 0).patience(1, 0.01)));
        assertEquals(new Outcome.Finished(), train(fit.gaussNewton(2), FLIES).outcome());
    }

    private static String criterion(FitBuilder fit) {
        return assertInstanceOf(Outcome.Converged.class, train(fit, FLIES).outcome()).criterion();
    }

    /** Keeps every checkpoint, and asks to stop at a certain question. */
    private static final class Recorder implements FitListener {
        private final List<Checkpoint> checkpoints = new ArrayList<>();
        private final int stopAt;
        private int asked;

        Recorder(int stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public void checkpoint(Checkpoint checkpoint) {
            checkpoints.add(checkpoint);
        }

        @Override
        public boolean stopRequested() {
            return ++asked == stopAt;
        }
    }

    private static FitBuilder resumable() {
        return SimulatedChoices.fit("x*r", "w", "x", "r").loss(new L1Penalty(), 0.01).gaussNewton(40).checkpointInterval(0);
    }

    private static FitResult resume(Optional<Checkpoint> from, FitListener listener) {
        try (OpenFit opened = resumable().open(FLIES)) {
            return opened.problems().getFirst().train(from, listener);
        }
    }

    private static void assertSame(FitResult expected, FitResult actual) {
        assertEquals(expected.outcome(), actual.outcome());
        assertEquals(expected.metrics(), actual.metrics());
        List<Epoch> history = expected.best().history();
        assertEquals(history.size(), actual.best().history().size());
        for (int i = 0; i < history.size(); i++) {
            assertEquals(history.get(i).loss(), actual.best().history().get(i).loss());
            assertArrayEquals(history.get(i).parameters(), actual.best().history().get(i).parameters());
        }
    }

    @Test
    void resumedTrainingEndsWithTheBitsOfOneThatWasNotStopped() {
        Recorder recorder = new Recorder(0);
        FitResult whole = resume(Optional.empty(), recorder);
        assertTrue(recorder.checkpoints.size() >= 3, recorder.checkpoints.size() + " steps");
        for (Checkpoint kept : recorder.checkpoints) {
            assertSame(whole, resume(Optional.of(kept), FitListener.SILENT));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void stoppedTrainingGoesOnWithTheSameBits(int question) {
        Recorder recorder = new Recorder(question);
        FitResult stopped = resume(Optional.empty(), recorder);
        assertEquals(new Outcome.Interrupted(stopped.best().epochs()), stopped.outcome());
        assertEquals(new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "training was interrupted"), stopped.uncertainty());
        assertSame(resume(Optional.empty(), FitListener.SILENT),
                resume(Optional.of(recorder.checkpoints.getLast()), FitListener.SILENT));
    }

    @Test
    void checkpointOfAdamIsRefused() {
        Checkpoint adam = train(SimulatedChoices.fit("x*r", "w").adam(0.01, 1), FLIES).starts().checkpoint();
        try (OpenFit opened = SimulatedChoices.fit("x*r", "w").gaussNewton(3).open(FLIES)) {
            assertEquals("The checkpoint was left by adam, but this fit is to go on with gauss-newton; resume with the "
                    + "optimizer it began with, or start anew.", assertThrows(InvalidSpecException.class, () ->
                    opened.problems().getFirst().train(Optional.of(adam), FitListener.SILENT)).getMessage());
        }
    }
}
