package org.deltaw.plugin.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.plugin.interpreter.InterpreterBackend;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.mlp.MlpSettings;
import org.deltaw.spi.Configured;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.SynapticVariable;
import org.junit.jupiter.api.Test;

class NeuralSourceTest {
    private static final Map<String, Double> OJA = Map.of("x*y", 1.0, "y^2*w", -1.0);
    private static final Channel ACTIVITY = Channel.of(Target.ACTIVITY, 10);

    private static Dataset load(NeuralSettings settings) {
        return OpenFit.load(Fits.neural(settings).fit());
    }

    private static Trajectory trajectory(Dataset data, String id) {
        return data.trajectories().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void modelWithTheTrueRuleShowsTheSameActivity() {
        for (var backend : List.of(new JvmBackend(), new InterpreterBackend())) {
            Fits fits = Fits.neural(Fits.neuralSettings(3, 0, 20, 0, 1)).startingAt(OJA).backend(backend);
            try (OpenFit opened = OpenFit.open(fits.fit())) {
                Problem problem = opened.problems().getFirst();
                List<Simulation> simulations = problem.simulate(problem.start());
                for (int i = 0; i < simulations.size(); i++) {
                    assertArrayEquals(problem.trajectories().get(i).column(ACTIVITY),
                            simulations.get(i).outputs().getFirst(), 1e-12);
                }
            }
        }
    }

    @Test
    void trueRuleHasAnAgreementOfOneOnHeldOutTrajectoriesToo() {
        try (OpenFit opened = OpenFit.open(
                Fits.neural(Fits.neuralSettings(2, 3, 20, 0, 1)).startingAt(OJA).fit())) {
            Problem problem = opened.problems().getFirst();

            Metrics heldOut = problem.evaluateHeldOut(problem.start()).orElseThrow();

            assertEquals(List.of("held-out/1", "held-out/2", "held-out/3"),
                    heldOut.trajectories().stream().map(Metrics.TrajectoryFitness::id).toList());
            for (Metrics metrics : List.of(problem.evaluate(problem.start()), heldOut)) {
                for (Metrics.TrajectoryFitness each : metrics.trajectories()) {
                    assertEquals(0, each.fitness().loss(), 1e-24);
                    assertEquals(1, each.agreement().weights().orElseThrow().uniform(), 1e-12);
                    assertEquals(1, each.agreement().weights().orElseThrow().varianceWeighted(), 1e-12);
                    assertEquals(1, each.agreement().activity().orElseThrow().uniform(), 1e-12);
                    assertEquals(1, each.agreement().recordedActivity().orElseThrow().uniform(), 1e-12);
                }
            }
        }
    }

    @Test
    void wrongRuleHasASmallerAgreement() {
        try (OpenFit opened = OpenFit.open(
                Fits.neural(Fits.neuralSettings(2, 1, 20, 0, 1)).startingAt(Map.of("x*y", 0.5)).fit())) {
            Problem problem = opened.problems().getFirst();
            Metrics.TrajectoryFitness heldOut =
                    problem.evaluateHeldOut(problem.start()).orElseThrow().trajectories().getFirst();

            assertTrue(heldOut.agreement().weights().orElseThrow().uniform() < 0.9);
            assertTrue(heldOut.fitness().loss() > 1e-6);
        }
    }

    @Test
    void noiseHasTheScaleThatWasAskedFor() {
        double[] clean = trajectory(load(Fits.neuralSettings(1, 0, 500, 0, 1)), "training/1").column(ACTIVITY);
        double[] noisy = trajectory(load(Fits.neuralSettings(1, 0, 500, 0.2, 1)), "training/1").column(ACTIVITY);

        double squares = IntStream.range(0, clean.length).mapToDouble(i -> Math.pow(noisy[i] - clean[i], 2)).sum();

        assertEquals(0.2, Math.sqrt(squares / clean.length), 0.01);
        assertTrue(Arrays.stream(clean).allMatch(y -> y > 0 && y < 1), "a sigmoid stays between 0 and 1");
    }

    @Test
    void inputsHaveTheMeanAndDeviationThatWereAskedFor() {
        Dataset data = load(new NeuralSettings(Fits.oja(), 1, 0, 1000, 0.5, 0.2, 0, Fits.ALL_KNOWN, Resamplings.AUTOMATIC, 1));
        double[] inputs = data.trajectories().getFirst().column(Channel.input(10));

        double mean = Arrays.stream(inputs).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(inputs).map(x -> (x - mean) * (x - mean)).average().orElseThrow());

        assertEquals(0.5, mean, 0.01);
        assertEquals(0.2, deviation, 0.01);
    }

