package org.deltaw.formats.matlab;

import java.nio.ByteBuffer;
import org.deltaw.formats.content.FormatException;

/**
 * The tagged parts of which a MATLAB v5 file consists, each read only after its declared size was
 * compared with what is there.
 *
 * @param bytes in the file's byte order; read by position, never beyond the limit
 * @param origin where the first byte stands in the file, or in what was unpacked, for messages
 * @param place what was unpacked, for messages; empty if nothing was
 */
record MatBytes(ByteBuffer bytes, long origin, String place) {
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
     * @throws FormatException if its data do not fit in there
     */
    Tag tag(int at, int end) throws FormatException {
        if (at + 8 > end) {
            throw new FormatException(place + "the part that starts at byte " + (origin + at) + " has " + (end - at)
                    + " bytes, expected at least 8; the file was cut off or damaged, so copy or save it again.");
        }
        int word = bytes.getInt(at);
        // The two halves of a small part's first number are its size and type, and its data follow at once.
        return word >>> 16 == 0 ? tag(at, end, word) : small(at, word & 0xffff, word >>> 16);
    }

    private Tag tag(int at, int end, int type) throws FormatException {
        long size = Integer.toUnsignedLong(bytes.getInt(at + 4));
        boolean aligned = type != MatType.MATRIX && type != MatType.COMPRESSED;
        long next = at + 8 + (aligned ? (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : size);
        if (next > end) {
            throw cutOff(place, origin + at, size, end - at - 8);
        }
        return new Tag(type, (int) size, at + 8, (int) next);
    }

    static FormatException cutOff(String place, long at, long declared, long there) {
        return new FormatException(place + "the part that starts at byte " + at + " declares " + declared + " bytes, but "
                + there + " follow; the file was cut off or damaged, so copy or save it again.");
    }

    private Tag small(int at, int type, int size) throws FormatException {
        if (size > 4) {
            throw damaged(at, "a small part declares " + size + " bytes, expected at most 4");
        }
        return new Tag(type, size, at + 4, at + 8);
    }

    /** Reads the tag of a part that must be of a given type. */
    Tag tag(int at, int end, int type, String what) throws FormatException {
        Tag tag = tag(at, end);
        if (tag.type() != type) {
            throw damaged(at, "found data of type " + tag.type() + ", expected " + what + " of type " + type);
        }
        return tag;
    }

    /** Makes the exception that says what is wrong at a byte. */
    FormatException damaged(int at, String what) {
        return new FormatException(place + what + ", at byte " + (origin + at) + "; the file is damaged, so copy or save it again.");
    }
}
