package org.deltaw.plugin.fly;

import java.nio.ByteBuffer;
import org.deltaw.spi.InvalidSpecException;

/**
 * The tagged parts of which a MATLAB v5 file consists, each read only after its declared size was
 * compared with what is there.
 *
 * @param file where they are from, for messages
 * @param bytes in the file's byte order; read by position, never beyond the limit
 * @param place where the first byte comes from, for messages; empty if it is the file's first
 */
record MatBytes(RecordingFile file, ByteBuffer bytes, String place) {
    /** Data types, MAT-File Format, table 1-1. */
    static final int INT8 = 1;
    static final int INT32 = 5;
    static final int UINT32 = 6;
    static final int MATRIX = 14;
    static final int COMPRESSED = 15;

    private static final int ALIGNMENT = 8;

    /**
     * What stands before the data of a part.
     *
     * @param type of the data
     * @param size of the data in bytes
     * @param data where the data begin
     * @param end where the next part begins
     */
    record Tag(int type, int size, int data, int end) {}

    /**
     * Reads a tag.
     *
     * @param at where it stands
     * @param end where the whole of which it is part ends
     * @throws InvalidSpecException if its data do not fit in there
     */
    Tag tag(int at, int end) {
        if (at + 8 > end) {
            throw file.refused(place + "the part that starts at byte " + at + " has " + (end - at)
                    + " bytes, expected at least 8; the file was cut off or damaged, so copy or save it again.");
        }
        int word = bytes.getInt(at);
        // The two halves of a small part's first number are its size and type, and its data follow at once.
        return word >>> 16 == 0 ? tag(at, end, word) : small(at, word & 0xffff, word >>> 16);
    }

    private Tag tag(int at, int end, int type) {
        long size = Integer.toUnsignedLong(bytes.getInt(at + 4));
        boolean aligned = type != MATRIX && type != COMPRESSED;
        long next = at + 8 + (aligned ? (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : size);
        if (next > end) {
            throw file.refused(place + "the part that starts at byte " + at + " declares " + size + " bytes, but "
                    + (end - at - 8) + " follow; the file was cut off or damaged, so copy or save it again.");
        }
        return new Tag(type, (int) size, at + 8, (int) next);
    }

    private Tag small(int at, int type, int size) {
        if (size > 4) {
            throw damaged(at, "a small part declares " + size + " bytes, expected at most 4");
        }
        return new Tag(type, size, at + 4, at + 8);
    }

    /** Reads the tag of a part that must be of a given type. */
    Tag tag(int at, int end, int type, String what) {
        Tag tag = tag(at, end);
        if (tag.type() != type) {
            throw damaged(at, "found data of type " + tag.type() + ", expected " + what + " of type " + type);
        }
        return tag;
    }

    /** Makes the exception that says what is wrong at a byte. */
    InvalidSpecException damaged(int at, String what) {
        return file.refused(place + what + ", at byte " + at + "; the file is damaged, so copy or save it again.");
    }
}
