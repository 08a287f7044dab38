package org.deltaw.study.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.evaluation.Prediction;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.study.record.NumpyArchive;
import org.junit.jupiter.api.Test;

class ActivityArchiveTest {
    /** Three steps of two neurons, of which the second was not recorded in the second step. */
    private static Trajectory repetition(String id) {
        return Trajectory.builder(id, 3).subject("Fly1").recording("Fly1-a")
                .column(Channel.of(Target.ACTIVITY, 2), 1, 2, 3, 4, 5, 6)
                .column(Channel.mask(Target.ACTIVITY, 2), 1, 1, 1, 0, 1, 1).build();
    }

    private static Prediction prediction(String id, boolean heldOut, int from, int to, double... values) {
        return new Prediction(new Part(repetition(id), List.of(new Trajectory.Trial(from, to))), heldOut, values);
    }

    private static byte[] bytes(NumpyArchive archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archive.writeTo(out);
        return out.toByteArray();
    }

    /** Reads arrays by the format's description: the head of each as a text, and its values. */
    private static Map<String, double[]> read(byte[] archive, Map<String, String> heads) throws IOException {
        Map<String, double[]> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ByteBuffer file = ByteBuffer.wrap(zip.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
                byte[] head = new byte[file.getShort(8)];
                file.get(10, head).position(10 + head.length);
                assertEquals(0, file.position() % 64);
                heads.put(entry.getName(), new String(head, StandardCharsets.US_ASCII).strip());
                double[] values = new double[file.remaining() / Double.BYTES];
                file.asDoubleBuffer().get(values);
                arrays.put(entry.getName(), values);
            }
        }
        return arrays;
    }

    @Test
    void recordingsHaveWhatWasObservedAndTheMeanOfTheirRepetitions() throws IOException {
        Map<String, String> heads = new LinkedHashMap<>();
        Map<String, double[]> arrays = read(bytes(ActivityArchive.of(List.of(
                prediction("a", false, 0, 1, 10, 20, 0, 0, 0, 0), prediction("b", false, 0, 1, 30, 50, 0, 0, 0, 0),
                prediction("a", true, 2, 3, 0, 0, 0, 0, 7, -8)))), heads);

        assertEquals(List.of("Fly1-a/observed.npy", "Fly1-a/predicted.npy", "Fly1-a/held_out.npy"), List.copyOf(arrays.keySet()));
        assertEquals("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2,), }", heads.get("Fly1-a/observed.npy"));
        assertEquals("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2,), }", heads.get("Fly1-a/predicted.npy"));
        assertEquals("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", heads.get("Fly1-a/held_out.npy"));
        assertArrayEquals(new double[] {1, 2, 3, Double.NaN, 5, 6}, arrays.get("Fly1-a/observed.npy"));
        assertArrayEquals(new double[] {20, 35, Double.NaN, Double.NaN, 7, -8}, arrays.get("Fly1-a/predicted.npy"));
        assertArrayEquals(new double[] {0, Double.NaN, 1}, arrays.get("Fly1-a/held_out.npy"));
    }

    @Test
    void withoutRecordedActivityThereAreNoArrays() {
        Trajectory choices = Trajectory.builder("a", 1).column(Channel.of(Target.DECISION, 1), 1).build();
        Prediction shown = new Prediction(new Part(choices, List.of(new Trajectory.Trial(0, 1))), false, new double[] {1, 2});
        assertTrue(ActivityArchive.of(List.of(shown)).isEmpty());
    }

    @Test
    void sameArraysHaveTheSameBytes() throws Exception {
        byte[] once = bytes(ActivityArchive.of(List.of(prediction("a", false, 0, 3, 1, 2, 3, 4, 5, 6))));
        // A zip counts time in steps of two seconds.
        Thread.sleep(2_100);
        assertArrayEquals(once, bytes(ActivityArchive.of(List.of(prediction("a", false, 0, 3, 1, 2, 3, 4, 5, 6)))));
    }

    @Test
    void arraysOfManyValuesKeepThemAll() throws IOException {
        double[] values = new double[2_500];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sqrt(i);
        }
        assertArrayEquals(values, read(bytes(new NumpyArchive().add("λ", values, 50, 50)), new LinkedHashMap<>()).get("λ.npy"));
    }

    @Test
    void valuesThatDoNotFillTheirShapeAreRefused() {
        NumpyArchive archive = new NumpyArchive().add("x", new double[4], 2, 2);
        assertThrows(IllegalArgumentException.class, () -> archive.add("y", new double[4], 2, 3));
        assertThrows(IllegalArgumentException.class, () -> archive.add("x", new double[4], 4));
    }
}