    @Test
    void someNeuronsAreRecordedAndMoreOfThemChangeNothingForTheOthers() {
        Dataset few = load(Fits.neuralSettings(2, 1, 5, 0.1, 0.3));
        Dataset many = load(Fits.neuralSettings(2, 1, 5, 0.1, 0.7));
        Channel mask = Channel.mask(Target.ACTIVITY, 10);

        for (int t = 0; t < 3; t++) {
            double[] fewSeen = few.trajectories().get(t).column(mask);
            double[] manySeen = many.trajectories().get(t).column(mask);
            assertEquals(3 * 5, Arrays.stream(fewSeen).sum());
            assertEquals(7 * 5, Arrays.stream(manySeen).sum());
            assertArrayEquals(Arrays.copyOf(fewSeen, 10), Arrays.copyOfRange(fewSeen, 40, 50));
            for (int i = 0; i < fewSeen.length; i++) {
                if (fewSeen[i] == 1) {
                    assertEquals(1, manySeen[i]);
                    assertEquals(few.trajectories().get(t).column(ACTIVITY)[i],
                            many.trajectories().get(t).column(ACTIVITY)[i]);
                } else {
                    assertTrue(Double.isNaN(few.trajectories().get(t).column(ACTIVITY)[i]));
                }
            }
        }
        assertEquals(List.of(Channel.input(10), ACTIVITY), load(Fits.neuralSettings(1, 0, 2, 0, 1)).channels());
    }

    @Test
    void neuronsThatAreNotRecordedDoNotCount() {
        Fits some = Fits.neural(Fits.neuralSettings(2, 0, 10, 0.1, 0.5));
        Fits all = Fits.neural(Fits.neuralSettings(2, 0, 10, 0.1, 1));
        try (OpenFit opened = OpenFit.open(some.fit()); OpenFit whole = OpenFit.open(all.fit())) {
            Problem problem = opened.problems().getFirst();
            double expected = 0;
            List<Simulation> simulations = problem.simulate(problem.start());
            for (int t = 0; t < 2; t++) {
                Trajectory trajectory = problem.trajectories().get(t);
                double[] seen = trajectory.column(Channel.mask(Target.ACTIVITY, 10));
                double sum = 0;
                for (int i = 0; i < seen.length; i++) {
                    sum += seen[i] == 1 ? Math.pow(simulations.get(t).outputs().getFirst()[i]
                            - trajectory.column(ACTIVITY)[i], 2) : 0;
                }
                expected += sum / 50 / 2;
            }

            assertEquals(expected, problem.gradient(problem.start()).loss(), 1e-15);
            Problem other = whole.problems().getFirst();
            assertTrue(Math.abs(other.gradient(other.start()).loss() - expected) > 1e-6);
        }
    }

    @Test
    void oneMoreTrajectoryOrStepLeavesTheOthersAsTheyAre() {
        Dataset one = load(Fits.neuralSettings(2, 1, 5, 0.1, 1));
        Dataset other = load(Fits.neuralSettings(3, 2, 8, 0.1, 1));

        for (String id : List.of("training/1", "training/2", "held-out/1")) {
            assertArrayEquals(trajectory(one, id).initialStates().get("weights"),
                    trajectory(other, id).initialStates().get("weights"));
            assertArrayEquals(trajectory(one, id).column(ACTIVITY),
                    Arrays.copyOf(trajectory(other, id).column(ACTIVITY), 50));
        }
    }

