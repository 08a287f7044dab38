package org.deltaw.formats.hdf5;

import org.deltaw.formats.Shape;
import org.deltaw.formats.content.RowOrder;

/** Puts values into the order of rows that were stored with the first axis fastest, as MATLAB and Octave store them. */
final class Turned {
    private Turned() {}

    /** Returns numbers row by row. */
    static double[] numbers(double[] stored, Shape shape) {
        double[] turned = new double[stored.length];
        RowOrder order = new RowOrder(shape, true);
        for (double value : stored) {
            turned[order.next()] = value;
        }
        return turned;
    }

    /** Returns texts row by row. */
    static String[] texts(String[] stored, Shape shape) {
        String[] turned = new String[stored.length];
        RowOrder order = new RowOrder(shape, true);
        for (String text : stored) {
            turned[order.next()] = text;
        }
        return turned;
    }

    /** Returns true and false, which were stored as numbers, as text. */
    static String[] booleans(double[] stored, Shape shape) {
        String[] texts = new String[stored.length];
        for (int i = 0; i < stored.length; i++) {
            texts[i] = stored[i] == 0 ? "false" : "true";
        }
        return texts(texts, shape);
    }

    /**
     * Returns the lines of letters: stored are the first of each line, then the second of each, and so on.
     *
     * @param shape as it was stored, the number of lines last
     */
    static String[] lines(double[] letters, Shape shape) {
        int rows = letters.length == 0 || shape.axes().isEmpty() ? 1 : (int) Math.max(1, shape.axes().getLast());
        String[] lines = new String[rows];
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int at = row; at < letters.length; at += rows) {
                line.append((char) letters[at]);
            }
            lines[row] = line.toString().strip();
        }
        return lines;
    }
}
