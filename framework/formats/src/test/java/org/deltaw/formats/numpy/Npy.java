package org.deltaw.formats.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes NumPy files byte by byte, as their format is described. */
final class Npy {
    private Npy() {}

    /** Writes an array. */
    static byte[] array(String descr, boolean columnsFirst, String shape, byte[] data) {
        String header = "{'descr': %s, 'fortran_order': %s, 'shape': (%s), }".formatted(descr, columnsFirst ? "True" : "False", shape);
        byte[] text = (header + " ".repeat(63 - (header.length() + 10) % 64) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, (byte) (text.length >> 8)});
        out.writeBytes(text);
        out.writeBytes(data);
        return out.toByteArray();
    }

    /** Writes an array whose numbers are put into a buffer. */
    static byte[] array(String descr, String shape, int bytes, Consumer<ByteBuffer> data) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(descr.contains(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        data.accept(buffer);
        return array(descr, false, shape, buffer.array());
    }

    /** Writes an array of doubles. */
    static byte[] doubles(String shape, double... values) {
        return array("'<f8'", shape, 8 * values.length, data -> data.asDoubleBuffer().put(values));
    }

    /** Writes an archive. */
    static byte[] archive(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : new LinkedHashMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
