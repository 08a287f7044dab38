package org.deltaw.plugin.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltaw.kernel.evaluation.Agreement;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;

/** What a fit is told of a simulated recording. */
class ResamplingTest {
    private static final Channel INPUT = Channel.input(2);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);
    private static final ForagingSource SOURCE = new ForagingSource();
    private static final Design DESIGN = new Design(
            new Design.Size(45, 2, 1), new Design.Telling(Set.of(Design.Known.values()), Resamplings.AUTOMATIC));
    private static final ForagingSettings TOLD = Fits.foragingSettings(2, 1, 15, ForagingSettings.Reward.EXPECTED);

    private static ForagingSettings with(int resamplings, Design.Known... known) {
        return TOLD.with(DESIGN.with(new Design.Telling(Set.of(known), Resamplings.of(resamplings))));
    }

    private static List<Trajectory> run(Design.Size size) {
        DataContext context = OpenFit.context(Fits.foraging(TOLD).fit());
        return SOURCE.experiment(TOLD, context).run(DESIGN.with(size), context.seed(), Agents.of(context, TOLD.truth())).trajectories();
    }

    private static List<Trajectory> load(ForagingSettings settings) {
        return OpenFit.load(Fits.foraging(settings).fit()).trajectories();
    }

    @Test
    void replicatesHaveTheSameChoicesRewardsAndTrialsAndOtherNoise() {
        Trajectory real = load(TOLD).getFirst();
        List<Trajectory> all = load(with(3));
        assertEquals(List.of("training/1/1", "training/1/2", "training/1/3", "training/2/1"),
                all.stream().map(Trajectory::id).limit(4).toList());
        for (Trajectory replicate : all.subList(0, 3)) {
            assertEquals("training/1", replicate.recording());
            assertEquals(real.trials(), replicate.trials());
            assertArrayEquals(real.column(DECISION), replicate.column(DECISION));
            assertArrayEquals(real.column(Channel.of(Signal.REWARD)), replicate.column(Channel.of(Signal.REWARD)));
            assertTrue(replicate.initialStates().isEmpty(), "the kernel draws them");
            assertArrayEquals(real.column(INPUT), replicate.actual().orElseThrow().column(INPUT));
        }
        double[] differences = new double[real.steps() * 2];
        Arrays.setAll(differences, i -> all.get(0).column(INPUT)[i] - all.get(1).column(INPUT)[i]);
        // Both have noise of 0.05 about the same means.
        double deviation = Math.sqrt(Arrays.stream(differences).map(each -> each * each).average().orElseThrow());
        assertEquals(0.05 * Math.sqrt(2), deviation, 0.015);
        double off = Math.sqrt(Arrays.stream(real.column(INPUT)).map(each -> Math.min(each * each, (each - 0.75) * (each - 0.75)))
                .average().orElseThrow());
        assertEquals(0.05, off, 0.01);
    }

    @Test
    void whatIsKnownIsAsItWas() {
        Trajectory real = load(TOLD).getFirst();
        Trajectory noise = load(with(2, Design.Known.NOISE)).getFirst();
        assertArrayEquals(real.column(INPUT), noise.column(INPUT));
        assertTrue(noise.initialStates().isEmpty());
        Trajectory weights = load(with(2, Design.Known.WEIGHTS)).getFirst();
        assertFalse(Arrays.equals(real.column(INPUT), weights.column(INPUT)));
        real.initialStates().forEach((state, values) -> assertArrayEquals(values, weights.initialStates().get(state), state));
    }

    @Test
    void replicatesStartFromWeightsOfTheirOwn() {
        try (OpenFit opened = OpenFit.open(Fits.foraging(with(2)).fit())) {
            Problem problem = opened.problems().getFirst();
            double[] one = problem.inputs().get(0).initialStates().getFirst();
            double[] other = problem.inputs().get(1).initialStates().getFirst();
            assertFalse(Arrays.equals(one, other));
        }
    }

    @Test
    void weightsAreComparedWithThoseThatThereWereWhateverIsToldOfThem() {
        try (OpenFit told = OpenFit.open(Fits.foraging(TOLD).fit()); OpenFit untold = OpenFit.open(Fits.foraging(with(2)).fit())) {
            Problem ideal = told.problems().getFirst();
            Problem real = untold.problems().getFirst();
            double[] truth = real.trueValues();
            assertArrayEquals(ideal.trueValues(), truth);
            Metrics metrics = real.evaluate(truth);
            for (int i = 0; i < metrics.trajectories().size(); i++) {
                Agreement agreement = metrics.trajectories().get(i).agreement();
                double[] actual = weights(ideal.simulate(truth).get(i / 2));
                double[] drawn = weights(real.simulate(truth).get(i));
                double[] errors = agreement.weightErrors().orElseThrow();
                double[] last = difference(actual, drawn, errors.length);
                assertEquals(rootMeanSquare(last), errors[errors.length - 1], 1e-12);
                assertTrue(errors[0] > 0.001, "weights before the first step differ");
            }
            assertEquals(1, ideal.evaluate(truth).trajectories().getFirst().agreement().weights().orElseThrow().uniform(), 1e-12);
            double squared = metrics.trajectories().getFirst().agreement().weights().orElseThrow().uniform();
            assertTrue(squared > 0.3 && squared < 0.999, () -> "R² " + squared);
        }
    }

    private static double[] weights(Simulation simulation) {
        return simulation.states().getFirst();
    }

    /** Returns by how much weights differ after the last step. */
    private static double[] difference(double[] one, double[] other, int steps) {
        int width = one.length / (steps + 1);
        double[] difference = new double[width];
        Arrays.setAll(difference, i -> one[steps * width + i] - other[steps * width + i]);
        return difference;
    }

    private static double rootMeanSquare(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(each -> each * each).average().orElseThrow());
    }

    @Test
    void recordingWithoutChanceIsToldOnce() {
        ForagingSettings still = new ForagingSettings(Fits.rule(Map.of("x*r", 1.0)), 1, 0, List.of(List.of(0.2, 0.8)), 10,
                Optional.empty(), Optional.empty(), List.of(Design.Known.WEIGHTS), Resamplings.of(5), Optional.empty(), 10, 0.75, 0, 1000,
                Optional.empty());
        assertEquals(List.of("training/1"), load(still).stream().map(Trajectory::id).toList());
    }

    @Test
    void resamplingsOfWhatIsKnownAreRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> with(2, Design.Known.values()));
        assertEquals("resamplings", refusal.key());
        assertEquals("All 2 trajectories of a recording would be the same, since the fit is told what chance drew; leave something out of "
                + "known, as in known: [], or set resamplings to 1.", refusal.getMessage());
    }

    @Test
    void shorterExperimentIsTheBeginningOfALongerOneAndLongerOnesRepeatBlocks() {
        assertEquals(DESIGN, SOURCE.experiment(TOLD, OpenFit.context(Fits.foraging(TOLD).fit())).design());
        Trajectory whole = load(TOLD).getFirst();
        Trajectory half = run(new Design.Size(20, 1, 0)).getFirst();
        assertEquals(20, half.trials().size());
        assertArrayEquals(Arrays.copyOf(whole.column(DECISION), half.steps()), half.column(DECISION));
        assertEquals(100, run(new Design.Size(100, 1, 0)).getFirst().trials().size());
    }

    @Test
    void subjectsHaveAsManyRecordingsAsBefore() {
        List<Trajectory> three = run(new Design.Size(5, 3, 0));
        assertEquals(List.of("simulated1", "simulated2", "simulated3"), three.stream().map(Trajectory::subject).toList());
        assertArrayEquals(run(new Design.Size(5, 1, 0)).getFirst().column(INPUT),
                three.getFirst().column(INPUT));
    }

    @Test
    void activityIsToldWithOtherInitialWeights() {
        NeuralSource source = new NeuralSource();
        NeuralSettings told = Fits.neuralSettings(1, 0, 10, 0.1, 1);
        DataContext context = OpenFit.context(Fits.neural(told).fit());
        Experiment experiment = source.experiment(told, context);
        Dataset data = experiment.run(experiment.design().with(new Design.Telling(Set.of(), Resamplings.of(2))), context.seed(),
                Agents.of(context, told.truth()));
        Trajectory real = OpenFit.load(Fits.neural(told).fit()).trajectories().getFirst();
        assertEquals(2, data.trajectories().size());
        real.columns().forEach((channel, values) -> assertArrayEquals(values, data.trajectories().getLast().column(channel)));
        assertTrue(data.trajectories().getLast().initialStates().isEmpty());
    }
}
