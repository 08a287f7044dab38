package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.likelihood.Replication;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.FoldFits;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.ReplicateSource;
import org.deltaw.spi.data.Trajectory;
import org.junit.jupiter.api.Test;

/** Replicates that are drawn while a likelihood rests on too few; a logistic regression with noise in what it reads. */
class MoreReplicatesTest {
    private static final int STEPS = 40;
    /** With it about 4 of 20 replicates carry the likelihood. */
    private static final double MUCH = 0.35;
    private static final double LITTLE = 0.05;
    private static final double HOPELESS = 3;

    private static FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.linear(2, 1))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("weights.initial"), Map.of()))
                .rule("", new TaylorRule(), Rules.terms("x"), new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of()))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(50).uncertainty();
    }

    private static Trajectory replicate(String recording, int number, double noise) {
        RandomGenerator real = new Seed(5).child(recording).generator();
        RandomGenerator drawn = new Seed(6).child(recording).child(number).generator();
        double[] inputs = new double[2 * STEPS];
        double[] choices = new double[STEPS];
        List<Trajectory.Trial> trials = new ArrayList<>();
        for (int t = 0; t < STEPS; t++) {
            double[] read = {real.nextGaussian(), real.nextGaussian()};
            choices[t] = real.nextDouble() < 1 / (1 + Math.exp(-1.5 * read[0] + read[1])) ? 1 : 0;
            inputs[2 * t] = read[0] + noise * drawn.nextGaussian();
            inputs[2 * t + 1] = read[1] + noise * drawn.nextGaussian();
            trials.add(new Trajectory.Trial(t, t + 1));
        }
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        columns.put(Channel.input(2), inputs);
        columns.put(Channel.UPDATE, new double[STEPS]);
        columns.put(Recordings.REWARD, new double[STEPS]);
        columns.put(Recordings.DECISION, choices);
        return Trajectory.builder(recording + "/" + number, STEPS).recording(recording).subject(recording).trials(trials)
                .columns(columns).build();
    }

    /** Recordings with this much noise, by their names. */
    private static Dataset.Builder data(int replicates, Map<String, Double> noise) {
        Dataset.Builder data = Dataset.builder(Recordings.choices(2));
        noise.keySet().stream().sorted().forEach(recording -> data.trajectories(
                IntStream.rangeClosed(1, replicates).mapToObj(number -> replicate(recording, number, noise.get(recording))).toList()));
        return data;
    }

    private static Dataset automatic(Map<String, Double> noise) {
        return data(20, noise).replicates((recording, number) -> replicate(recording, number, noise.get(recording))).build();
    }

    private static List<String> codes(FitResult result) {
        return result.warnings().stream().map(Warning::code).toList();
    }

    @Test
    void areDrawnUntilEnoughCarryTheLikelihoodAndOnlyOfRecordingsThatNeedThem() {
        Map<String, Double> noise = Map.of("calm", LITTLE, "noisy", MUCH);
        FitResult few;
        try (OpenFit opened = fit().open(data(20, noise).build())) {
            few = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
            assertEquals(List.of("few-replicates"), codes(few));
            assertEquals("noisy", few.metrics().replication().orElseThrow().recording());
        }
        try (OpenFit opened = fit().open(automatic(noise))) {
            Problem problem = opened.problems().getFirst();
            List<String> before = problem.trajectories().stream().map(Trajectory::id).toList();
            FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
            assertEquals(List.of(), codes(result));
            assertInstanceOfStated(result.uncertainty());
            int more = problem.replicates().get("noisy");
            assertTrue(more == 40 || more == 80 || more == 160, () -> "found " + more);
            assertEquals(Map.of("noisy", more), problem.replicates());
            assertEquals(Map.of("calm", 20, "noisy", more), replicates(result));
            assertTrue(result.metrics().replication().orElseThrow().effective() >= 10);
            assertEquals(more + 20, problem.trajectories().size());
            assertEquals(before, problem.trajectories().stream().map(Trajectory::id).limit(40).toList());
            assertEquals("noisy/" + more, problem.trajectories().getLast().id());
            assertNotEquals(few.metrics().total().loss(), result.metrics().total().loss());
            assertEquals(2 * STEPS, result.metrics().total().steps());
        }
    }

    private static void assertInstanceOfStated(Uncertainty uncertainty) {
        assertTrue(uncertainty instanceof Uncertainty.Stated, uncertainty::toString);
    }

    private static Map<String, Integer> replicates(FitResult result) {
        Map<String, Integer> all = new LinkedHashMap<>();
        result.metrics().replications().forEach(each -> all.put(each.recording(), each.replicates()));
        return all;
    }

    /** What is fitted is what is fitted to as many replicates from the beginning. */
    @Test
    void leadToTheFitToAsManyFromTheBeginning() {
        Map<String, Double> noise = Map.of("noisy", MUCH);
        try (OpenFit opened = fit().open(automatic(noise))) {
            Problem problem = opened.problems().getFirst();
            FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
            int number = problem.replicates().get("noisy");
            try (OpenFit all = fit().open(data(number, noise).build())) {
                Problem same = all.problems().getFirst();
                FitResult expected = same.train(Optional.empty(), FitListener.SILENT);
                assertArrayEquals(expected.best().parameters(), result.best().parameters(), 1e-6);
                assertEquals(same.evaluate(result.best().parameters()).recordings(), result.metrics().recordings());
            }
        }
    }

    @Test
    void areNotDrawnWhereAUserSaysHowManyThereAre() {
        try (OpenFit opened = fit().open(data(20, Map.of("noisy", MUCH)).build())) {
            Problem problem = opened.problems().getFirst();
            FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
            assertEquals(Map.of(), problem.replicates());
            assertEquals(List.of("few-replicates"), codes(result));
            assertFalse(result.uncertainty() instanceof Uncertainty.Stated);
            problem.replicate(Map.of("noisy", 20, "nobody", 40));
            assertEquals(20, problem.trajectories().size());
        }
    }

    @Test
    void areGivenUpWhereNoNumberWouldDo() {
        try (OpenFit opened = fit().open(automatic(Map.of("hopeless", HOPELESS)))) {
            Problem problem = opened.problems().getFirst();
            FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
            Replication replication = result.metrics().replication().orElseThrow();
            if (!replication.isEnough()) {
                assertEquals(Replication.MOST, problem.replicates().get("hopeless"));
                assertEquals(List.of("few-replicates"), codes(result));
            }
        }
    }

    /** Stops when training has begun again with more replicates, and keeps where it stands. */
    private static final class Stopper implements FitListener {
        private boolean stop;
        private Optional<Checkpoint> kept = Optional.empty();
        private Map<String, Integer> told = Map.of();

        @Override
        public void replicated(Map<String, Integer> replicates) {
            told = replicates;
        }

        @Override
        public void epochDone(int start, Epoch epoch) {
            stop = !told.isEmpty();
        }

        @Override
        public void checkpoint(Checkpoint checkpoint) {
            kept = Optional.of(checkpoint);
        }

        @Override
        public boolean stopRequested() {
            return stop;
        }
    }

    @Test
    void areThereAgainWhenTrainingGoesOnWithTheSameBits() {
        Dataset data = automatic(Map.of("calm", LITTLE, "noisy", MUCH));
        FitResult whole;
        try (OpenFit opened = fit().starts(3).threads(3).open(data)) {
            whole = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
        }
        Stopper stopper = new Stopper();
        try (OpenFit opened = fit().starts(3).open(data)) {
            FitResult stopped = opened.problems().getFirst().train(Optional.empty(), stopper);
            assertTrue(stopped.outcome() instanceof Outcome.Interrupted);
        }
        assertEquals(stopper.told, stopper.kept.orElseThrow().replicates());
        try (OpenFit opened = fit().starts(3).open(data)) {
            FitResult resumed = opened.problems().getFirst().train(stopper.kept, FitListener.SILENT);
            assertArrayEquals(whole.best().parameters(), resumed.best().parameters());
            assertEquals(whole.metrics().total(), resumed.metrics().total());
            assertEquals(whole.metrics().recordings(), resumed.metrics().recordings());
            assertEquals(whole.best().epochs(), resumed.best().epochs());
            assertEquals(whole.starts().checkpoint().replicates(), resumed.starts().checkpoint().replicates());
        }
    }

    /** In a fold the same steps count of all replicates, and those that are held out are carried by enough of them, too. */
    @Test
    void haveTheStepsOfTheirFold() {
        Dataset data = automatic(Map.of("calm", LITTLE, "noisy", MUCH));
        try (CrossValidation validation = CrossValidation.open(
                fit().fit(), data, new FoldSettings(2, FoldSettings.Over.TRIALS))) {
            for (CrossValidation.Fold fold : validation.folds()) {
                FitResult result = FoldFits.train(validation, fold, Optional.empty(), FitListener.SILENT);
                assertEquals(STEPS, result.metrics().total().steps());
                assertEquals(STEPS, result.heldOut().orElseThrow().total().steps());
                assertEquals(replicates(result), Map.of("calm", 20, "noisy",
                        result.heldOut().orElseThrow().replications().getLast().replicates()));
                assertTrue(result.heldOut().orElseThrow().replications().stream().allMatch(Replication::isEnough));
            }
        }
    }

    @Test
    void ofAnotherRecordingAreTheDataSourcesFault() {
        Map<String, Double> noise = Map.of("noisy", MUCH);
        ReplicateSource wrong = (_, number) -> replicate("other", number, MUCH);
        try (OpenFit opened = fit().open(data(20, noise).replicates(wrong).build())) {
            BrokenExtensionException broken = assertThrows(BrokenExtensionException.class, () ->
                    opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT));
            assertTrue(String.valueOf(broken.getMessage()).contains("its replicate 21 of recording 'noisy' is of recording 'other'"),
                    broken.getMessage());
        }
    }
}
