package org.deltaw.formats.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.formats.content.NumberText;
import org.deltaw.formats.content.UnsignedLong;

/**
 * What an entry of a NumPy array is (NumPy reference, <i>The array interface protocol</i>).
 *
 * @param kind as NumPy has it: f floating, i signed, u unsigned, b boolean, S bytes, U text, V structured; others are not read
 * @param bytes that an entry takes
 * @param unit of dates and spans of time, in brackets
 * @param fields of a structured type
 */
record NumpyType(char kind, int bytes, ByteOrder order, String unit, List<Field> fields) {
    static final int BYTES_OF_LETTER = 4;

    NumpyType {
        fields = List.copyOf(fields);
    }

    /**
     * A part of a structured entry.
     *
     * @param offset of its first byte
     * @param shape if it is an array itself
     */
    record Field(String name, NumpyType type, int offset, Shape shape) {
        long bytes() {
            return shape.entries() > Integer.MAX_VALUE ? Integer.MAX_VALUE : shape.entries() * type.bytes();
        }
    }

    Type type() {
        boolean known = switch (kind) {
            case 'f' -> bytes == 2 || bytes == 4 || bytes == 8 || bytes == 12 || bytes == 16;
            case 'i', 'u' -> bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
            case 'b' -> bytes == 1;
            case 'S', 'U' -> true;
            default -> false;
        };
        return !known ? Type.OTHER : switch (kind) {
            case 'f' -> Type.NUMBER;
            case 'b' -> Type.BOOLEAN;
            case 'S', 'U' -> Type.TEXT;
            default -> Type.INTEGER;
        };
    }

    boolean isStructured() {
        return !fields.isEmpty();
    }

    /** Returns its name in NumPy. */
    String name() {
        return switch (kind) {
            case 'f' -> "float" + 8 * bytes;
            case 'i' -> "int" + 8 * bytes;
            case 'u' -> "uint" + 8 * bytes;
            case 'c' -> "complex" + 8 * bytes;
            case 'b' -> "bool";
            case 'U' -> "text of " + bytes / BYTES_OF_LETTER;
            case 'S' -> "bytes of " + bytes;
            case 'M' -> "datetime64" + unit;
            case 'm' -> "timedelta64" + unit;
            case 'O' -> "Python objects";
            case 'V' -> isStructured() ? "structured array" : "raw bytes";
            default -> "type '" + kind + bytes + "'";
        };
    }

    /** Says why entries of type {@link Type#OTHER} are not read, as a sentence goes on after the name of the array. */
    String remedy() {
        return switch (kind) {
            case 'O' -> "holds Python objects, which are not read, since reading them may run any program; save it as numbers or "
                    + "as text, as x.astype(float) and x.astype(str) make them.";
            case 'M', 'm' -> "holds dates or times (" + name() + "), which are not read; save it as numbers, as "
                    + "x.astype('int64') makes them.";
            case 'c' -> "holds complex numbers (" + name() + "), which are not read; save x.real and x.imag.";
            default -> "holds entries of " + name() + ", which are not read; expected floats, integers, booleans or text.";
        };
    }

    /** Returns the number that begins at a byte. */
    double number(ByteBuffer data, int at) {
        return switch (kind) {
            case 'f' -> floating(data, at);
            case 'b' -> data.get(at) == 0 ? 0 : 1;
            case 'i' -> signed(data, at);
            default -> unsigned(data, at);
        };
    }

    private double floating(ByteBuffer data, int at) {
        return switch (bytes) {
            case 2 -> Float.float16ToFloat(data.getShort(at));
            case 4 -> data.getFloat(at);
            case 8 -> data.getDouble(at);
            default -> LongDouble.number(data, at, bytes);
        };
    }

    private long signed(ByteBuffer data, int at) {
        return switch (bytes) {
            case 1 -> data.get(at);
            case 2 -> data.getShort(at);
            case 4 -> data.getInt(at);
            default -> data.getLong(at);
        };
    }

    private double unsigned(ByteBuffer data, int at) {
        long value = signed(data, at);
        return switch (bytes) {
            case 1 -> value & 0xff;
            case 2 -> value & 0xffff;
            case 4 -> value & 0xffff_ffffL;
            default -> UnsignedLong.number(value);
        };
    }

    /** Returns the text of the entry that begins at a byte. */
    String text(ByteBuffer data, int at) {
        return switch (kind) {
            case 'U' -> letters(data, at);
            case 'S' -> bytes(data, at);
            case 'b' -> data.get(at) == 0 ? "false" : "true";
            case 'i' -> Long.toString(signed(data, at));
            case 'u' -> bytes == 8 ? Long.toUnsignedString(data.getLong(at)) : Long.toString((long) unsigned(data, at));
            default -> NumberText.of(floating(data, at), bytes);
        };
    }

    private String letters(ByteBuffer data, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; i < at + bytes; i += BYTES_OF_LETTER) {
            int letter = data.getInt(i);
            if (letter == 0) {
                break;
            }
            text.appendCodePoint(Character.isValidCodePoint(letter) ? letter : '?');
        }
        return text.toString();
    }

    private String bytes(ByteBuffer data, int at) {
        int end = at + bytes;
        while (end > at && data.get(end - 1) == 0) {
            end--;
        }
        byte[] text = new byte[end - at];
        data.get(at, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
