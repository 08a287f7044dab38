package org.deltaw.formats.matlab;

import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.deltaw.formats.Shape;
import org.deltaw.formats.content.FormatException;
import org.deltaw.formats.content.NumberText;
import org.deltaw.formats.content.RowOrder;

/**
 * An array whose bytes are all there: numbers or letters.
 *
 * @param bytes where it stands
 * @param end where it ends
 */
record MatArray(MatHead head, MatBytes bytes, int end) {
    /**
     * Finds its numbers, and makes sure that as many are there as it declares.
     *
     * @throws FormatException if that is not so
     */
    private MatBytes.Tag data() throws FormatException {
        long entries = head.shape().entries();
        MatBytes.Tag data = bytes.tag(head.data(), end);
        int width = MatType.width(data.type());
        if (width == 0) {
            throw bytes.damaged(head.data(), head.name() + " holds data of type " + data.type() + ", expected numbers");
        }
        if (data.size() % width != 0 || data.size() / width != entries) {
            throw bytes.damaged(head.data(), head.name() + " declares " + head.shape() + " numbers of " + width
                    + " bytes, but holds " + data.size() + " bytes");
        }
        return data;
    }

    /** Returns its numbers, row by row. */
    double[] numbers() throws FormatException {
        MatBytes.Tag data = data();
        int width = MatType.width(data.type());
        double[] values = new double[data.size() / width];
        // Rows of what is returned are columns of what is stored. Read scattered, written in order: bytes are smaller than doubles.
        RowOrder stored = new RowOrder(new Shape(head.shape().axes().reversed()), true);
        if (data.type() == MatType.UINT8) {
            fill(values, stored, data);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = MatType.number(data.type(), bytes.bytes(), data.data() + stored.next() * width);
        }
        return values;
    }

    /** Reads bytes, as pictures and masks have them by the million. */
    private void fill(double[] values, RowOrder stored, MatBytes.Tag data) {
        byte[] pixels = new byte[values.length];
        bytes.bytes().get(data.data(), pixels);
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[stored.next()] & 0xff;
        }
    }

    /** Returns its numbers as text, row by row. */
    String[] numberTexts() throws FormatException {
        MatBytes.Tag data = data();
        int width = MatType.width(data.type());
        String[] texts = new String[data.size() / width];
        RowOrder order = new RowOrder(head.shape(), true);
        for (int i = 0; i < texts.length; i++) {
            texts[order.next()] = text(data.type(), data.data() + i * width);
        }
        return texts;
    }

    private String text(int type, int at) {
        if (head.logical()) {
            return MatType.number(type, bytes.bytes(), at) == 0 ? "false" : "true";
        }
        if (head.type().isWhole()) {
            long whole = MatType.whole(type, bytes.bytes(), at);
            return type == MatType.UINT64 ? Long.toUnsignedString(whole) : Long.toString(whole);
        }
        return NumberText.of(MatType.number(type, bytes.bytes(), at), head.type() == MatClass.SINGLE ? Float.BYTES : Double.BYTES);
    }

    /** Returns the lines of an array of letters: one for each of its rows. */
    String[] lines() throws FormatException {
        MatBytes.Tag data = bytes.tag(head.data(), end);
        String letters = letters(data);
        int rows = (int) Math.min(Integer.MAX_VALUE, head.shape().rows());
        if (rows <= 1 || head.shape().entries() == 0) {
            return new String[] {letters};
        }
        if (letters.length() != head.shape().entries()) {
            throw bytes.damaged(head.data(), head.name() + " declares " + head.shape() + " letters, but holds " + letters.length());
        }
        String[] lines = new String[rows];
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int at = row; at < letters.length(); at += rows) {
                line.append(letters.charAt(at));
            }
            lines[row] = line.toString().stripTrailing();
        }
        return lines;
    }

    private String letters(MatBytes.Tag data) throws FormatException {
        if (data.type() == MatType.UTF8 || data.type() == MatType.UTF16 || data.type() == MatType.UTF32) {
            byte[] letters = new byte[data.size()];
            bytes.bytes().get(data.data(), letters);
            boolean little = bytes.bytes().order() == ByteOrder.LITTLE_ENDIAN;
            Charset charset = data.type() == MatType.UTF8 ? StandardCharsets.UTF_8
                    : data.type() == MatType.UTF16 ? little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE
                    : little ? StandardCharsets.UTF_32LE : StandardCharsets.UTF_32BE;
            return new String(letters, charset);
        }
        int width = MatType.width(data.type());
        if (width == 0) {
            throw bytes.damaged(head.data(), head.name() + " holds data of type " + data.type() + ", expected letters");
        }
        StringBuilder letters = new StringBuilder();
        for (int at = data.data(); at + width <= data.data() + data.size(); at += width) {
            letters.append((char) MatType.whole(data.type(), bytes.bytes(), at));
        }
        return letters.toString();
    }
}
