package org.deltaw.formats.numpy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.deltaw.formats.Opened;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damages text, NumPy and compressed files in every way: whatever comes of it is a sentence for the user, and takes little memory. */
class DamageTest {
    /** What reading a few numbers may allocate, in bytes. */
    private static final long FEW = 4_000_000;

    private static List<byte[]> samples() throws IOException {
        byte[] structured = Npy.array("[('a', '<f8'), ('b', '<U2')]", "2,", 32, data -> data.putDouble(1).putInt('x'));
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("x.npy", Npy.doubles("2, 2", 1, 2, 3, 4));
        arrays.put("folder/t.npy", structured);
        byte[] text = "# rig\na;b;\"c\"\n1,5;x;\"y\"\"\nz\"\n2;;\"\u00e4\"\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text);
        }
        return List.of(Npy.doubles("3, 2", 1, 2, 3, 4, 5, 6), structured, Npy.archive(arrays), text,
                "\uFEFFa\tb\n1\t2\n".getBytes(StandardCharsets.UTF_16LE), packed.toByteArray());
    }

    @Test
    void samplesAreReadWhole() throws IOException {
        assertEquals(List.of(1, 2, 3, 3, 2, 3), samples().stream().map(Opened::survivors).toList());
    }

    @Test
    void everyTruncationIsRefusedOrHarmless() throws IOException {
        for (byte[] sample : samples()) {
            for (int length = 0; length < sample.length; length += 2) {
                survives(Arrays.copyOf(sample, length));
            }
        }
    }

    @Test
    void changedBytesAreRefusedOrHarmless() throws IOException {
        change(150);
    }

    @Test
    @Tag("evidence")
    void manyChangedBytesAreRefusedOrHarmless() throws IOException {
        change(10_000);
    }

    private static void change(int rounds) throws IOException {
        RandomGenerator random = new Seed(14).generator();
        for (byte[] sample : samples()) {
            for (int round = 0; round < rounds; round++) {
                byte[] damaged = sample.clone();
                for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                    // Digits and separators get further than most bytes do.
                    damaged[random.nextInt(damaged.length)] = random.nextBoolean() ? (byte) random.nextInt()
                            : (byte) "0123456789,;()'\"[]\n".charAt(random.nextInt(19));
                }
                survives(damaged);
            }
        }
    }

    private static void survives(byte[] content) {
        Opened.frugally(FEW, () -> Opened.survivors(content));
    }
}
