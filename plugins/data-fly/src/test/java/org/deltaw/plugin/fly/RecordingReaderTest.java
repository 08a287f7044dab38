package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatlabType;

class RecordingReaderTest {
    private static final String CHOICES = "abA1B0aaB1A0b";
    private static final double[][] X = {{1, 0}, {0, 1}, {1, 0}, {0, 1}, {1, 0}, {1, 0}, {0, 1}, {1, 0}, {0, 1}};
    private static final double[] Y = {0, 0, 1, 1, 0, 0, 1, 1, 0};
    private static final double[] R = {1, 0, 1, 0};

    private static void assertRead(byte[] content) {
        Recording recording = Mats.read(content);
        assertEquals(9, recording.steps());
        assertEquals(4, recording.trials());
        for (int step = 0; step < 9; step++) {
            assertEquals(X[step][1], recording.odour(step));
            assertEquals(Y[step] == 1, recording.accepted(step));
        }
        assertArrayEquals(R, recording.rewards());
    }

    private static Map<String, Array> with(String name, Array array) {
        Map<String, Array> variables = new LinkedHashMap<>(Mats.fly(CHOICES));
        variables.put(name, array);
        return variables;
    }

    private static void assertRefused(String message, Map<String, Array> variables) {
        for (byte[] content : List.of(Mats.plain(variables), Mats.packed(variables))) {
            InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> Mats.read(content));
            assertEquals("files", refusal.key());
            assertEquals("Fly1.mat: " + message, refusal.getMessage());
        }
    }

    private static double[][] turned(double[]... rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                columns[column][row] = rows[row][column];
            }
        }
        return columns;
    }

    @Test
    void plainAndPackedFilesOfBothByteOrdersAreRead() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (int level : new int[] {Deflater.NO_COMPRESSION, Deflater.DEFAULT_COMPRESSION}) {
                assertRead(Mats.bytes(Mats.fly(CHOICES), level, order));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = MatlabType.class, names = {"Single", "Int8", "UInt8", "Int16", "UInt16", "Int32", "UInt32",
        "Int64", "UInt64"})
    void everyTypeOfNumberIsRead(MatlabType type) {
        assertRead(Mats.packed(Map.of("X", Mats.matrix(type, X), "Y", Mats.matrix(type, Y), "R",
                Mats.matrix(type, R))));
    }

    @Test
    void logicalValuesAreRead() {
        var accepted = Mat5.newLogical(1, Y.length);
        for (int step = 0; step < Y.length; step++) {
            accepted.setBoolean(step, Y[step] == 1);
        }
        assertRead(Mats.packed(with("Y", accepted)));
    }

    @Test
    void matricesOnTheirSideAreRead() {
        assertRead(Mats.packed(Map.of("X", Mats.matrix(turned(X)), "Y", Mats.matrix(turned(Y)), "R",
                Mats.matrix(turned(R)))));
    }

    @Test
    void twoStepsAreReadUpright() {
        Recording recording = Mats.read(Mats.plain(Mats.fly("bA1")));
        assertEquals(1, recording.odour(0));
        assertEquals(0, recording.odour(1));
    }

    @Test
    void rewardsMayBeAnyFiniteNumber() {
        assertArrayEquals(new double[] {0.5, -1, 1e-3, 7},
                Mats.read(Mats.packed(with("R", Mats.matrix(new double[] {0.5, -1, 1e-3, 7})))).rewards());
    }

    @Test
    void otherVariablesDoNotMatter() {
        Map<String, Array> variables = with("protocol", Mat5.newStruct().set("day", Mat5.newScalar(3)));
        variables.put("fly", Mat5.newString("wild type"));
        variables.put("cells", Mat5.newCell(2, 3));
        variables.put("movie", Mats.matrix(new double[100][200]));
        assertRead(Mats.plain(variables));
        assertRead(Mats.packed(variables));
    }

    @Test
    void missingVariableIsNamedWithThoseThere() {
        Map<String, Array> variables = with("odours", Mat5.newScalar(1));
        variables.remove("Y");
        assertRefused("there is no variable Y, expected X, Y, R, found X, R, odours; save the file again with all of "
                + "them.", variables);
    }

    @Test
    void misspeltVariableIsNamed() {
        Map<String, Array> variables = with("y", Mats.matrix(Y));
        variables.remove("Y");
        assertRefused("there is no variable Y, expected X, Y, R, found X, R, y; rename y if it is meant.", variables);
    }

    @Test
    void fileWithoutVariablesIsRefused() {
        assertRefused("there is no variable X, expected X, Y, R, but the file holds none; save the file again with all "
                + "of them.", Map.of());
    }

    @Test
    void otherClassesAreRefused() {
        assertRefused("row 1 of X is (NaN, NaN), expected (1, 0) or (0, 1); correct X.", with("X", Mat5.newCell(9, 2)));
        assertRefused("X is a struct or a group, expected a matrix of numbers; save it as one.", with("X", Mat5.newStruct()));
        assertRefused("R holds text (char), expected numbers; save it as double.", with("R", Mat5.newString("1010")));
        assertRefused("Y holds complex numbers, expected real ones; save real(Y).", with("Y", Mat5.newComplex(1, 9)));
        assertRefused("X has 3 dimensions, expected rows and columns; save it as a matrix.",
                with("X", Mat5.newMatrix(new int[] {9, 2, 2})));
    }

    @Test
    void emptyMatrixIsRefused() {
        assertRefused("X is empty, with 0 rows and 2 columns, expected the choices of a fly; save it again.",
                with("X", Mat5.newMatrix(0, 2)));
    }

    @Test
    void threeOdoursAreRefused() {
        assertRefused("X has 9 rows and 3 columns, expected a row for each step and a column for each of the two "
                + "odours; save it so.", with("X", Mats.matrix(new double[9][3])));
    }

    @Test
    void stepWithoutExactlyOneOdourIsRefused() {
        double[][] both = X.clone();
        both[4] = new double[] {1, 1};
        assertRefused("row 5 of X is (1, 1), expected (1, 0) or (0, 1); correct X.", with("X", Mats.matrix(both)));
        both[4] = new double[] {Double.NaN, 0.5};
        assertRefused("row 5 of X is (NaN, 0.5), expected (1, 0) or (0, 1); correct X.",
                with("X", Mats.matrix(both)));
        assertRefused("column 5 of X is (NaN, 0.5), expected (1, 0) or (0, 1); correct X.",
                with("X", Mats.matrix(turned(both))));
    }

    @Test
    void decisionsMustMatchTheOdours() {
        assertRefused("X has 9 steps, but Y has 3, expected a decision for each odour; correct X or Y.",
                with("Y", Mats.matrix(new double[] {1, 0, 1})));
        assertRefused("Y has 3 rows and 3 columns, expected a single row with a number for each step; save it so.",
                with("Y", Mats.matrix(new double[3][3])));
        double[] decisions = Y.clone();
        decisions[3] = 2;
        assertRefused("entry 4 of Y is 2, expected 1 (accepted) or 0 (rejected); correct Y.",
                with("Y", Mats.matrix(decisions)));
    }

    @Test
    void recordingWithoutTrialIsRefused() {
        assertRefused("Y accepts none of 9 odours, expected at least one trial, which ends with an accepted odour; "
                + "leave the file out.", with("Y", Mats.matrix(new double[9])));
    }

    @Test
    void rewardsMustMatchTheAcceptedOdours() {
        assertRefused("Y accepts 4 odours, but R has 1 reward, expected one for each accepted odour; correct Y or R.",
                with("R", Mat5.newScalar(1)));
        assertRefused("Y accepts 4 odours, but R has 9 rewards, expected one for each accepted odour; save R(Y == 1) "
                + "if R has one for each step.", with("R", Mats.matrix(new double[9])));
        assertRefused("R has 2 rows and 2 columns, expected a single row with a number for each trial; save it so.",
                with("R", Mats.matrix(new double[2][2])));
        assertRefused("entry 3 of R is NaN, expected the reward of a trial, a finite number; correct R.",
                with("R", Mats.matrix(new double[] {0, 1, Double.NaN, 1})));
    }

    @Test
    void recordingDescribesItself() {
        assertTrue(Mats.read(Mats.plain(Mats.fly("bA1"))).toString().startsWith("2 odours, 1 accepted"));
    }
}
