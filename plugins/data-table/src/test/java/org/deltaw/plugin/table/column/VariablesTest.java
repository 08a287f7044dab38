package org.deltaw.plugin.table.column;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.deltaw.formats.Group;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private static final InputFile FILE = new InputFile(Path.of("a.nwb"), "a.nwb", "a");

    private record Numbers(String name, String path, double... cells) implements Variable {
        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public String stored() {
            return "double";
        }

        @Override
        public Shape shape() {
            return Shape.of(cells.length);
        }

        @Override
        public double[] numbers(Predicate<String> missing) {
            return cells.clone();
        }

        @Override
        public String[] texts() {
            return Arrays.stream(cells).mapToObj(String::valueOf).toArray(String[]::new);
        }

        @Override
        public String place(int entry) {
            return "'" + path + "', entry " + entry;
        }
    }

    private static Group group(String path, Variable... variables) {
        return new Group(path.substring(1 + path.lastIndexOf('/')), path, Group.Kind.TABLE, () -> List.of(variables));
    }

    private static final Group TRIALS = group("/intervals/trials", new Numbers("x", "/intervals/trials/x", 1, 2));
    private static final Group OTHER = group("/other", new Numbers("r", "/other/r", 5, 6));
    private static final Group ROOT = Group.root(List.of(
            new Group("intervals", "/intervals", Group.Kind.FOLDER, () -> List.of(TRIALS)), OTHER));

    private static double[] column(Group root, Optional<String> table, String name) {
        return Table.of(Variables.of(FILE, root, table), List.of(new Table.Use("key", List.of(name))),
                new Table.Reading(false, new Missing(List.of()), Map.of(), new Literals())).one("key", name).numbers();
    }

    private static void assertRefused(String key, String message, Optional<String> table, String name) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> column(ROOT, table, name));
        assertEquals(message, refusal.getMessage());
        assertEquals(key, refusal.key());
    }

    @Test
    void columnsOfAGroupAreNamedFromThereOnAndOthersByTheirPaths() {
        Optional<String> trials = Optional.of("/intervals/trials");
        assertArrayEquals(new double[] {1, 2}, column(ROOT, trials, "x"));
        assertArrayEquals(new double[] {1, 2}, column(ROOT, Optional.of("intervals.trials"), "x"));
        assertArrayEquals(new double[] {1, 2}, column(ROOT, Optional.empty(), "/intervals/trials/x"));
        assertArrayEquals(new double[] {5, 6}, column(ROOT, trials, "/other/r"));
        assertArrayEquals(new double[] {6, 8}, column(ROOT, trials, "`/other/r` + x"));
    }

    @Test
    void theOnlyGroupNeedNotBeNamed() {
        assertArrayEquals(new double[] {5, 6}, column(Group.root(List.of(group("data", new Numbers("r", "data.r", 5, 6)))), Optional.empty(),
                "r"));
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIs() {
        assertRefused("table", "a.nwb: there is no '/intervals/trial' in the file; the nearest is '/intervals/trials', there are /intervals, "
                + "/intervals/trials, /other.", Optional.of("/intervals/trial"), "x");
        assertRefused("key", "a.nwb: there is no column 'x'; name the group that has it, as in table: /intervals/trials, /other.",
                Optional.empty(), "x");
        assertRefused("key", "a.nwb: there is no column 'xx'; there are x.", Optional.of("/intervals/trials"), "xx");
    }
}
