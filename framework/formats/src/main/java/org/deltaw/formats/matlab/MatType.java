package org.deltaw.formats.matlab;

import java.nio.ByteBuffer;
import org.deltaw.formats.content.UnsignedLong;

/** The types of stored data (MathWorks, MAT-File Format, table 1-1). */
final class MatType {
    static final int INT8 = 1;
    static final int UINT8 = 2;
    static final int INT16 = 3;
    static final int UINT16 = 4;
    static final int INT32 = 5;
    static final int UINT32 = 6;
    static final int SINGLE = 7;
    static final int DOUBLE = 9;
    static final int INT64 = 12;
    static final int UINT64 = 13;
    static final int MATRIX = 14;
    static final int COMPRESSED = 15;
    static final int UTF8 = 16;
    static final int UTF16 = 17;
    static final int UTF32 = 18;

    private MatType() {}

    /** Returns the bytes that a number takes; 0 if these are no numbers. */
    static int width(int type) {
        return switch (type) {
            case INT8, UINT8 -> 1;
            case INT16, UINT16 -> 2;
            case INT32, UINT32, SINGLE -> 4;
            case DOUBLE, INT64, UINT64 -> 8;
            default -> 0;
        };
    }

    /** Returns the number that begins at a byte. */
    static double number(int type, ByteBuffer data, int at) {
        return switch (type) {
            case SINGLE -> data.getFloat(at);
            case DOUBLE -> data.getDouble(at);
            case UINT64 -> UnsignedLong.number(data.getLong(at));
            default -> whole(type, data, at);
        };
    }

    /** Returns the whole number that begins at a byte; all its bits, if it has 64 and no sign. */
    static long whole(int type, ByteBuffer data, int at) {
        return switch (type) {
            case INT8 -> data.get(at);
            case UINT8 -> data.get(at) & 0xff;
            case INT16 -> data.getShort(at);
            case UINT16 -> data.getShort(at) & 0xffff;
            case INT32 -> data.getInt(at);
            case UINT32 -> data.getInt(at) & 0xffff_ffffL;
            case SINGLE -> (long) data.getFloat(at);
            case DOUBLE -> (long) data.getDouble(at);
            default -> data.getLong(at);
        };
    }
}
