package org.deltaw.plugin.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;

/** The logs here are written by hand, frame by frame. */
class ReplayTest {
    private static List<Frame> replay(String path, int[] airArms, int[] states) {
        Block made = new Rig().walk(path).block();
        return Replay.of(new Block(made.file(), 0, made.zones(), made.track(),
                new Block.Log(airArms, new int[airArms.length], states, new double[states.length]), made.rewards(), List.of()));
    }

    private static List<Integer> choices(List<Frame> frames) {
        return IntStream.range(0, frames.size()).filter(frame -> frames.get(frame).choice()).boxed().toList();
    }

    @Test
    void odourIsChosenWhereTheFlyComesFromArmToEnd() {
        List<Frame> frames = replay("c1 a1 c1 c2 a2 e2 a2", new int[] {0, 1, 1, 1, 1, 1, 0}, new int[] {1, 1, 1, 1, 1, 0, 2});
        assertEquals(List.of(5), choices(frames));
        assertEquals(new Frame(8, 5, 5, true), frames.get(5));
    }

    @Test
    void endOfTheArmWithAirDoesNothing() {
        assertEquals(List.of(), choices(replay("a1 e1 a1 e1", new int[] {0, 1, 1, 1}, new int[] {1, 1, 1, 1})));
    }

    @Test
    void straightFromTheCentreIntoTheEndIsNoChoice() {
        List<Frame> frames = replay("c1 c2 e2 a2 e2", new int[] {0, 1, 1, 1, 1}, new int[] {1, 1, 1, 1, 0});
        assertEquals(List.of(4), choices(frames));
    }

    @Test
    void fromOneArmIntoTheEndOfAnotherIsNoChoice() {
        assertEquals(List.of(), choices(replay("c1 a3 e2", new int[] {0, 1, 1}, new int[] {1, 1, 1})));
    }

    @Test
    void lostFramesAndGapsBetweenArmAndEndDoNotMatter() {
        List<Frame> frames = replay("c1 a2 ? - e2", new int[] {0, 1, 1, 1}, new int[] {1, 1, 1, 1, 0});
        assertEquals(List.of(4), choices(frames));
        assertEquals(new Frame(Frame.LOST, -1, 2, false), frames.get(2));
        assertEquals(new Frame(0, 2, 3, false), frames.get(3));
    }

    @Test
    void lostFramesAreStampedThoughATrialIsBeingSetUp() {
        List<Frame> frames = replay("? c3 a3", new int[] {0, 3}, new int[] {0, 3, 3});
        assertEquals(new Frame(Frame.LOST, -1, 0, false), frames.getFirst());
        assertEquals(new Frame(3, 0, 1, false), frames.get(1));
    }

    @Test
    void setUpWaitsForAZoneWithoutLogOrStamp() {
        List<Frame> frames = replay("- - a2 e1 a1 - e1 - ? c3", new int[] {0, 2, 2, 2, 2, 0}, new int[] {2, 2, 2, 2, 0, 0, 3});
        assertEquals(List.of(6), choices(frames));
        assertEquals(new Frame(0, -1, -1, false), frames.getFirst());
        assertEquals(new Frame(0, -1, -1, false), frames.get(7));
        assertEquals(new Frame(3, 5, 6, false), frames.getLast());
    }

    @Test
    void armIsWhereMasksOfArmAndEndOverlap() {
        assertEquals(List.of(2), choices(replay("c1 b2 e2", new int[] {0, 1, 1}, new int[] {1, 1, 0})));
    }

    @Test
    void anotherStateThanTheRigsIsRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> replay("c1 a2 c1", new int[] {0, 1, 2}, new int[] {1, 1, 1}));
        assertEquals("folders", refusal.key());
        assertEquals("Fly4/all_variables_contingency_1.mat: air_arm is 2 in entry 3, but the fly's path gives 1 (frame 3); expected the "
                + "states that the rig wrote down to follow from xy and the masks, so that it is known what the fly chose. The file may "
                + "be damaged, or of another rig: leave it out.", refusal.getMessage());
        refused("statestamps is 1 in entry 3, but the fly's path gives 0 (frame 3)", "c1 a2 e2", new int[] {0, 1, 1}, new int[] {1, 1, 1});
    }

    @Test
    void logsOfAnotherLengthAreRefused() {
        refused("air_arm has 2 entries, but there are more frames (frame 3)", "c1 a2 c1", new int[] {0, 1}, new int[] {1, 1, 1});
        refused("air_arm has 4 entries, but the fly's path gives 3", "c1 a2 c1", new int[] {0, 1, 1, 1}, new int[] {1, 1, 1});
        refused("statestamps has 4 entries, but the fly's path gives 3", "c1 a2 c1", new int[] {0, 1, 1}, new int[] {1, 1, 1, 1});
    }

    private static void refused(String why, String path, int[] airArms, int[] states) {
        String message = assertThrows(InvalidSpecException.class, () -> replay(path, airArms, states)).getMessage();
        assertEquals("Fly4/all_variables_contingency_1.mat: " + why, message.substring(0, message.indexOf("; expected the states")));
    }
}
