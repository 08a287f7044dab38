package org.deltaw.formats.hdf5;

import java.lang.reflect.Array;
import org.deltaw.formats.content.NumberText;

/** Makes plain arrays of what jHDF returns: single values, or arrays of arrays of them. */
final class FlatValues {
    private FlatValues() {}

    /** Returns so many numbers, in the order in which they are stored. */
    static double[] numbers(Object data, int entries) {
        double[] values = new double[entries];
        int count = numbers(data, values, 0);
        if (count != entries) {
            throw new IllegalArgumentException("it declares " + entries + " entries, but has " + count);
        }
        return values;
    }

    private static int numbers(Object data, double[] values, int from) {
        int at = from;
        switch (data) {
            case double[] some -> {
                System.arraycopy(some, 0, values, at, some.length);
                return at + some.length;
            }
            case Number one -> values[at++] = one.doubleValue();
            case Boolean one -> values[at++] = one ? 1 : 0;
            case null -> values[at++] = Double.NaN;
            default -> {
                int length = Array.getLength(data);
                for (int i = 0; i < length; i++) {
                    at = numbers(Array.get(data, i), values, at);
                }
            }
        }
        return at;
    }

    /** Returns so many texts, in the order in which they are stored. */
    static String[] texts(Object data, int entries) {
        String[] values = new String[entries];
        int count = texts(data, values, 0);
        if (count != entries) {
            throw new IllegalArgumentException("it declares " + entries + " entries, but has " + count);
        }
        return values;
    }

    private static int texts(Object data, String[] values, int from) {
        int at = from;
        switch (data) {
            case String one -> values[at++] = one.strip();
            case Double one -> values[at++] = NumberText.of(one, Double.BYTES);
            case Float one -> values[at++] = NumberText.of(one, Float.BYTES);
            case Number one -> values[at++] = one.toString();
            case Boolean one -> values[at++] = one.toString();
            case null -> values[at++] = "";
            default -> {
                int length = Array.getLength(data);
                for (int i = 0; i < length; i++) {
                    at = texts(Array.get(data, i), values, at);
                }
            }
        }
        return at;
    }
}
