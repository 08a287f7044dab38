package org.deltaw.plugin.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where columns are in files, and which way round. */
class LayoutTest {
    private static final Channel ACTIVITY = Channel.of(Target.ACTIVITY, 2);

    @TempDir
    private Path directory;

    private final Map<String, Object> settings = new LinkedHashMap<>(Map.of("files", List.of("a.npz"), "inputs", List.of("x"),
            "targets", Map.of("activity", List.of("n"))));

    private Trajectory load(Map<String, byte[]> arrays) {
        Tables.write(directory.resolve("a.npz"), new LinkedHashMap<>(arrays));
        return load().trajectories().getFirst();
    }

    private Dataset load() {
        return Tables.load(Tables.settings(settings), directory, 1);
    }

    private void assertRefused(String key, String message, Map<String, byte[]> arrays) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> load(arrays));
        assertEquals(message, refusal.getMessage());
        assertEquals(key, refusal.key());
    }

    @Test
    void arraysAreTurnedAsTheOthersShow() {
        byte[] steps = Tables.array("3,", 1, 2, 3);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, load(Map.of("x", steps, "n", Tables.array("3, 2", 1, 2, 3, 4, 5, 6)))
                .column(ACTIVITY));
        assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, load(Map.of("x", steps, "n", Tables.array("2, 3", 1, 2, 3, 4, 5, 6)))
                .column(ACTIVITY));
        assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, load(Map.of("x", Tables.array("1, 3", 1, 2, 3),
                "n", Tables.array("2, 3", 1, 2, 3, 4, 5, 6))).column(ACTIVITY));
    }

    @Test
    void squareArraysAreTurnedOnlyIfSaid() {
        Map<String, byte[]> arrays = Map.of("x", Tables.array("2,", 1, 2), "n", Tables.array("2, 2", 1, 2, 3, 4));
        assertArrayEquals(new double[] {1, 2, 3, 4}, load(arrays).column(ACTIVITY));
        settings.put("transpose", true);
        assertArrayEquals(new double[] {1, 3, 2, 4}, load(arrays).column(ACTIVITY));
    }

    @Test
    void neuronsTimesFramesAreRead() {
        Tables.write(directory.resolve("F.npy"), Tables.array("2, 3", 1, 2, 3, 4, 5, 6));
        settings.put("files", List.of("F.npy"));
        settings.put("transpose", true);
        settings.put("inputs", List.of("0"));
        settings.put("targets", Map.of("activity", List.of("*")));
        Trajectory read = load().trajectories().getFirst();
        assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, read.column(ACTIVITY));
        assertArrayEquals(new double[] {1, 2, 3}, read.column(Channel.input(1)));
    }

    @Test
    void singleValueCountsForAllSteps() {
        settings.put("signals", Map.of("r", "dt", "s", "2*dt"));
        Trajectory read = load(Map.of("x", Tables.array("2,", 1, 2), "n", Tables.array("2, 2", 1, 2, 3, 4),
                "dt", Tables.array("1, 1", 0.5)));
        assertArrayEquals(new double[] {0.5, 0.5}, read.column(Channel.of(new Signal("r"))));
        assertArrayEquals(new double[] {1, 1}, read.column(Channel.of(new Signal("s"))));
    }

    @Test
    void columnOfAnArrayIsNamedByItsNumber() {
        Map<String, byte[]> arrays = Map.of("x", Tables.array("2,", 1, 2), "n", Tables.array("2, 2", 1, 2, 3, 4));
        settings.put("signals", Map.of("r", "n[1]", "s", "`n[0]` + `n[1]`"));
        Trajectory read = load(arrays);
        assertArrayEquals(new double[] {2, 4}, read.column(Channel.of(new Signal("r"))));
        assertArrayEquals(new double[] {3, 7}, read.column(Channel.of(new Signal("s"))));
        settings.put("signals", Map.of("r", "n[2]"));
        assertRefused("signals.r", "a.npz: 'n[2]' is none of the 2 columns of 'n', which are counted from 0.", arrays);
    }

    @Test
    void whatNoSettingNamesMayBeAnything() {
        byte[] objects = Tables.array("O", false, "2,", new byte[16]);
        Map<String, byte[]> arrays = Map.of("x", Tables.array("2,", 1, 2), "n", Tables.array("2, 2", 1, 2, 3, 4), "meta", objects,
                "other", Tables.array("7,", 1, 2, 3, 4, 5, 6, 7));
        assertArrayEquals(new double[] {1, 2}, load(arrays).column(Channel.input(1)));
        settings.put("signals", Map.of("r", "other"));
        assertRefused("files", "a.npz: 'other' is 7, but 'x' is 2; expected the same number of steps in all that the spec names.", arrays);
    }

    @Test
    void filesOfAFolderAreColumnsSideBySide() {
        for (String animal : List.of("m1", "m2")) {
            Tables.write(directory.resolve(animal + "/trials.x.csv"), "x\n1\n2\n");
            Tables.write(directory.resolve(animal + "/trials.more.csv"), "n,r\n3,5\n4,6\n");
        }
        settings.put("files", List.of("*/trials.*.csv"));
        settings.put("sideBySide", true);
        settings.put("signals", Map.of("r", "trials.more.r", "q", "r", "p", "trials.x + x"));
        settings.put("targets", Map.of("activity", List.of("n")));
        Dataset data = load();
        assertEquals(List.of("m1", "m2"), data.trajectories().stream().map(Trajectory::id).toList());
        Trajectory first = data.trajectories().getFirst();
        assertArrayEquals(new double[] {5, 6}, first.column(Channel.of(new Signal("r"))));
        assertArrayEquals(new double[] {5, 6}, first.column(Channel.of(new Signal("q"))));
        assertArrayEquals(new double[] {2, 4}, first.column(Channel.of(new Signal("p"))));
        assertEquals(List.of("m1"), first.files().stream().map(file -> file.name()).toList());
    }
}
