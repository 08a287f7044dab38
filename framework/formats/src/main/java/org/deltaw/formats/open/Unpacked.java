package org.deltaw.formats.open;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.deltaw.formats.content.Content;

/** What was unpacked from a file that gzip compressed: a temporary file, as all readers need to go back and forth. */
final class Unpacked implements Closeable {
    /** The most that is unpacked, in bytes, so that no small file can fill a disk. */
    static final long LIMIT = 4L << 30;

    private static final int BUFFER = 1 << 16;

    private final Path path;

    private Unpacked(Path path) {
        this.path = path;
    }

    /** Says whether a file begins as a compressed one does. */
    static boolean isAt(byte[] head) {
        return head.length > 2 && head[0] == 0x1f && head[1] == (byte) 0x8b && head[2] == 8;
    }

    /**
     * Unpacks a file.
     *
     * @throws org.deltaw.spi.InvalidSpecException if it is damaged
     */
    static Unpacked of(Content content) throws IOException {
        Unpacked unpacked = new Unpacked(Files.createTempFile("deltaw-", ""));
        try (InputStream in = new GZIPInputStream(content.stream(), BUFFER); OutputStream out = Files.newOutputStream(unpacked.path)) {
            unpacked.copy(content, in, out);
            return unpacked;
        } catch (EOFException e) {
            unpacked.close();
            throw content.refused("the compressed file ends too early; it was cut off, so copy it again.");
        } catch (ZipException e) {
            unpacked.close();
            throw content.refused("the file was compressed by gzip, and cannot be unpacked (" + e.getMessage()
                    + "); it is damaged, so copy it again.");
        } catch (IOException | RuntimeException e) {
            unpacked.close();
            throw e;
        }
    }

    private void copy(Content content, InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            total += read;
            if (total > LIMIT) {
                throw content.refused("the file has more than " + LIMIT + " bytes when unpacked; save the data in parts.");
            }
            out.write(buffer, 0, read);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
