package org.deltaw.formats.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.deltaw.formats.Shape;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.FormatException;
import org.deltaw.formats.content.RowOrder;

/**
 * An array in a file, whose entries are still to be read.
 *
 * @param name for messages
 */
record StoredArray(Content content, String name, NpyHeader header, Opener opener) {
    /** The most that is read of one array, in bytes, so that no file can exhaust the memory of a workstation. */
    static final long LIMIT = 1L << 30;

    private static final int BUFFER = 1 << 16;

    /** Opens the bytes of an array, its header first. */
    interface Opener {
        InputStream open() throws IOException;
    }

    /** Takes entries. */
    interface Taker {
        /**
         * Takes an entry.
         *
         * @param index by which it is counted, row by row
         * @param at where its bytes begin
         */
        void take(int index, ByteBuffer data, int at);
    }

    /**
     * Makes an array, after what its header declares has been compared with the bytes that there are.
     *
     * @param size the number of bytes that there are, as the file or archive says
     */
    static StoredArray of(Content content, String name, NpyHeader header, long size, Opener opener) throws FormatException {
        long bytes = Math.max(1, header.type().bytes());
        long entries = header.shape().entries();
        if (entries > Long.MAX_VALUE / bytes) {
            throw new FormatException("declares more entries than can be read.");
        }
        // Objects are pickled: nobody knows how long they are.
        if (header.type().kind() != 'O' && entries * header.type().bytes() != size - header.length()) {
            throw new FormatException("declares " + entries * header.type().bytes() + " bytes, but has "
                    + (size - header.length()) + "; the file is damaged, save it again.");
        }
        return new StoredArray(content, name, header, opener);
    }

    /** Returns how many entries there are; or refuses, if they are too many. */
    int entries(Shape each) {
        long entries = header.shape().entries();
        long all = each.entries() > 0 && entries > Long.MAX_VALUE / each.entries() ? Long.MAX_VALUE : entries * each.entries();
        long bytes = entries * header.type().bytes();
        if (bytes > LIMIT || all > LIMIT / Double.BYTES) {
            throw content.refused("array '" + name + "' has " + bytes + " bytes, expected at most " + LIMIT
                    + "; save it in parts.");
        }
        return (int) all;
    }

    /** Hands over all entries, in the order in which they are stored. */
    void read(Taker taker) {
        int entries = entries(Shape.of());
        int bytes = header.type().bytes();
        int atOnce = Math.max(1, BUFFER / Math.max(1, bytes));
        RowOrder order = new RowOrder(header.shape(), header.columnsFirst());
        try (InputStream in = opener.open()) {
            in.skipNBytes(header.length());
            byte[] buffer = new byte[Math.min(atOnce, entries) * bytes];
            ByteBuffer data = ByteBuffer.wrap(buffer).order(header.type().order());
            for (int first = 0; first < entries; first += atOnce) {
                int count = Math.min(atOnce, entries - first);
                if (in.readNBytes(buffer, 0, count * bytes) < count * bytes) {
                    throw new EOFException();
                }
                for (int i = 0; i < count; i++) {
                    taker.take(order.next(), data, i * bytes);
                }
            }
        } catch (EOFException e) {
            throw content.refused("array '" + name + "' ends too early; the file was cut off, so copy or save it again.");
        } catch (IOException e) {
            throw content.refused("array '" + name + "' cannot be read (" + e.getMessage() + "); the file is damaged, so copy or "
                    + "save it again.");
        }
    }
}
