package org.deltaw.formats.matlab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.deltaw.formats.Opened;
import org.deltaw.formats.Shape;
import org.junit.jupiter.api.Test;

class MatFormatTest {
    private static byte[] version4(ByteOrder order, int kind, int rows, int columns, double... values) {
        int code = (order == ByteOrder.LITTLE_ENDIAN ? 0 : 1000) + kind;
        ByteBuffer content = ByteBuffer.allocate(22 + 8 * values.length).order(order).putInt(code).putInt(rows).putInt(columns).putInt(0)
                .putInt(2).put("X\0".getBytes(StandardCharsets.ISO_8859_1));
        for (double value : values) {
            content.putDouble(value);
        }
        return content.array();
    }

    @Test
    void version4IsReadInBothByteOrders() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] content = version4(order, 0, 2, 3, 1, 2, 3, 4, 5, 6);
            assertArrayEquals(new double[] {1, 3, 5, 2, 4, 6}, Opened.numbers(content, "X"));
            assertEquals(Shape.of(2, 3), Opened.with(content, file -> Opened.variable(file, "X").shape()));
            assertEquals("MATLAB v4", Opened.with(content, file -> file.format()));
        }
    }

    @Test
    void version4HoldsLettersAsNumbers() {
        assertArrayEquals(new String[] {"left"}, Opened.texts(version4(ByteOrder.LITTLE_ENDIAN, 1, 1, 4, 'l', 'e', 'f', 't'), "X"));
    }

    @Test
    void version4ThatDeclaresMoreThanThereIsTakesNoMemory() {
        Opened.frugally(1_000_000, () -> Opened.assertRefused("the part that starts at byte 0 declares 800000022 bytes, but 30 follow; "
                + "the file was cut off or damaged, so copy or save it again.",
                version4(ByteOrder.LITTLE_ENDIAN, 0, 100_000_000, 1, 1)));
    }

    @Test
    void headerCutOffIsRefused() {
        Opened.assertRefused("the file ends after 50 bytes, expected a header of 128; it was cut off, so copy or save it "
                + "again.", Arrays.copyOf(RawMat.file().bytes(), 50));
    }

    @Test
    void damagedByteOrderMarkIsRefused() {
        byte[] content = RawMat.file().bytes();
        content[126] = 0;
        Opened.assertRefused("the header is damaged, for its byte order mark is '?M', expected 'IM' or 'MI'; copy or save the "
                + "file again.", content);
    }

    @Test
    void otherVersionIsRefused() {
        byte[] content = RawMat.file().bytes();
        content[125] = 3;
        Opened.assertRefused("the header says version 0x0300, expected 0x0100; save the file again in MATLAB with save(..., '-v7').",
                content);
    }
}
