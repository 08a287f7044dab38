package org.deltaw.plugin.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumbersTest {
    private static final int LINE = 64;

    @ParameterizedTest
    @EnumSource
    void beginWithACacheLineWhateverTheSize(Real real) {
        for (int size = 1; size < 40; size++) {
            try (Numbers numbers = new Numbers(real, size)) {
                assertEquals(0, numbers.address() % LINE);
                assertEquals(0, numbers.get(size - 1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsAreClearedAndMovedAlone(Real real) {
        try (Numbers numbers = new Numbers(real, 6)) {
            numbers.scatter(new double[] {1, 2, 3, 4, 5, 6}, 0, new int[] {0, 1, 2, 3, 4, 5}, 0, new int[] {0, 1, 2, 3, 4, 5});
            numbers.move(0, 3, 2);
            numbers.clear(1, 2);
            double[] found = new double[6];
            numbers.gather(0, new int[] {0, 1, 2, 3, 4, 5}, found, 0, new int[] {0, 1, 2, 3, 4, 5});
            assertArrayEquals(new double[] {1, 0, 3, 1, 2, 6}, found);
        }
    }

    @ParameterizedTest
    @EnumSource
    void lackOfMemorySaysHowMuchWasWanted(Real real) {
        OutOfMemoryError failed = assertThrows(OutOfMemoryError.class, () -> new Numbers(real, (1L << 50) / real.bytes()));
        assertTrue(failed.getMessage().startsWith("the backend 'jvm' needs 1073741824 MB in one piece outside the heap"), failed.getMessage());
    }
}
