package org.deltaw.study.record;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deltaw.storage.AtomicFile;

/**
 * Named arrays of doubles in a file that {@code numpy.load} reads: a zip of files in the format of NumPy, version 1.0
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). The same arrays give the same bytes. For one thread.
 */
public final class NumpyArchive implements AtomicFile.Content {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** What precedes the values has a length that is a multiple of this. */
    private static final int ALIGNMENT = 64;
    /** The earliest time that a zip can tell: when the file was written is no part of what it says. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, Array> arrays = new LinkedHashMap<>();

    private record Array(double[] values, int[] shape) {}

    /**
     * Adds an array.
     *
     * @param name by which a program asks for it
     * @param values the last axis varying fastest; not copied
     * @param shape the sizes of its axes
     * @throws IllegalArgumentException if there are not as many values as the shape says, or the name is taken
     */
    public NumpyArchive add(String name, double[] values, int... shape) {
        long entries = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        if (entries != values.length) {
            throw new IllegalArgumentException("array '" + name + "' has " + values.length + " values, expected " + entries
                    + " of the shape " + Arrays.toString(shape));
        }
        if (arrays.putIfAbsent(name, new Array(values, shape.clone())) != null) {
            throw new IllegalArgumentException("two arrays are called '" + name + "'");
        }
        return this;
    }

    /** Tells whether there is no array. */
    public boolean isEmpty() {
        return arrays.isEmpty();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out), StandardCharsets.UTF_8);
        for (Map.Entry<String, Array> each : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(each.getKey() + ".npy");
            entry.setTimeLocal(TIME);
            zip.putNextEntry(entry);
            zip.write(head(each.getValue().shape()));
            write(each.getValue().values(), zip);
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }

    private static byte[] head(int[] shape) {
        String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        String text = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + sizes + "), }";
        int before = MAGIC.length + Short.BYTES;
        int length = Math.ceilDiv(before + text.length() + 1, ALIGNMENT) * ALIGNMENT - before;
        String padded = text + " ".repeat(length - text.length() - 1) + "\n";
        return ByteBuffer.allocate(before + length).order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC).putShort((short) length).put(padded.getBytes(StandardCharsets.US_ASCII)).array();
    }

    private static void write(double[] values, OutputStream out) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(1024 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            some.putDouble(value);
            if (!some.hasRemaining()) {
                out.write(some.array());
                some.clear();
            }
        }
        out.write(some.array(), 0, some.position());
    }
}
