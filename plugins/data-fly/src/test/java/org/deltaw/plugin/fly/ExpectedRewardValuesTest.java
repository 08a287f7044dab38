package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.behaviour.ExpectedReward;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares rewards, with and without what was expected, with reference values from an independent implementation. */
class ExpectedRewardValuesTest {
    private static final double TOLERANCE = 1e-15;

    private static ReferenceEntry entry(String id) throws IOException {
        try (InputStream file = ExpectedRewardValuesTest.class.getResourceAsStream("/golden/expected-reward.json")) {
            return ReferenceEntry.in(new String(file.readAllBytes(), StandardCharsets.UTF_8), id);
        }
    }

    @ParameterizedTest
    @CsvSource({"F-reward-window-10,10", "F-reward-short,10", "F-reward-all-accept,10", "F-reward-window-3,3"})
    void expectedRewardAgrees(String id, int window) throws IOException {
        ReferenceEntry entry = entry(id);
        double[] decisions = entry.numbers("decisions");
        double[] rewards = entry.numbers("trialReward");
        assertArrayEquals(entry.numbers("trialExpectedReward"), ExpectedReward.of(rewards, window), TOLERANCE);

        boolean[] accepted = new boolean[decisions.length];
        IntStream.range(0, accepted.length).forEach(step -> accepted[step] = decisions[step] == 1);
        Recording recording = new Recording(new int[decisions.length], accepted, rewards);
        assertArrayEquals(entry.numbers("stepCentredReward"),
                rewardSteps(recording, FlySettings.Reward.EXPECTED, window), TOLERANCE);
        assertArrayEquals(entry.numbers("stepRawReward"), rewardSteps(recording, FlySettings.Reward.RAW, window), 0);
    }

    private static double[] rewardSteps(Recording recording, FlySettings.Reward reward, int window) {
        FlySettings settings = new FlySettings(List.of("Fly1.mat"), Resamplings.ONE, reward, window, 0.75, 0, Optional.empty());
        OdourCode code = OdourCode.draw(2, 0.75, new Seed(1));
        return new Session("Fly1", new SourceFile("Fly1.mat", "0".repeat(64)), recording, recording.all(), settings, code)
                .resampling(1, new Seed(1)).column(Channel.of(Signal.REWARD));
    }
}