    @Test
    void heldOutTrajectoriesChangeNothingInTraining() {
        FitResult[] results = new FitResult[2];
        for (int i = 0; i < 2; i++) {
            try (OpenFit opened = OpenFit.open(
                    Fits.neural(Fits.neuralSettings(2, 5 * i, 10, 0.1, 1)).epochs(3).fit())) {
                results[i] = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
            }
        }
        assertArrayEquals(results[0].best().parameters(), results[1].best().parameters());
        assertEquals(results[0].metrics().total(), results[1].metrics().total());
        assertEquals(Optional.empty(), results[0].heldOut());
        assertEquals(5, results[1].heldOut().orElseThrow().trajectories().size());
    }

    @Test
    void numberOfThreadsChangesNoBit() {
        Fits fits = Fits.neural(Fits.neuralSettings(3, 2, 10, 0.1, 0.5)).epochs(2);
        FitResult one = train(fits.threads(1));
        FitResult four = train(fits.threads(4));

        assertArrayEquals(one.best().parameters(), four.best().parameters());
        assertEquals(one.heldOut().orElseThrow().total(), four.heldOut().orElseThrow().total());
        assertEquals(
                one.heldOut().orElseThrow().trajectories().getLast().agreement().weights().orElseThrow().uniform(),
                four.heldOut().orElseThrow().trajectories().getLast().agreement().weights().orElseThrow().uniform());
    }

    @Test
    void fittingMovesCoefficientsTowardsTheTruth() {
        FitResult result = train(Fits.neural(Fits.neuralSettings(10, 3, 50, 0, 1)).epochs(1500));
        double[] fitted = result.best().parameters();

        // In the order x*y, y^2*w, w, x: what is fitted starts at 0.
        assertEquals(1, fitted[0], 0.001);
        assertEquals(-1, fitted[1], 0.001);
        assertEquals(0, fitted[2], 0.001);
        assertEquals(0, fitted[3], 0.001);
        assertTrue(result.heldOut().orElseThrow().median(each -> each.agreement().weights().stream()
                .mapToDouble(r -> r.uniform()).findFirst()).orElseThrow() > 0.9999);
    }

    private static FitResult train(Fits fits) {
        try (OpenFit opened = OpenFit.open(fits.fit())) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
        }
    }

    @Test
    void multilayerPerceptronMayBeTheTruth() {
        KnownRule mlp = new KnownRule(new Configured<>(new MlpRule(), new MlpSettings(
                List.of(SynapticVariable.X, SynapticVariable.Y), List.of(3), 0.01, 0.1)), Map.of());

        Dataset data = load(new NeuralSettings(mlp, 1, 1, 5, 0, 1, 0, Fits.ALL_KNOWN, Resamplings.AUTOMATIC, 1));

        assertEquals(Optional.of(mlp), data.truth());
    }

    @Test
    void ruleThatNeedsARewardIsRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> load(
                new NeuralSettings(Fits.rule(Map.of("x*r", 1.0)), 1, 0, 5, 0, 1, 0, Fits.ALL_KNOWN, Resamplings.AUTOMATIC, 1)));

        assertEquals("data.truth", refusal.key());
        assertTrue(refusal.getMessage().startsWith("The rule reads the signal 'reward'"), refusal.getMessage());
    }

    @Test
    void valueOfNoParameterIsRefused() {
        KnownRule rule = new KnownRule(Fits.oja().family(), Map.of("x*w", 1.0));

        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> load(
                new NeuralSettings(rule, 1, 0, 5, 0, 1, 0, Fits.ALL_KNOWN, Resamplings.AUTOMATIC, 1)));

        assertEquals("data.truth.values", refusal.key());
        assertEquals("'x*w' is no parameter of this rule; its parameters are x*y, y^2*w.", refusal.getMessage());
    }

    @Test
    void ruleUnderWhichWeightsGrowWithoutBoundsIsRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> load(
                new NeuralSettings(Fits.rule(Map.of("w^2", 1e6)), 1, 0, 50, 0, 1, 0, Fits.ALL_KNOWN, Resamplings.AUTOMATIC, 1)));

        assertEquals("data.truth", refusal.key());
        assertTrue(refusal.getMessage().contains("no finite number in step "), refusal.getMessage());
    }

    @Test
    void shareOfNoneIsRefused() {
        InvalidSpecException refusal =
                assertThrows(InvalidSpecException.class, () -> Fits.neuralSettings(1, 0, 5, 0, 0));
        assertEquals("recorded", refusal.key());
    }
}
