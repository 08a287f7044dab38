package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;

/** Damages files in every way: whatever comes of it, it is a sentence for the user, and takes little memory. */
class MatDamageTest {
    /** A small recording among other variables, plain and packed, in both byte orders. */
    private static List<byte[]> samples() {
        Map<String, Array> variables = new LinkedHashMap<>(Mats.fly("abA1B0"));
        variables.put("note", Mat5.newStruct().set("fly", Mat5.newString("simulated")));
        return List.of(Mats.plain(variables), Mats.packed(variables),
                Mats.bytes(variables, 0, ByteOrder.BIG_ENDIAN), Mats.bytes(variables, 6, ByteOrder.BIG_ENDIAN));
    }

    @Test
    void everyTruncationIsRefusedOrHarmless() {
        for (byte[] sample : samples()) {
            assertEquals(4, Mats.readFrugally(sample).steps());
            int read = 0;
            for (int length = 0; length < sample.length; length++) {
                read += survives(Arrays.copyOf(sample, length)) ? 1 : 0;
            }
            assertEquals(1, read, "only the note may be missing");
        }
    }

    @Test
    void flippedBytesAreRefusedOrHarmless() {
        RandomGenerator random = new Seed(2024).generator();
        for (byte[] sample : samples()) {
            for (int round = 0; round < 5000; round++) {
                byte[] damaged = sample.clone();
                for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                survives(damaged);
            }
        }
    }

    @Test
    void everyByteMayBeFlipped() {
        for (byte[] sample : samples()) {
            for (int at = 0; at < sample.length; at++) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] damaged = sample.clone();
                    damaged[at] ^= (byte) (1 << bit);
                    survives(damaged);
                }
            }
        }
    }

    private static boolean survives(byte[] content) {
        try {
            Mats.readFrugally(content);
            return true;
        } catch (InvalidSpecException e) {
            assertTrue(e.getMessage().matches("Fly1\\.mat: [ -~]+\\."), e.getMessage());
            assertFalse(e.getMessage().contains("variables cannot be read"), "the library met what the guard let pass");
            return false;
        }
    }
}
