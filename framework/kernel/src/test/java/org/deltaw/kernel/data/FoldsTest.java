package org.deltaw.kernel.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every part of the data is held out once. */
class FoldsTest {
    private static final List<Channel> CHOICES = Recordings.choices(2);
    private static final Channel SEEN = Channel.mask(Target.DECISION, 1);

    private static Trajectory as(Trajectory each, String subject, String recording, List<Trajectory.Trial> trials) {
        return each.toBuilder().subject(subject).recording(recording).trials(trials).build();
    }

    /** Recordings of three repetitions each, two recordings of a subject. */
    private static Split repeated(int recordings) {
        List<Trajectory> all = new ArrayList<>();
        List<Trajectory> drawn = Recordings.random(CHOICES, 3 * recordings, 6, 5).trajectories();
        for (int i = 0; i < drawn.size(); i++) {
            all.add(as(drawn.get(i), "subject " + i / 6, "recording " + i / 3, List.of()));
        }
        return Split.of(DataSettings.ALL, Dataset.builder(CHOICES).trajectories(all).build());
    }

    private static Folds folds(int number, FoldSettings.Over over, long seed) {
        return new Folds(new FoldSettings(number, over), new Seed(seed));
    }

    private static List<String> ids(List<Part> parts) {
        return parts.stream().map(part -> part.trajectory().id()).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7})
    void everyRecordingIsHeldOutOnceWithItsRepetitions(int number) {
        Split split = repeated(7);
        List<Split> folds = folds(number, FoldSettings.Over.RECORDINGS, 3).of(split);
        assertEquals(number, folds.size());
        List<String> heldOut = new ArrayList<>();
        for (Split fold : folds) {
            Set<String> here = new HashSet<>(fold.heldOut().stream().map(part -> part.trajectory().recording()).toList());
            assertEquals(3 * here.size(), fold.heldOut().size());
            assertTrue(here.size() == 7 / number || here.size() == (7 + number - 1) / number, () -> "" + here);
            assertTrue(fold.training().stream().noneMatch(part -> here.contains(part.trajectory().recording())));
            Set<String> all = new HashSet<>(ids(fold.training()));
            all.addAll(ids(fold.heldOut()));
            assertEquals(21, all.size());
            heldOut.addAll(ids(fold.heldOut()));
        }
        assertEquals(21, heldOut.size());
        assertEquals(21, new HashSet<>(heldOut).size());
    }

    @Test
    void subjectsStayWhole() {
        for (Split fold : folds(3, FoldSettings.Over.SUBJECTS, 1).of(repeated(6))) {
            assertEquals(1, fold.heldOut().stream().map(part -> part.trajectory().subject()).distinct().count());
            assertEquals(6, fold.heldOut().size());
            assertEquals(12, fold.training().size());
        }
    }

    @Test
    void seedsDecideWhatIsInWhichFold() {
        Split split = repeated(7);
        List<String> one = ids(folds(2, FoldSettings.Over.RECORDINGS, 3).of(split).getFirst().heldOut());
        assertEquals(one, ids(folds(2, FoldSettings.Over.RECORDINGS, 3).of(split).getFirst().heldOut()));
        Set<List<String>> seen = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            seen.add(ids(folds(2, FoldSettings.Over.RECORDINGS, seed).of(split).getFirst().heldOut()));
        }
        assertNotEquals(1, seen.size());
    }

    @Test
    void blocksOfTrialsAreMaskedOnceEach() {
        List<Trajectory.Trial> trials = List.of(new Trajectory.Trial(0, 2), new Trajectory.Trial(2, 3),
                new Trajectory.Trial(3, 7), new Trajectory.Trial(7, 9), new Trajectory.Trial(9, 10));
        Trajectory drawn = Recordings.random(CHOICES, 1, 10, 5).trajectories().getFirst();
        Split split = Split.of(DataSettings.ALL,
                Dataset.builder(CHOICES).trajectories(as(drawn, "A", "A", trials)).build());
        List<Split> folds = folds(2, FoldSettings.Over.TRIALS, 1).of(split);
        assertEquals("[1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]", seen(folds.get(0).heldOut()));
        assertEquals("[0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]", seen(folds.get(0).training()));
        assertEquals(seen(folds.get(0).training()), seen(folds.get(1).heldOut()));
        assertEquals(3, folds.get(0).heldOut().getFirst().steps());
        assertEquals(List.of(3, 4, 5, 6, 7, 8, 9), folds.get(0).training().getFirst().indices().boxed().toList());
    }

    @Test
    void middleBlockLeavesBothSides() {
        Trajectory drawn = Recordings.random(CHOICES, 1, 6, 5).trajectories().getFirst();
        Split split = Split.of(DataSettings.ALL, Dataset.builder(CHOICES).trajectories(drawn).build());
        Split middle = folds(3, FoldSettings.Over.TRIALS, 1).of(split).get(1);
        assertEquals("[1.0, 1.0, 0.0, 0.0, 1.0, 1.0]", seen(middle.training()));
        assertEquals(4, middle.training().getFirst().steps());
    }

    @Test
    void whatTheDataHoldOutIsInNoBlock() {
        Trajectory drawn = Recordings.random(CHOICES, 1, 10, 5).trajectories().getFirst();
        Split split = Split.of(new DataSettings(0.6), Dataset.builder(CHOICES).trajectories(drawn).build());
        List<Split> folds = folds(2, FoldSettings.Over.TRIALS, 1).of(split);
        assertEquals("[1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]", seen(folds.get(0).heldOut()));
        assertEquals("[0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]", seen(folds.get(0).training()));
    }

    @Test
    void tooFewAreRefused() {
        assertEquals("The data have 3 recordings, too few for 4 folds over recordings; use fewer folds, or blocks of trials "
                + "(--over trials).", message(4, FoldSettings.Over.RECORDINGS));
        assertEquals("The data have 2 subjects, too few for 4 folds over subjects; use fewer folds, or blocks of trials "
                + "(--over trials).", message(4, FoldSettings.Over.SUBJECTS));
        assertEquals("Trajectory 'a' has 6 trials, too few for 7 folds over trials; use fewer folds, or leave it out.",
                message(7, FoldSettings.Over.TRIALS));
        assertThrows(InvalidSpecException.class, () -> new FoldSettings(1, FoldSettings.Over.TRIALS));
    }

    private static String message(int number, FoldSettings.Over over) {
        return assertThrows(InvalidSpecException.class, () -> folds(number, over, 1).of(repeated(3))).getMessage();
    }

    private static String seen(List<Part> parts) {
        return Arrays.toString(parts.getFirst().trajectory().column(SEEN));
    }
}
