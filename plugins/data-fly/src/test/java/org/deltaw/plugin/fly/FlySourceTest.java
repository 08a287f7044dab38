package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlySourceTest {
    private static final Channel INPUT = Channel.input(2);
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);

    @TempDir
    Path directory;

    @BeforeEach
    void writeFlies() {
        Mats.write(directory.resolve("Fly1.mat"), "abA1B0aaB1A0b");
        Mats.write(directory.resolve("Fly2.mat"), "bB1A1");
    }

    @Test
    void recordingBecomesColumnsOfSteps() {
        Dataset data = TestContext.in(directory).loadTrials(FlySettings.Reward.RAW, "1-4", "Fly1.mat");
        assertEquals(List.of(INPUT, Channel.UPDATE, REWARD, DECISION), data.channels());
        Trajectory fly = data.trajectories().getFirst();
        assertEquals(8, fly.steps());
        assertArrayEquals(new double[] {0.75, 0, 0, 0.75, 0.75, 0, 0, 0.75, 0.75, 0, 0.75, 0, 0, 0.75, 0.75, 0},
                fly.column(INPUT));
        assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0, 1, 1}, fly.column(Channel.UPDATE));
        assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0, 1, 1}, fly.column(DECISION));
        assertArrayEquals(new double[] {0, 0, 1, 0, 0, 0, 1, 0}, fly.column(REWARD));
        assertEquals("Fly1.mat", fly.files().getFirst().name());
    }

    @Test
    void trialIsRunOfRejectionsThatEndsInAcceptance() {
        Trajectory fly = TestContext.in(directory).load(1, "Fly1.mat").trajectories().getFirst();
        assertEquals(List.of(new Trajectory.Trial(0, 3), new Trajectory.Trial(3, 4), new Trajectory.Trial(4, 7),
                new Trajectory.Trial(7, 8)), fly.trials());
    }

    @Test
    void rejectionsAfterTheLastTrialAreSteps() {
        Trajectory fly = TestContext.in(directory).load(1, "Fly1.mat").trajectories().getFirst();
        assertEquals(9, fly.steps());
        assertEquals(0, fly.column(DECISION)[8]);
        assertEquals(0, fly.column(REWARD)[8]);
    }

    @Test
    void expectedRewardIsSubtractedInAcceptedStepsOnly() {
        Trajectory fly = TestContext.in(directory).load(1, "Fly1.mat").trajectories().getFirst();
        assertArrayEquals(new double[] {0, 0, 1, -0.1, 0, 0, 0.9, -0.2, 0}, fly.column(REWARD), 1e-15);
    }

    @Test
    void trialsBeforeTheRangeStillMakeTheExpectation() {
        Trajectory fly = TestContext.in(directory).loadTrials(FlySettings.Reward.EXPECTED, "2-3", "Fly1.mat")
                .trajectories().getFirst();
        assertArrayEquals(new double[] {1, 0, 0, 1}, fly.column(DECISION));
        assertArrayEquals(new double[] {-0.1, 0, 0, 0.9}, fly.column(REWARD), 1e-15);
        assertEquals(List.of(new Trajectory.Trial(0, 1), new Trajectory.Trial(1, 4)), fly.trials());
    }

    @Test
    void eachResamplingIsATrajectoryOfTheSameSubject() {
        Dataset data = TestContext.in(directory).load(2, "*.mat");
        assertEquals(List.of("Fly1/1", "Fly1/2", "Fly2/1", "Fly2/2"),
                data.trajectories().stream().map(Trajectory::id).toList());
        assertEquals(List.of("Fly1", "Fly1", "Fly2", "Fly2"),
                data.trajectories().stream().map(Trajectory::subject).toList());
        assertFalse(Arrays.equals(input(data, 0), input(data, 1)));
    }

    @Test
    void noiseHasTheGivenMeanAndDeviation() {
        Dataset data = TestContext.in(directory).load(4000, "Fly1.mat");
        double[] first = data.trajectories().stream().mapToDouble(fly -> fly.column(INPUT)[0]).toArray();
        double mean = Arrays.stream(first).average().orElseThrow();
        double variance = Arrays.stream(first).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        // Four standard errors.
        assertEquals(0.75, mean, 4 * 0.05 / Math.sqrt(4000));
        assertEquals(0.05, Math.sqrt(variance), 4 * 0.05 / Math.sqrt(2 * 4000));
    }

    @Test
    void moreFilesOrResamplingsChangeNothingElse() {
        Dataset one = TestContext.in(directory).load(1, "Fly2.mat");
        Dataset many = TestContext.in(directory).load(3, "Fly1.mat", "Fly2.mat");
        assertEquals("Fly2/1", many.trajectories().get(3).id());
        assertArrayEquals(input(one, 0), input(many, 3));
    }

    @Test
    void sameSeedGivesSameBitsAndAnotherSeedOthers() {
        TestContext context = TestContext.in(directory);
        assertArrayEquals(input(context.load(1, "Fly1.mat"), 0), input(context.load(1, "Fly1.mat"), 0));
        assertFalse(Arrays.equals(input(context.load(1, "Fly1.mat"), 0),
                input(context.withSeed(8).load(1, "Fly1.mat"), 0)));
    }

    @Test
    void allTrajectoriesShareTheOdourCode() {
        Dataset data = TestContext.in(directory).withInputs(40).load(new FlySettings(
                List.of("Fly1.mat", "Fly2.mat"), Resamplings.of(2), FlySettings.Reward.EXPECTED, 10, 0.75, 0, Optional.empty()));
        List<List<Double>> first = data.trajectories().stream()
                .map(fly -> row(fly, fly.subject().equals("Fly1") ? 1 : 0)).distinct().toList();
        assertEquals(1, first.size(), "odour b looks the same everywhere");
        assertEquals(20, first.getFirst().stream().filter(value -> value == 0.75).count());
    }

    private static List<Double> row(Trajectory fly, int step) {
        double[] column = fly.column(Channel.input(40));
        return IntStream.range(0, 40).mapToObj(i -> column[step * 40 + i]).toList();
    }

    @Test
    void rangeBeyondTheRecordingIsRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> TestContext.in(directory).loadTrials(FlySettings.Reward.RAW, "3-80", "Fly1.mat"));
        assertEquals("trials", refusal.key());
        assertEquals("Fly1.mat: the recording has 4 trials, but trials 3-80 are to be used; set trials to a part of "
                + "1-4, or leave the file out.", refusal.getMessage());
    }

    @Test
    void warningsNameTheFlyOnce() {
        Mats.write(directory.resolve("Fly3.mat"), "aA1" + "B0".repeat(60));
        assertEquals(List.of(new Warning("no-rejections", "Fly3.mat: trials 2-61 contain no rejection, so that \"accept\" is all there is "
                + "to learn from them; find out whether rejections were recorded there.", "Fly3")),
                TestContext.in(directory).load(3, "*.mat").warnings());
    }

    private static double[] input(Dataset data, int trajectory) {
        return data.trajectories().get(trajectory).column(INPUT);
    }
}
