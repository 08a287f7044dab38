package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with reference values that are no part of this project, in {@code ../shared} or where {@code deltaw.shared} says. */
@Tag("evidence")
class GoldenTest {
    private static final Path SHARED = Path.of(System.getProperty("deltaw.shared", "../../../shared"));
    private static final double TOLERANCE = 1e-15;

    private static Path flies() {
        Path flies = SHARED.resolve("data/flies").toAbsolutePath();
        assertTrue(Files.isDirectory(flies), flies + " is missing.");
        return flies;
    }

    @ParameterizedTest
    @CsvSource({"fly_taylor.json,C-fly1-centred,1,EXPECTED", "fly_taylor.json,C-fly1-raw,1,RAW",
        "fly_taylor.json,C-fly5-centred,5,EXPECTED", "fly_taylor.json,C-fly12-raw,12,RAW",
        "fly_mlp.json,D-fly2-xwr-10,2,EXPECTED", "fly_mlp.json,D-fly9-xwr-10,9,EXPECTED",
        "fly_wide.json,E-fly3-taylor-40-30-1,3,EXPECTED"})
    void recordedFliesAgree(String file, String id, int fly, FlySettings.Reward reward) throws IOException {
        ReferenceEntry entry = ReferenceEntry.in(Files.readString(SHARED.resolve("golden").resolve(file)), id);
        Trajectory trajectory = TestContext.in(flies()).loadTrials(reward, "1-240", "Fly" + fly + ".mat")
                .trajectories().getFirst();
        assertArrayEquals(entry.numbers("decisions"), trajectory.column(Channel.of(Target.DECISION, 1)), 0);
        assertArrayEquals(entry.numbers("update"), trajectory.column(Channel.UPDATE), 0);
        assertArrayEquals(entry.numbers("reward"), trajectory.column(Channel.of(Signal.REWARD)), TOLERANCE);
        double[] odours = entry.numbers("odor");
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
                data.warnings().stream().map(Warning::message).map(warning -> warning.substring(0, warning.indexOf(" contain "))).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9})
    void firstBlockIsNotReported(int fly) {
        Dataset data = TestContext.in(flies()).loadTrials(FlySettings.Reward.EXPECTED, "1-80", "Fly" + fly + ".mat");
        assertEquals(List.of(), data.warnings());
        assertEquals(80, data.trajectories().getFirst().trials().size());
    }
}
