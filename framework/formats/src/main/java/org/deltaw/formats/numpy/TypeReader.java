package org.deltaw.formats.numpy;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.formats.Shape;

/** Understands types and shapes as the headers of NumPy arrays describe them. */
final class TypeReader {
    private static final Pattern CODE = Pattern.compile("([<>|=]?)([a-zA-Z])(\\d{0,8})(\\[\\w+])?");

    private TypeReader() {}

    /** Reads a type as a header has it: a code, or a list of fields. */
    static NumpyType type(Object described) throws PythonLiteral.Malformed {
        if (described instanceof String code) {
            return ofCode(code);
        }
        if (!(described instanceof List<?> list) || list.isEmpty()) {
            throw new PythonLiteral.Malformed("has a type that cannot be understood");
        }
        List<NumpyType.Field> fields = new ArrayList<>();
        long bytes = 0;
        for (Object each : list) {
            NumpyType.Field field = field(each, (int) bytes);
            bytes += field.bytes();
            if (bytes > 1 << 28) {
                throw new PythonLiteral.Malformed("has entries that are too large");
            }
            // Gaps between fields have no name.
            if (!field.name().isEmpty()) {
                fields.add(field);
            }
        }
        return new NumpyType('V', (int) bytes, ByteOrder.LITTLE_ENDIAN, "", fields);
    }

    private static NumpyType.Field field(Object described, int offset) throws PythonLiteral.Malformed {
        if (!(described instanceof List<?> parts) || parts.size() < 2 || parts.size() > 3) {
            throw new PythonLiteral.Malformed("has a field that cannot be understood");
        }
        // A field may have a title before its name.
        Object name = parts.getFirst() instanceof List<?> titled && titled.size() == 2 ? titled.get(1) : parts.getFirst();
        Shape shape = parts.size() == 3 ? shape(parts.get(2) instanceof Long one ? List.of(one) : parts.get(2))
                : Shape.of();
        return new NumpyType.Field(String.valueOf(name), type(parts.get(1)), offset, shape);
    }

    /** Reads the lengths of axes as a header has them. */
    static Shape shape(Object described) throws PythonLiteral.Malformed {
        List<Long> axes = new ArrayList<>();
        if (!(described instanceof List<?> parts) || parts.size() > 32) {
            throw new PythonLiteral.Malformed("has a shape that cannot be understood");
        }
        for (Object part : parts) {
            if (!(part instanceof Long axis)) {
                throw new PythonLiteral.Malformed("has a shape that cannot be understood");
            }
            axes.add(axis);
        }
        return new Shape(axes);
    }

    private static NumpyType ofCode(String code) throws PythonLiteral.Malformed {
        Matcher parts = CODE.matcher(code);
        if (!parts.matches()) {
            throw new PythonLiteral.Malformed("has a type '" + printable(code) + "', which is none of NumPy's");
        }
        char kind = parts.group(2).charAt(0);
        int size = parts.group(3).isEmpty() ? 0 : Integer.parseInt(parts.group(3));
        ByteOrder order = parts.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        String unit = parts.group(4) == null ? "" : parts.group(4);
        return new NumpyType(kind == 'a' ? 'S' : kind, kind == 'U' ? NumpyType.BYTES_OF_LETTER * size : kind == 'O' ? 8 : size, order, unit,
                List.of());
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
