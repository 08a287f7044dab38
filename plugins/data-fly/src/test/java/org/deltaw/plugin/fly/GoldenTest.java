package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.deltaw.spi.Channel;
import org.deltaw.spi.Dataset;
import org.deltaw.spi.ExpectedReward;
import org.deltaw.spi.OdourCode;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Signal;
import org.deltaw.spi.Target;
import org.deltaw.spi.Trajectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with reference values and with recordings that lie beside the project, where they do. */
class GoldenTest {
    private static final Path SHARED = Path.of(System.getProperty("deltaw.shared", "../../../shared"));
    private static final double TOLERANCE = 1e-15;

    /** One object of a file of reference values, from its id on. */
    private static String entry(String file, String id) throws IOException {
        Path path = SHARED.resolve("golden").resolve(file);
        assumeTrue(Files.exists(path), "reference values are not here");
        String all = Files.readString(path);
        int at = all.indexOf("\"" + id + "\"");
        assertTrue(at >= 0, id);
        return all.substring(at);
    }

    private static double[] numbers(String entry, String key) {
        Matcher array = Pattern.compile("\"" + key + "\":\\s*\\[([^\\]]*)]").matcher(entry);
        assertTrue(array.find(), key);
        return Arrays.stream(array.group(1).split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    private static Path flies() {
        Path flies = SHARED.resolve("data/flies");
        assumeTrue(Files.isDirectory(flies), "recordings are not here");
        return flies.toAbsolutePath();
    }

    @ParameterizedTest
    @CsvSource({"F-reward-window-10,10", "F-reward-short,10", "F-reward-all-accept,10", "F-reward-window-3,3"})
    void expectedRewardAgrees(String id, int window) throws IOException {
        String entry = entry("metrics.json", id);
        double[] decisions = numbers(entry, "decisions");
        double[] rewards = numbers(entry, "trialReward");
        assertArrayEquals(numbers(entry, "trialExpectedReward"), ExpectedReward.of(rewards, window), TOLERANCE);

        boolean[] accepted = new boolean[decisions.length];
        IntStream.range(0, accepted.length).forEach(step -> accepted[step] = decisions[step] == 1);
        Recording recording = new Recording(new int[decisions.length], accepted, rewards);
        assertArrayEquals(numbers(entry, "stepCentredReward"),
                rewardSteps(recording, FlySettings.Reward.EXPECTED, window), TOLERANCE);
        assertArrayEquals(numbers(entry, "stepRawReward"), rewardSteps(recording, FlySettings.Reward.RAW, window), 0);
    }

    private static double[] rewardSteps(Recording recording, FlySettings.Reward reward, int window) {
        FlySettings settings = new FlySettings(List.of("Fly1.mat"), 1, reward, window, 0.75, 0, Optional.empty());
        OdourCode code = OdourCode.draw(2, 0.75, new Seed(1));
        return new Session("Fly1", recording, recording.all(), settings, code)
                .resampling(1, new Seed(1)).column(Channel.of(Signal.REWARD));
    }

    @ParameterizedTest
    @CsvSource({"fly_taylor.json,C-fly1-centred,1,EXPECTED", "fly_taylor.json,C-fly1-raw,1,RAW",
        "fly_taylor.json,C-fly5-centred,5,EXPECTED", "fly_taylor.json,C-fly12-raw,12,RAW",
        "fly_mlp.json,D-fly2-xwr-10,2,EXPECTED", "fly_mlp.json,D-fly9-xwr-10,9,EXPECTED",
        "fly_wide.json,E-fly3-taylor-40-30-1,3,EXPECTED"})
    void recordedFliesAgree(String file, String id, int fly, FlySettings.Reward reward) throws IOException {
        String entry = entry(file, id);
        Trajectory trajectory = TestContext.in(flies()).loadTrials(reward, "1-240", "Fly" + fly + ".mat")
                .trajectories().getFirst();
        assertArrayEquals(numbers(entry, "decisions"), trajectory.column(Channel.of(Target.DECISION, 1)), 0);
        assertArrayEquals(numbers(entry, "update"), trajectory.column(Channel.UPDATE), 0);
        assertArrayEquals(numbers(entry, "reward"), trajectory.column(Channel.of(Signal.REWARD)), TOLERANCE);
        double[] odours = numbers(entry, "odor");
        double[] inputs = trajectory.column(Channel.input(2));
        for (int step = 0; step < odours.length; step++) {
            assertEquals(0.75, inputs[2 * step + (int) odours[step]]);
        }
    }

    @Test
    void blocksWithoutRejectionsAreReported() {
        Dataset data = TestContext.in(flies()).load(1, "*.mat");
        assertEquals(6, data.trajectories().size());
        assertEquals(List.of("Fly1.mat: trials 79-240", "Fly12.mat: trials 1-240", "Fly2.mat: trials 82-240",
                "Fly3.mat: trials 82-240", "Fly5.mat: trials 82-240", "Fly9.mat: trials 82-240"),
                data.warnings().stream().map(warning -> warning.substring(0, warning.indexOf(" contain "))).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9})
    void firstBlockIsNotReported(int fly) {
        Dataset data = TestContext.in(flies()).loadTrials(FlySettings.Reward.EXPECTED, "1-80", "Fly" + fly + ".mat");
        assertEquals(List.of(), data.warnings());
        assertEquals(80, data.trajectories().getFirst().trials().size());
    }
}
