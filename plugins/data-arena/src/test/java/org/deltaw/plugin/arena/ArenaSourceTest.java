package org.deltaw.plugin.arena;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArenaSourceTest {
    private static final Channel INPUT = Channel.input(2);
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);
    private static final String FLY4 = "arena/20200617T114331_Y-Arena1_Cam0BR_V2_64f_Fly4";
    private static final String FLY4_AGAIN = "arena/20210324T173338_Y-Arena1_Cam0BR_V2_gr64f_Fly4_round2";

    @TempDir
    Path directory;

    /** Makes three blocks: A of which a brief visit to B was before; B, then A; and BA, all but the second rewarded. */
    @BeforeEach
    void record() {
        save(FLY4, 1, 0, new Rig().walk("c1 c3 c1 a2 e2!"));
        save(FLY4, 2, 1, new Rig().walk("c1 a3 e3 e3 a1 e1!"));
        save(FLY4, 3, 3, new Rig().walk("c1 a3 a3 c1 a2 e2!"));
        save(FLY4_AGAIN, 1, 0, new Rig().walk("c1 c2 a2 e2!"));
        save(FLY4_AGAIN, 2, 1, new Rig().walk("c1 c2 a2 e2 e2 a2"));
        save(FLY4_AGAIN, 3, 2, new Rig().walk("c1 c2 a2 e2!"));
    }

    private Path file(String folder, int block) {
        return directory.resolve(folder).resolve("all_variables_contingency_" + block + ".mat");
    }

    private void save(String folder, int block, int trialsBefore, Rig rig) {
        rig.file(trialsBefore).write(file(folder, block));
    }

    private Dataset load(String... folders) {
        return TestContext.in(directory).load(folders);
    }

    private Trajectory fly4(ArenaSettings settings) {
        return TestContext.in(directory).load(settings).trajectories().getFirst();
    }

    private static ArenaSettings with(ArenaSettings.Step step, ArenaSettings.Reward reward, ArenaSettings.Rewards rewards,
            double shortest, boolean pastCentre) {
        return new ArenaSettings(List.of(FLY4), step, reward, 10, rewards, shortest, pastCentre, 3, List.of(), Resamplings.ONE, 0.75, 0);
    }

    @Test
    void blocksOfAFlyAreOneSequenceOfEncounters() {
        Dataset data = load("arena/*Fly4");
        assertEquals(List.of(INPUT, Channel.UPDATE, REWARD, DECISION), data.channels());
        Trajectory fly = data.trajectories().getFirst();
        assertEquals("Fly4/1 Fly4 Fly4", fly.id() + " " + fly.subject() + " " + fly.recording());
        // B A | B A | B A, in which the first odour of a trial is A in the arm after that with air.
        assertArrayEquals(new double[] {0, 0.75, 0.75, 0, 0, 0.75, 0.75, 0, 0, 0.75, 0.75, 0}, fly.column(INPUT));
        assertArrayEquals(new double[] {0, 1, 1, 1, 0, 1}, fly.column(DECISION));
        assertArrayEquals(new double[] {0, 1, 1, 1, 0, 1}, fly.column(Channel.UPDATE));
        assertEquals(List.of(new Trajectory.Trial(0, 2), new Trajectory.Trial(2, 3), new Trajectory.Trial(3, 4),
                new Trajectory.Trial(4, 6)), fly.trials());
        assertEquals(List.of(new Trajectory.Session("1", 0), new Trajectory.Session("2", 2), new Trajectory.Session("3", 4)),
                fly.sessions());
        assertEquals(List.of(FLY4 + "/all_variables_contingency_1.mat", FLY4 + "/all_variables_contingency_2.mat",
                FLY4 + "/all_variables_contingency_3.mat"), fly.files().stream().map(SourceFile::name).toList());
    }

    @Test
    void expectedRewardRunsOnAcrossBlocks() {
        assertArrayEquals(new double[] {0, 1, -0.1, 0.9, 0, 0.8}, load(FLY4).trajectories().getFirst().column(REWARD), 1e-15);
        assertArrayEquals(new double[] {0, 1, 0, 1, 0, 1}, fly4(with(ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW,
                ArenaSettings.Rewards.RECORDED, 0, false)).column(REWARD));
    }

    @Test
    void shiftedRewardsAreWhatWasWrittenForTheTrialBefore() {
        // In each block the first trial gets nothing, and in the second block nothing waited for A after B was chosen.
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, 0}, fly4(with(ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW,
                ArenaSettings.Rewards.SHIFTED, 0, false)).column(REWARD));
    }

    @Test
    void briefVisitsAndThoseToTheCentreMayBeLeftOut() {
        Trajectory half = fly4(with(ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, ArenaSettings.Rewards.RECORDED, 0.5, false));
        Trajectory past = fly4(with(ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, ArenaSettings.Rewards.RECORDED, 0, true));
        for (Trajectory fly : List.of(half, past)) {
            assertArrayEquals(new double[] {1, 1, 1, 0, 1}, fly.column(DECISION));
            assertArrayEquals(new double[] {0.75, 0, 0, 0.75, 0.75, 0, 0, 0.75, 0.75, 0}, fly.column(INPUT));
            assertEquals(List.of(new Trajectory.Session("1", 0), new Trajectory.Session("2", 1), new Trajectory.Session("3", 3)),
                    fly.sessions());
        }
        assertEquals(4, fly4(with(ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, ArenaSettings.Rewards.RECORDED, 10, false))
                .steps());
    }

    @Test
    void trialsMayBeStepsWithAChoiceBetweenTheOdours() {
        Dataset data = TestContext.in(directory).withInputs(0).load(with(ArenaSettings.Step.CHOICE, ArenaSettings.Reward.RAW,
                ArenaSettings.Rewards.RECORDED, 0, false));
        assertEquals(List.of("MCH", "OCT"), data.options());
        assertEquals(List.of(Channel.of(Input.CHOICE, 2), REWARD, Channel.of(Target.CHOICE, 2)), data.channels());
        Trajectory fly = data.trajectories().getFirst();
        assertArrayEquals(new double[] {1, 0, 0, 1, 1, 0, 1, 0}, fly.column(Channel.of(Input.CHOICE, 2)));
        assertArrayEquals(new double[] {1, 0, 0, 1, 1, 0, 1, 0}, fly.column(Channel.of(Target.CHOICE, 2)));
        assertArrayEquals(new double[] {1, 0, 1, 1}, fly.column(REWARD));
        assertEquals(4, fly.trials().size());
        assertEquals(List.of(new Trajectory.Session("1", 0), new Trajectory.Session("2", 1), new Trajectory.Session("3", 3)),
                fly.sessions());
    }

    @Test
    void namesAreThoseOfFlies() {
        assertEquals(List.of("Fly4", "Fly4_round2"), load("arena/*").trajectories().stream().map(Trajectory::subject).toList());
        save("lab/session-of-May", 1, 0, new Rig().walk("c1 a2 e2"));
        assertEquals("session-of-May", load("lab/*").trajectories().getFirst().subject());
    }

    @Test
    void fliesMayBeHeldOut() {
        ArenaSettings settings = new ArenaSettings(List.of("arena/*"), ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, 10,
                ArenaSettings.Rewards.RECORDED, 0, false, 3, List.of("Fly4_round2"), Resamplings.of(2), 0.75, 0.05);
        List<Trajectory> all = TestContext.in(directory).load(settings).trajectories();
        assertEquals(List.of("Fly4/1", "Fly4/2", "Fly4_round2/1", "Fly4_round2/2"), all.stream().map(Trajectory::id).toList());
        assertEquals(List.of(false, false, true, true), all.stream().map(Trajectory::isHeldOut).toList());
        assertFalse(Arrays.equals(all.get(0).column(INPUT), all.get(1).column(INPUT)), "noise of its own");
        refused("held-out", "There is no fly 'Fly44'; did you mean 'Fly4'?", List.of("Fly44"));
        refused("held-out", "There is no fly 'Bob'; the flies are Fly4.", List.of("Bob"));
        refused("held-out", "All flies are held out, so there is nothing to fit; expected at least one that is not.", List.of("Fly4"));
    }

    private void refused(String key, String message, List<String> heldOut) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> TestContext.in(directory).load(new ArenaSettings(
                List.of(FLY4), ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, 10, ArenaSettings.Rewards.RECORDED, 0, false, 3,
                heldOut, Resamplings.ONE, 0.75, 0)));
        assertEquals(message, refusal.getMessage());
        assertEquals(key, refusal.key());
    }

    @Test
    void anotherFlyChangesNoNoise() {
        ArenaSettings both = new ArenaSettings(List.of("arena/*"), ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, 10,
                ArenaSettings.Rewards.RECORDED, 0, false, 3, List.of(), Resamplings.ONE, 0.75, 0.05);
        ArenaSettings one = new ArenaSettings(List.of(FLY4_AGAIN), ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, 10,
                ArenaSettings.Rewards.RECORDED, 0, false, 3, List.of(), Resamplings.ONE, 0.75, 0.05);
        assertArrayEquals(TestContext.in(directory).load(both).trajectories().get(1).column(INPUT), fly4(one).column(INPUT));
        assertFalse(Arrays.equals(fly4(one).column(INPUT),
                TestContext.in(directory).withSeed(8).load(one).trajectories().getFirst().column(INPUT)));
    }

    @Test
    void missingAndUnfinishedBlocksAreTold() throws IOException {
        assertEquals(List.of(new Warning("trial-unfinished", "Block 2 of Fly4_round2 ended in its trial 2, which is left out (" + FLY4_AGAIN
                + "/all_variables_contingency_2.mat).", "Fly4_round2")), load(FLY4_AGAIN).warnings());
        Files.delete(file(FLY4, 3));
        Dataset data = load(FLY4);
        assertEquals(List.of(new Warning("block-missing", "Block 3 of Fly4 is missing in " + FLY4 + ", so what the fly met there is not "
                + "known; set blocks to how many all flies have, or leave the folder out, if that matters.", "Fly4")), data.warnings());
        assertEquals(4, data.trajectories().getFirst().steps());
        ArenaSettings two = new ArenaSettings(List.of(FLY4), ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, 10,
                ArenaSettings.Rewards.RECORDED, 0, false, 2, List.of(), Resamplings.ONE, 0.75, 0);
        assertEquals(List.of(), TestContext.in(directory).load(two).warnings());
        Files.delete(file(FLY4, 1));
        assertEquals(List.of(new Trajectory.Session("2", 0)), fly4(two).sessions());
    }

    @Test
    void foldersThatAreNoneAreRefused() throws IOException {
        refused("arena/Fly5/all_variables_contingency_[1-9]*.mat: there is no directory ", "arena/Fly5");
        refused("arena/*Fly5/all_variables_contingency_[1-9]*.mat: no file in ", "arena/*Fly5");
        Files.createDirectory(directory.resolve("empty"));
        refused("empty/all_variables_contingency_[1-9]*.mat: no file in ", "empty");
        Files.createDirectory(directory.resolve("odd"));
        Files.writeString(directory.resolve("odd/all_variables_contingency_1 (copy).mat"), "");
        refused("odd: the folder holds 'all_variables_contingency_1 (copy).mat', expected all_variables_contingency_1.mat and so on, one "
                + "file for each block; rename the files.", "odd");
        save("more/other_Fly4", 1, 0, new Rig().walk("c1 a2 e2"));
        refused("more/other_Fly4: '" + FLY4 + "' is of the same fly, Fly4, by its name; rename one of them.", FLY4, "more/other_Fly4");
        refused(FLY4 + "/all_variables_contingency_1.mat: the file is listed twice, expected each block once; remove one.", FLY4, FLY4);
    }

    @Test
    void filesInTheWrongOrderAreRefused() throws IOException {
        Files.move(file(FLY4, 3), file(FLY4, 9));
        Files.move(file(FLY4, 2), file(FLY4, 3));
        Files.move(file(FLY4, 9), file(FLY4, 2));
        refused(FLY4 + "/all_variables_contingency_2.mat: sn_trials says that 3 trials came before, but the files of earlier blocks have "
                + "1; put each block's file where it belongs.", FLY4);
    }

    @Test
    void filesThatAreNoBlocksAreRefused() throws IOException {
        String file = FLY4 + "/all_variables_contingency_1.mat: ";
        String end = "; the file may be damaged, or of another experiment: leave its folder out.";
        byte[] whole = Files.readAllBytes(file(FLY4, 1));
        Files.write(file(FLY4, 1), Arrays.copyOf(whole, whole.length - 20));
        refused(file, FLY4);
        Files.writeString(file(FLY4, 1), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        refused(file, FLY4);

        Rig rig = new Rig().walk("c1 a2 e2");
        rewrite(rig.file(0).remove("xy"));
        refused(file + "there is no variable xy, which the rig saves for every block" + end, FLY4);
        rewrite(rig.file(0).add("xy", 1, 1, 2));
        refused(file + "xy is 1 × 2, expected 2 rows" + end, FLY4);
        rewrite(rig.file(0).add("xy", 2, 1, 2, 9, 1, 1, 1));
        refused(file + "column 3 of xy is (9.0, 1.0), expected a position within 5 × 3 pixels, or (-1, -1) where the fly was lost" + end,
                FLY4);
        rewrite(rig.file(0).add("binarymask7", 1, 1, 0));
        refused(file + "binarymask7 is 1 × 2, expected 3 × 5" + end, FLY4);
        rewrite(rig.file(0).add("reward", 2, 0, 0, 0, 2));
        refused(file + "reward holds 2, expected 0 and 1 alone" + end, FLY4);
        rewrite(rig.file(0).add("baiting", 2, 0, 0));
        refused(file + "baiting is 2 × 1, expected a row for each odour, and a column for each trial after a first column, as in reward, "
                + "which is 2 × 2" + end, FLY4);
        rewrite(rig.file(0).add("air_arm", 1, 0, 1.5, 1));
        refused(file + "air_arm holds 1.5, expected whole numbers" + end, FLY4);
        rewrite(rig.file(0).add("right_left", 1, 1));
        refused(file + "air_arm, right_left, timestamps and statestamps have 3, 1, 3 and 3 entries, expected as many in the first two, and "
                + "in the last two" + end, FLY4);
        rewrite(rig.file(0).add("timestamps", 1, 1, Double.NaN, 1));
        refused(file + "entry 2 of timestamps is NaN, expected a number of seconds" + end, FLY4);
        rewrite(rig.file(0).add("statestamps", 1, 1, 1, 1));
        refused(file + "statestamps is 1 in entry 3, but the fly's path gives 0 (frame 3); expected the states", FLY4);
    }

    private void rewrite(MatFile mat) {
        mat.write(file(FLY4, 1));
    }

    @Test
    void flyThatChoseNothingIsRefused() {
        save("lab/Fly9", 1, 0, new Rig().walk("c1 a2 c1"));
        refused("lab/Fly9: the fly finished no trial in blocks 1 to 3, so there is nothing to learn from; leave the folder out.",
                "lab/Fly9");
    }

    private void refused(String beginning, String... folders) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> load(folders));
        assertTrue(refusal.getMessage().startsWith(beginning), refusal.getMessage());
        assertEquals("folders", refusal.key());
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertEquals("The list is empty, expected at least one folder, as in [arena/*Fly4].",
                assertThrows(InvalidSpecException.class, () -> load()).getMessage());
        assertEquals("Found NaN, expected a finite number, as in 0.5.", assertThrows(InvalidSpecException.class, () -> with(
                ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, ArenaSettings.Rewards.RECORDED, Double.NaN, false)).getMessage());
    }
}
