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

    /** Three subjects with 4, 3 and 2 sessions; the first one's in a single trajectory, each with two replicates. */
    private static Split sessions(DataSettings settings) {
        List<Trajectory> all = new ArrayList<>();
        List<Trajectory> drawn = Recordings.random(CHOICES, 12, 10, 5).trajectories();
        for (String id : List.of("a", "b")) {
            Trajectory replicate = Trajectory.builder(id, 10).columns(drawn.getFirst().columns()).build();
            all.add(as(replicate, "A", "A", List.of()).toBuilder().sessions(List.of(new Trajectory.Session("1", 0),
                    new Trajectory.Session("2", 3), new Trajectory.Session("3", 4), new Trajectory.Session("4", 8))).build());
        }
        for (int i = 2; i < 12; i++) {
            String subject = i < 8 ? "B" : "C";
            all.add(as(drawn.get(i), subject, subject + "/" + i / 2, List.of()).toBuilder()
                    .sessions(List.of(new Trajectory.Session("" + i / 2, 0))).build());
        }
        return Split.of(settings, Dataset.builder(CHOICES).trajectories(all).build());
    }

    private static List<String> where(List<Part> parts) {
        return parts.stream().flatMap(part -> part.indices().mapToObj(step -> part.trajectory().id() + " " + step)).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 9})
    void everySessionIsHeldOutOnceAndDividedEvenly(int number) {
        List<String> heldOut = new ArrayList<>();
        List<String> everything = where(sessions(DataSettings.ALL).training());
        for (Split fold : folds(number, FoldSettings.Over.SESSIONS, 2).of(sessions(DataSettings.ALL))) {
            heldOut.addAll(where(fold.heldOut()));
            List<String> both = new ArrayList<>(where(fold.training()));
            both.addAll(where(fold.heldOut()));
            assertEquals(new HashSet<>(everything), new HashSet<>(both));
            assertEquals(everything.size(), both.size());
            // The first recording has replicates a and b, which are masked alike.
            assertEquals(held(fold, "a"), held(fold, "b"));
            assertEquals(held(fold, "c").isEmpty(), held(fold, "d").isEmpty());
            int sessions = (int) fold.heldOut().stream().mapToLong(part -> part.spans().size()).sum() / 2;
            assertTrue(sessions == 9 / number || sessions == (9 + number - 1) / number, () -> "" + fold.heldOut());
        }
        assertEquals(everything.size(), heldOut.size());
        assertEquals(new HashSet<>(everything), new HashSet<>(heldOut));
    }

    private static List<String> held(Split fold, String id) {
        return where(fold.heldOut()).stream().filter(step -> step.startsWith(id + " ")).map(step -> step.substring(2)).toList();
    }

    @Test
    void sessionsOfARunAreMaskedAndItsHistoryRunsThrough() {
        for (Split fold : folds(2, FoldSettings.Over.SESSIONS, 2).of(sessions(DataSettings.ALL))) {
            Part held = fold.heldOut().getFirst();
            assertEquals(10, held.trajectory().steps());
            assertEquals(2, held.spans().size());
            double[] seen = held.trajectory().column(SEEN);
            assertEquals(held.indices().boxed().toList(),
                    java.util.stream.IntStream.range(0, 10).filter(step -> seen[step] == 1).boxed().toList());
        }
    }

    @Test
    void sessionsThatTheDataHoldOutAreInNoFold() {
        // Of ten steps five are fitted: sessions 1 and 2 and a step of 3; of one step of session 3 the rest is held out anyway.
        Split half = new Split(CHOICES, sessions(new DataSettings(0.5)).training().subList(0, 1), List.of());
        List<Split> folds = folds(3, FoldSettings.Over.SESSIONS, 2).of(half);
        assertEquals(Set.of("a 0", "a 1", "a 2", "a 3", "a 4"),
                new HashSet<>(folds.stream().flatMap(fold -> where(fold.heldOut()).stream()).toList()));
        assertThrows(InvalidSpecException.class, () -> folds(4, FoldSettings.Over.SESSIONS, 2).of(half));
    }

    @Test
    void orderOfFilesDoesNotMatter() {
        Split split = repeated(7);
        Split turned = new Split(split.channels(), split.training().reversed(), List.of());
        for (FoldSettings.Over over : List.of(FoldSettings.Over.RECORDINGS, FoldSettings.Over.SUBJECTS)) {
            List<Split> folds = folds(3, over, 1).of(split);
            List<Split> again = folds(3, over, 1).of(turned);
            for (int i = 0; i < 3; i++) {
                assertEquals(new HashSet<>(ids(folds.get(i).heldOut())), new HashSet<>(ids(again.get(i).heldOut())));
            }
        }
    }

    @Test
    void recordingsOfASubjectAreDividedEvenly() {
        // Two recordings of each of four subjects; the last has one.
        for (Split fold : folds(2, FoldSettings.Over.RECORDINGS, 3).of(repeated(8))) {
            assertEquals(4, fold.heldOut().stream().map(part -> part.trajectory().subject()).distinct().count());
        }
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
