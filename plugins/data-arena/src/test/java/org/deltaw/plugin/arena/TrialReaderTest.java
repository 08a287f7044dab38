package org.deltaw.plugin.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;

class TrialReaderTest {
    private static List<Trial> trials(Rig rig) {
        return TrialReader.read(rig.block()).trials();
    }

    /** Writes A and B for the first and the second odour. */
    private static List<String> odours(Rig rig) {
        return trials(rig).stream().map(trial -> trial.encounters().stream().map(met -> met.odour() == 0 ? "A" : "B")
                .collect(Collectors.joining())).toList();
    }

    @Test
    void firstOdourIsAfterOrBeforeTheArmWithAir() {
        assertEquals(List.of("A"), odours(new Rig().walk("c1 c2 a2 e2")));
        assertEquals(List.of("B"), odours(new Rig().walk("c1 c3 a3 e3")));
        assertEquals(List.of("A"), odours(new Rig().walk("c3 c1 a1 e1")));
        assertEquals(List.of("B"), odours(new Rig().side(2).walk("c1 c2 a2 e2")));
        assertEquals(List.of("A"), odours(new Rig().side(2).walk("c1 c3 a3 e3")));
        assertEquals(List.of("A"), odours(new Rig().side(2).walk("c2 c1 a1 e1")));
    }

    @Test
    void sideOfTheFrameThatSetsUpIsThatOfTheTrialBefore() {
        assertEquals(List.of("A", "B"), odours(new Rig().walk("c1 a2 e2 e2").side(2).walk("a2 c3 a3 e3")));
    }

    @Test
    void visitsThatEndInAirOrInTheOtherOdourAreRejections() {
        assertEquals(List.of("ABAAB"), odours(new Rig().walk("a1 c1 c2 a2 c3 a3 a2 c1 c2 c1 c3 a3 e3")));
    }

    @Test
    void flickerOnABorderCountsAsItIs() {
        assertEquals(List.of("AAA"), odours(new Rig().walk("c1 c2 c1 c2 c1 c2 a2 e2")));
    }

    @Test
    void lostFramesAndGapsDivideNoVisit() {
        assertEquals(List.of("A"), odours(new Rig().walk("c1 c2 ? c2 - a2 ? e2")));
        assertEquals(List.of("A"), odours(new Rig().walk("? - c1 ? c2 ? a2 e2")));
    }

    @Test
    void endIsPartOfTheArm() {
        assertEquals(List.of("ABA"), odours(new Rig().walk("c1 e2 c2 a3 c3 a2 e2")));
    }

    @Test
    void nextTrialBeginsWhereTheLastOneEnded() {
        // The end of arm 2 has air now, so the way back through it is no encounter.
        assertEquals(List.of("A", "A"), odours(new Rig().walk("c1 a2 e2 e2 a2 c2 a3 e3")));
    }

    @Test
    void rewardIsThatOfTheTrialAndTheChosenOdour() {
        List<Trial> trials = trials(new Rig().walk("c1 a2 e2!").bait(1).walk("e2 c3 a3 e3").walk("e3 c1 c2 a2 e2!"));
        assertEquals(List.of(0, 0, 1), trials.stream().map(Trial::chosen).toList());
        assertEquals(List.of(1, 0, 1), trials.stream().map(Trial::reward).toList());
        // Trial 2 is given what trial 1 got, and trial 3 what waited for its odour in trial 2.
        assertEquals(List.of(0, 1, 1), trials.stream().map(Trial::shifted).toList());
    }

    @Test
    void visitTakesUntilTheNextOneBegins() {
        List<Visit> visits = trials(new Rig().walk("c1 c2 c2 ? - c1 c2 a2 e2!")).getFirst().encounters().stream()
                .map(Trial.Encounter::visit).toList();
        assertEquals(List.of(new Visit(2, false, 4 * Rig.SECONDS), new Visit(2, true, 2 * Rig.SECONDS + 1.7)), visits);
    }

    @Test
    void trialUnderWayIsLeftOut() {
        TrialReader.Found found = TrialReader.read(new Rig().walk("c1 a2 e2 e2 c1 a1").block());
        assertEquals(1, found.trials().size());
        assertTrue(found.unfinished());
        assertFalse(TrialReader.read(new Rig().walk("c1 a2 e2").block()).unfinished());
    }

    @Test
    void lightThatShoneWithoutRewardIsRefused() {
        Block good = new Rig().walk("c1 a2 e2!").block();
        Block.Rewards none = new Block.Rewards(new int[2][2], new int[2][2]);
        refused("the choice of trial 1 took 1.7 seconds, but its reward is 0; expected more than 1.0 where the light shone, and less "
                + "where it did not", with(good, none));
        Block dark = new Rig().walk("c1 a2 e2").block();
        refused("the choice of trial 1 took 0.25 seconds, but its reward is 1; expected more than 1.0 where the light shone, and less "
                + "where it did not", with(dark, good.rewards()));
    }

    @Test
    void rewardsThatDoNotWaitAreRefused() {
        Block good = new Rig().walk("c1 a2 e2").bait(1).walk("e2 c3 a3 e3").block();
        assertEquals(2, TrialReader.read(good).trials().size());
        String expected = " for the two odours, of which number 1 was chosen; expected its bait to be gone, and that of the other to be "
                + "left until it is taken";
        refused("after trial 1 baiting is (0, 0) and reward (0, 1)" + expected,
                with(good, new Block.Rewards(good.rewards().drawn(), new int[2][3])));
        int[][] taken = {{0, 0, 0}, {0, 1, 0}};
        refused("after trial 2 baiting is (0, 0) and reward (0, 0)" + expected, with(good, new Block.Rewards(taken, taken)));
        refused("after trial 1 baiting is (1, 1) and reward (0, 1)" + expected,
                with(good, new Block.Rewards(good.rewards().drawn(), new int[][] {{0, 1, 0}, {0, 1, 1}})));
    }

    @Test
    void rewardsForAnotherNumberOfTrialsAreRefused() {
        refused("the fly's path has 1 choices, but reward has 3 columns, expected one for each trial after the first column",
                with(new Rig().walk("c1 a2 e2 e2").block(), new Block.Rewards(new int[2][3], new int[2][3])));
    }

    @Test
    void odourThatChangesItsArmIsRefused() {
        refused("right_left changes within trial 1, expected each odour to stay in its arm until one is chosen",
                new Rig().walk("c1 c1").side(2).walk("a2 e2").block());
    }

    private static Block with(Block block, Block.Rewards rewards) {
        return new Block(block.file(), 0, block.zones(), block.track(), block.log(), rewards, List.of());
    }

    private static void refused(String why, Block block) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> TrialReader.read(block));
        assertEquals("folders", refusal.key());
        assertEquals("Fly4/all_variables_contingency_1.mat: " + why + ". The file may be damaged, or of another experiment: leave it out.",
                refusal.getMessage());
    }
}
