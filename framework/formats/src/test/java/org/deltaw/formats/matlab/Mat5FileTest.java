package org.deltaw.formats.matlab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.deltaw.formats.Opened;
import org.junit.jupiter.api.Test;

class Mat5FileTest {
    /** What reading a few numbers may allocate, in bytes. */
    private static final long FEW = 2_000_000;
    private static final int HUGE = 400_000_000;

    private static void assertRefused(String message, byte[] content) {
        Opened.frugally(FEW, () -> Opened.assertRefused(message, content));
    }

    private static RawMat fly(ByteOrder order) {
        return RawMat.file(order).matrix("X", 2, 2, 1, 0, 0, 1).matrix("Y", 1, 2, 0, 1);
    }

    @Test
    void fileWrittenByteByByteIsRead() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            assertArrayEquals(new double[] {1, 0, 0, 1}, Opened.numbers(fly(order).matrix("R", 1, 1, 1).bytes(), "X"));
        }
    }

    @Test
    void numbersComeRowByRowWhateverTheirType() {
        byte[] pixels = {1, 2, 3, 4, 5, (byte) 200, 0, 0};
        byte[] file = fly(ByteOrder.LITTLE_ENDIAN).matrix("R", 2, 3, 1, 2, 3, 4, 5, 6)
                .ints(14, 64).head(9, 2, 3, "M").ints(2, 6).add(pixels).bytes();
        assertArrayEquals(new double[] {1, 3, 5, 2, 4, 6}, Opened.numbers(file, "R"));
        assertArrayEquals(new double[] {1, 3, 5, 2, 4, 200}, Opened.numbers(file, "M"));
    }

    @Test
    void smallPartsAndObjectsAndNamelessPartsAreRead() {
        byte[] name = {1, 0, 1, 0, 'R', 0, 0, 0};
        byte[] reward = {2, 0, 1, 0, 1, 0, 0, 0};
        byte[] file = fly(ByteOrder.LITTLE_ENDIAN)
                .ints(14, 48, 6, 8, 6, 0, 5, 8, 1, 1).add(name).add(reward)
                .ints(14, 32, 6, 8, 17, 0, 1, 1, 't', 0)
                .matrix("", 1, 1, 5)
                .ints(14, 0)
                .bytes();
        assertArrayEquals(new double[] {1}, Opened.numbers(file, "R"));
    }

    @Test
    void partLargerThanTheFileTakesNoMemory() {
        assertRefused("the part that starts at byte 304 declares 400000000 bytes, but 8 follow; the file was cut off "
                + "or damaged, so copy or save it again.", fly(ByteOrder.LITTLE_ENDIAN).ints(14, HUGE, 0, 0).bytes());
        assertRefused("the part that starts at byte 304 declares 4294967295 bytes, but 8 follow; the file was cut "
                + "off or damaged, so copy or save it again.", fly(ByteOrder.LITTLE_ENDIAN).ints(15, -1, 0, 0).bytes());
    }

    @Test
    void numbersLargerThanTheirVariableTakeNoMemory() {
        assertRefused("the part that starts at byte 360 declares 400000000 bytes, but 8 follow; the file was cut off "
                + "or damaged, so copy or save it again.", fly(ByteOrder.LITTLE_ENDIAN).ints(14, 64)
                .head(6, 1, 1, "R").ints(9, HUGE).doubles(1).bytes());
    }

    @Test
    void moreRowsThanNumbersAreRefused() {
        assertRefused("R declares 50000000 × 1 numbers of 8 bytes, but holds 8 bytes, at byte 360; the file is "
                + "damaged, so copy or save it again.",
                fly(ByteOrder.LITTLE_ENDIAN).matrix("R", HUGE / 8, 1, 1).bytes());
        assertRefused("R declares 2147483647 × 2147483647 numbers of 8 bytes, but holds 8 bytes, at byte 360; "
                + "the file is damaged, so copy or save it again.",
                fly(ByteOrder.LITTLE_ENDIAN).matrix("R", Integer.MAX_VALUE, Integer.MAX_VALUE, 1).bytes());
        assertRefused("R declares dimensions [-1, -1], at byte 312; the file is damaged, so copy or save it again.",
                fly(ByteOrder.LITTLE_ENDIAN).matrix("R", -1, -1, 1).bytes());
    }

    @Test
    void packedVariableThatDeclaresTooMuchTakesNoMemory() {
        byte[] inner = RawMat.part().ints(14, HUGE).head(6, HUGE / 8, 1, "R").ints(9, HUGE).doubles(1).bytes();
        assertRefused("in the compressed part at byte 304, variable R declares 400000008 bytes, more than can come "
                + "of the 43 that there are, at byte 0; the file is damaged, so copy or save it again.",
                fly(ByteOrder.LITTLE_ENDIAN).packed(inner).bytes());
        byte[] less = RawMat.part().ints(14, 40_000).head(6, 5000, 1, "R").ints(9, 40_000).doubles(1).bytes();
        assertRefused("in the compressed part at byte 304, variable R declares 40000 bytes, but has 64, at byte "
                + "0; the file is damaged, so copy or save it again.",
                fly(ByteOrder.LITTLE_ENDIAN).packed(less).bytes());
    }

    @Test
    void packedZerosAreNotUnpackedBeyondWhatIsDeclared() {
        byte[] inner = RawMat.part().matrix("R", 1, 1, 1).add(new byte[5_000_000]).bytes();
        assertRefused("in the compressed part at byte 304, variable R declares 64 bytes, but has more, at byte 0; "
                + "the file is damaged, so copy or save it again.",
                fly(ByteOrder.LITTLE_ENDIAN).packed(inner).bytes());
        byte[] other = RawMat.part().matrix("movie", 1, 625_000, new double[625_000]).bytes();
        byte[] file = fly(ByteOrder.LITTLE_ENDIAN).packed(other).matrix("R", 1, 1, 1).bytes();
        Opened.frugally(FEW, () -> assertArrayEquals(new double[] {1}, Opened.numbers(file, "R")));
    }

    @Test
    void damagedPackingIsRefused() {
        byte[] file = fly(ByteOrder.LITTLE_ENDIAN).packed(RawMat.part().matrix("R", 1, 1, 1).bytes()).bytes();
        String again = ", at byte 312; the file is damaged, so copy or save it again.";
        byte[] flipped = file.clone();
        flipped[320] ^= 0x55;
        assertRefused("packed data cannot be unpacked" + again, flipped);
        byte[] cut = Arrays.copyOf(file, file.length - 10);
        cut[308] -= 10;
        assertRefused("packed data end too early" + again, cut);
        assertRefused("in the compressed part at byte 304, found something else, expected a variable, at byte 0; the "
                + "file is damaged, so copy or save it again.",
                fly(ByteOrder.LITTLE_ENDIAN).packed(RawMat.part().packed(file).bytes()).bytes());
    }

    @Test
    void otherDamagesAreRefused() {
        String again = "; the file is damaged, so copy or save it again.";
        assertRefused("found data of type 9, expected a variable, at byte 304" + again,
                fly(ByteOrder.LITTLE_ENDIAN).ints(9, 8).doubles(1).bytes());
        assertRefused("found data of type 5, expected the flags of a variable of type 6, at byte 312" + again,
                fly(ByteOrder.LITTLE_ENDIAN).ints(14, 16, 5, 8, 6, 0).bytes());
        assertRefused("the flags of a variable have 4 bytes, expected 8, at byte 312" + again,
                fly(ByteOrder.LITTLE_ENDIAN).ints(14, 16, 6, 4, 6, 0).bytes());
        assertRefused("found a variable of class 99, expected 1 to 17, at byte 320" + again,
                fly(ByteOrder.LITTLE_ENDIAN).ints(14, 16, 6, 8, 99, 0).bytes());
        assertRefused("found data of type 458766, expected a variable, at byte 304" + again,
                fly(ByteOrder.LITTLE_ENDIAN).ints(7 << 16 | 14, 0).bytes());
        assertRefused("R holds data of type 16, expected numbers, at byte 360" + again,
                fly(ByteOrder.LITTLE_ENDIAN).ints(14, 64).head(6, 1, 1, "R").ints(16, 8).doubles(1).bytes());
        assertRefused("the part that starts at byte 304 has 4 bytes, expected at least 8; the file was cut off or "
                + "damaged, so copy or save it again.", fly(ByteOrder.LITTLE_ENDIAN).ints(14).bytes());
    }

    @Test
    void sparseMatrixIsRefused() {
        assertRefused("R is of class sparse, expected numbers; save full(R).",
                fly(ByteOrder.LITTLE_ENDIAN).ints(14, 64).head(5, 1, 1, "R").ints(9, 8).doubles(1).bytes());
    }

    @Test
    void variableHeldTwiceIsRefused() {
        assertRefused("the file holds variable Y twice, expected it once; save it again.",
                fly(ByteOrder.LITTLE_ENDIAN).matrix("Y", 1, 2, 1, 1).matrix("R", 1, 1, 1).bytes());
    }
}
