package org.deltaw.kernel.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.RSquared;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.junit.jupiter.api.Test;

/** Data are divided into what is fitted and what is held out. */
class SplitTest {
    private static final List<Channel> CHOICES = Recordings.choices(2);
    private static final Channel SEEN = Channel.mask(Target.DECISION, 1);

    private static Trajectory with(Trajectory trajectory, List<Trajectory.Trial> trials, Trajectory.Use use) {
        return trajectory.toBuilder().trials(trials).use(use).build();
    }

    private static Dataset data(int trajectories, int steps) {
        return Recordings.random(CHOICES, trajectories, steps, 5);
    }

    private static Split split(double fraction, Trajectory trajectory) {
        return Split.of(new DataSettings(fraction), Dataset.builder(CHOICES).trajectories(trajectory).build());
    }

    private static FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1));
    }

    @Test
    void partsEndWithTrialsAndMaskTheRest() {
        Trajectory trajectory = with(data(1, 10).trajectories().getFirst(), List.of(new Trajectory.Trial(0, 3),
                new Trajectory.Trial(3, 4), new Trajectory.Trial(4, 8)), Trajectory.Use.TRAINING);

        Split split = split(0.6, trajectory);

        assertEquals(List.of(Channel.input(2), Channel.UPDATE, Recordings.REWARD, Recordings.DECISION, SEEN),
                split.channels());
        Part training = split.training().getFirst();
        Part heldOut = split.heldOut().getFirst();
        assertEquals(List.of(0, 4, 4, 10), List.of(training.spans().getFirst().from(), training.spans().getFirst().to(),
                heldOut.spans().getFirst().from(), heldOut.spans().getFirst().to()));
        assertArrayEquals(new double[] {1, 1, 1, 1, 0, 0, 0, 0, 0, 0}, training.trajectory().column(SEEN));
        assertArrayEquals(new double[] {0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, heldOut.trajectory().column(SEEN));
        assertArrayEquals(trajectory.column(Channel.input(2)), heldOut.trajectory().column(Channel.input(2)));
    }

    @Test
    void maskOfTheDataIsKeptWithinThePart() {
        Dataset data = Recordings.random(Recordings.activity(2, 3), 1, 8, 3);
        Channel mask = Channel.mask(Target.ACTIVITY, 3);
        double[] observed = data.trajectories().getFirst().column(mask);

        Split split = Split.of(new DataSettings(0.25), data);

        double[] first = split.training().getFirst().trajectory().column(mask);
        double[] rest = split.heldOut().getFirst().trajectory().column(mask);
        assertArrayEquals(Arrays.copyOf(observed, 6), Arrays.copyOf(first, 6));
        for (int i = 0; i < observed.length; i++) {
            assertEquals(observed[i], first[i] + rest[i]);
            assertEquals(0, first[i] * rest[i]);
        }
        assertEquals(data.channels(), split.channels());
    }

    @Test
    void withoutDivisionNothingChanges() {
        Dataset data = data(2, 5);

        Split split = Split.of(DataSettings.ALL, data);

        assertEquals(data.channels(), split.channels());
        assertEquals(data.trajectories(), split.training().stream().map(Part::trajectory).toList());
        assertEquals(List.of(), split.heldOut());
    }

    @Test
    void atLeastOneTrialIsInEachPart() {
        Trajectory trajectory = data(1, 3).trajectories().getFirst();
        assertEquals(1, split(0.01, trajectory).training().getFirst().spans().getFirst().to());
        assertEquals(2, split(0.99, trajectory).training().getFirst().spans().getFirst().to());
    }

    @Test
    void trajectoryOfOneTrialCannotBeDivided() {
        Trajectory trajectory = with(data(1, 3).trajectories().getFirst(), List.of(new Trajectory.Trial(0, 3)),
                Trajectory.Use.TRAINING);

        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> split(0.5, trajectory));

        assertEquals("data.training-fraction", refusal.key());
        assertEquals("Trajectory 'a' has only one trial, so none of it can be held out; set the fraction to 1, or leave "
                + "the trajectory out.", refusal.getMessage());
    }

    @Test
    void fractionOutsideItsRangeIsRefused() {
        for (double fraction : new double[] {0, -1, 1.5, Double.NaN}) {
            assertEquals("training-fraction", assertThrows(
                    InvalidSpecException.class, () -> new DataSettings(fraction)).key());
        }
    }

    @Test
    void lossesOfThePartsAreThoseOfTheirSteps() {
        Dataset data = data(1, 8);
        FitBuilder whole = fit().rule(new TaylorRule(), Rules.terms("x*r", "w")).loss(new ChoiceCrossEntropy(), 1);
        double[] theta = {0.7, -0.3};
        double[] losses;
        try (OpenFit opened = whole.open(data)) {
            Simulation simulation = opened.problems().getFirst().simulate(theta).getFirst();
            losses = simulation.losses();
        }
        try (OpenFit opened = whole.trainingFraction(0.5).open(data)) {
            Problem problem = opened.problems().getFirst();
            // Each of the eight steps has an eighth of the whole's loss, and a quarter of its part's.
            assertEquals(8 * Arrays.stream(losses, 0, 4).sum() / 4, problem.gradient(theta).loss(), 1e-12);
            Metrics heldOut = problem.evaluateHeldOut(theta).orElseThrow();
            assertEquals(8 * Arrays.stream(losses, 4, 8).sum() / 4, heldOut.total().loss(), 1e-12);
            assertEquals(4, heldOut.total().steps());
            assertEquals(4, problem.evaluate(theta).total().steps());
        }
    }

    @Test
    void heldOutStepsChangeNothingInTraining() {
        Dataset data = data(1, 8);
        Trajectory trajectory = data.trajectories().getFirst();
        Map<Channel, double[]> columns = new LinkedHashMap<>(trajectory.columns());
        double[] other = trajectory.column(Recordings.DECISION).clone();
        for (int step = 4; step < 8; step++) {
            other[step] = 1 - other[step];
        }
        columns.put(Recordings.DECISION, other);
        Trajectory changed = Trajectory.builder("a", 8).subject("A").columns(columns).build();
        FitBuilder half = fit().rule(new TaylorRule(), Rules.terms("x*r", "w"))
                .loss(new ChoiceCrossEntropy(), 1).trainingFraction(0.5).adam(0.01, 5);

        double[][] fitted = new double[2][];
        for (int i = 0; i < 2; i++) {
            try (OpenFit opened = half.open(Dataset.builder(CHOICES).trajectories(i == 0 ? trajectory : changed).build())) {
                fitted[i] = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT)
                        .best().parameters();
            }
        }

        assertArrayEquals(fitted[0], fitted[1]);
        assertTrue(fitted[0][0] != 0);
    }

    @Test
    void subjectWhoseTrajectoriesAreAllHeldOutCannotBeFittedAlone() {
        Dataset data = data(2, 5);
        Dataset divided = Dataset.builder(CHOICES)
                .trajectories(data.trajectories().get(0), with(data.trajectories().get(1), List.of(),
                Trajectory.Use.HELD_OUT)).build();
        FitBuilder builder = fit().rule(new TaylorRule(), Rules.terms("x*r", "w"))
                .loss(new ChoiceCrossEntropy(), 1);

        try (OpenFit opened = builder.open(divided)) {
            assertEquals(List.of("b"), opened.problems().getFirst().heldOut().stream().map(Trajectory::id).toList());
            assertEquals(List.of("a"),
                    opened.problems().getFirst().trajectories().stream().map(Trajectory::id).toList());
        }
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () ->
                builder.separateSubjects().open(divided));
        assertEquals("training.subjects", refusal.key());
    }

    @Test
    void recordedActivityIsComparedWhereItWasObserved() {
        Channel activity = Channel.of(Target.ACTIVITY, 2);
        Channel mask = Channel.mask(Target.ACTIVITY, 2);
        Map<Channel, double[]> columns = Map.of(Channel.input(1), new double[] {1, -1, 2, 0.5},
                activity, new double[] {0.7, Double.NaN, 0.2, Double.NaN, 0.9, Double.NaN, Double.NaN, 4},
                mask, new double[] {1, 0, 1, 0, 1, 0, 0, 1});
        Trajectory trajectory = Trajectory.builder("a", 4).subject("A").columns(columns).initialState("weights", 1, 1).build();
        Dataset data = Dataset.builder(List.of(Channel.input(1), activity, mask)).trajectories(trajectory).build();
        FitBuilder builder = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(1, 2))
                .rule(new TaylorRule(), Rules.terms("x")).loss(new ActivityMeanSquaredError(), 1);

        try (OpenFit opened = builder.open(data)) {
            RSquared found = opened.problems().getFirst().evaluate(new double[] {0}).trajectories().getFirst()
                    .agreement().recordedActivity().orElseThrow();

            // The network's bias is 0.1.
            double[] actual = {0.7, 0.2, 0.9};
            double[] predicted = {1 / (1 + Math.exp(-1.1)), 1 / (1 + Math.exp(0.9)), 1 / (1 + Math.exp(-2.1))};
            assertEquals(RSquared.of(actual, predicted, 1).orElseThrow().uniform(), found.uniform(), 1e-12);
            assertTrue(Double.isNaN(found.perColumn()[1]), "one observation is too few");
            assertEquals(found.uniform(), found.varianceWeighted(), 1e-12);
        }
    }
}
