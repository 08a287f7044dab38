package org.deltaw.kernel.data;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.data.Trajectory;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
    private static final String ONE = "1".repeat(64);
    private static final String OTHER = "2".repeat(64);

    private static Trajectory.Builder shown(String id, double... decisions) {
        return Trajectory.builder(id, decisions.length).columns(Map.of(Channel.input(1), ones(decisions.length),
                Recordings.DECISION, decisions));
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] random(int length) {
        var random = new Seed(1).generator();
        double[] decisions = new double[length];
        Arrays.setAll(decisions, _ -> random.nextInt(2));
        return decisions;
    }

    private static void accepted(Trajectory... trajectories) {
        assertDoesNotThrow(() -> Duplicates.warnings(List.of(trajectories)));
    }

    @Test
    void longRecordingsThatAreEqualAreRefused() {
        double[] decisions = random(60);
        assertEquals("Recordings 'a' and 'c' are the same in each of their 60 steps, and would count twice. Leave one of them out; if one "
                + "is a replicate of the other, say so where the data source allows it, as with data.recording of a table.",
                assertThrows(InvalidSpecException.class, () -> Duplicates.warnings(List.of(
                        shown("a", decisions).build(), shown("b", random(59)).build(), shown("c", decisions).build()))).getMessage());
    }

    @Test
    void copiesOfAFileAreRefusedHoweverShort() {
        String message = assertThrows(InvalidSpecException.class, () -> Duplicates.warnings(List.of(
                shown("a", 1, 1, 0).file(new SourceFile("a.csv", ONE)).build(),
                shown("b", 1, 1, 0).file(new SourceFile("copy.csv", ONE)).build()))).getMessage();
        assertEquals("Recordings 'a' and 'b' are the same in each of their 3 steps (a.csv, copy.csv), and would count twice.",
                message.substring(0, message.indexOf(" Leave")));
        accepted(shown("a", 1, 1, 0).file(new SourceFile("a.csv", ONE)).build(),
                shown("b", 1, 1, 0).file(new SourceFile("b.csv", OTHER)).build());
    }

    @Test
    void thoseInDifferentFoldersAreWarnedOf() {
        Trajectory one = shown("m1", random(30)).file(new SourceFile("m1/trials.csv", ONE)).build();
        Trajectory other = shown("m2", random(30)).file(new SourceFile("m2/trials.csv", ONE)).build();
        accepted(one, other);
        Warning warning = Duplicates.warnings(List.of(one, other)).getFirst();
        assertEquals(new Warning("equal-recordings", "Recordings 'm1' and 'm2' are the same in each of their 30 steps (m1/trials.csv, "
                + "m2/trials.csv). If one is a copy of the other, leave it out, for it counts twice.", "m2"), warning);
        Trajectory same = shown("m3", random(30)).file(new SourceFile("m1/more.csv", ONE)).build();
        assertThrows(InvalidSpecException.class, () -> Duplicates.warnings(List.of(one, same)));
    }

    @Test
    void shortSessionsMayBeEqualByChance() {
        accepted(shown("a", 1, 0, 1, 1).build(), shown("b", 1, 0, 1, 1).build());
        accepted(shown("a", 1, 0, 1).file(new SourceFile("a.csv", ONE)).build(),
                shown("b", 1, 0, 1).file(new SourceFile("a.csv", ONE)).build());
        // An animal that always does the same says nothing of which animal it is.
        accepted(shown("a", ones(500)).build(), shown("b", ones(500)).build());
    }

    @Test
    void replicatesOfARecordingAreNoDuplicates() {
        double[] decisions = random(60);
        accepted(shown("a/1", decisions).recording("a").build(), shown("a/2", decisions).recording("a").build());
    }

    @Test
    void oneStepThatDiffersIsEnough() {
        double[] decisions = random(60);
        double[] other = decisions.clone();
        other[59] = 1 - other[59];
        accepted(shown("a", decisions).build(), shown("b", other).build());
    }
}
