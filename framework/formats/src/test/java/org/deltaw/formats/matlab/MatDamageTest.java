package org.deltaw.formats.matlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.formats.Opened;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damages files in every way: whatever comes of it, it is a sentence for the user, and takes little memory. */
class MatDamageTest {
    /** What reading a few numbers may allocate, in bytes. */
    private static final long FEW = 2_000_000;

    /** A matrix, a struct and a packed matrix, in both byte orders. */
    private static List<byte[]> samples() {
        return List.of(sample(ByteOrder.LITTLE_ENDIAN), sample(ByteOrder.BIG_ENDIAN));
    }

    private static byte[] sample(ByteOrder order) {
        return RawMat.file(order).matrix("X", 2, 2, 1, 0, 0, 1).struct("s", "a", 5).cells("c", 1, 2)
                .packed(RawMat.part(order).matrix("R", 1, 3, 1, 2, 3).bytes()).bytes();
    }

    @Test
    void sampleIsReadWhole() {
        samples().forEach(sample -> assertEquals(4, Opened.survivors(sample)));
    }

    @Test
    void everyTruncationIsRefusedOrHarmless() {
        for (byte[] sample : samples()) {
            for (int length = 0; length < sample.length; length += 3) {
                survives(Arrays.copyOf(sample, length));
            }
        }
    }

    @Test
    void flippedBytesAreRefusedOrHarmless() {
        flip(200);
    }

    @Test
    @Tag("evidence")
    void manyFlippedBytesAreRefusedOrHarmless() {
        flip(5000);
    }

    private static void flip(int rounds) {
        RandomGenerator random = new Seed(2024).generator();
        for (byte[] sample : samples()) {
            for (int round = 0; round < rounds; round++) {
                byte[] damaged = sample.clone();
                for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                survives(damaged);
            }
        }
    }

    private static void survives(byte[] content) {
        Opened.frugally(FEW, () -> Opened.survivors(content));
    }
}
