package org.deltaw.spec.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * Writes JSON, for programs that read what was found: maps, lists, texts, numbers and flags. A number that is
 * not finite, which JSON does not know, becomes the text {@code NaN}, {@code Infinity} or {@code -Infinity}; an
 * empty {@code OptionalDouble} or {@code Optional} becomes null.
 */
public final class JsonText {
    /** Puts every entry of a map on a line of its own, whatever the operating system. */
    private static final class Lines extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            Separators separators = Separators.createDefaultInstance()
                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                    .withArrayElementSpacing(Separators.Spacing.AFTER)
                    .withArrayEmptySeparator("")
                    .withObjectEmptySeparator("");
            return new DefaultPrettyPrinter(separators)
                    .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter())
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }

    private JsonText() {}

    /** Writes a value on several lines, with a line feed at the end. */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(new Lines(), text)) {
            write(out, value);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator out, Object value) {
        switch (value) {
            case String text -> out.writeString(text);
            case Boolean flag -> out.writeBoolean(flag);
            case BigDecimal number -> out.writeNumber(number);
            case Double number -> writeNumber(out, number);
            case double[] numbers -> {
                out.writeStartArray();
                for (double number : numbers) {
                    writeNumber(out, number);
                }
                out.writeEndArray();
            }
            case OptionalDouble number -> {
                if (number.isPresent()) {
                    writeNumber(out, number.getAsDouble());
                } else {
                    out.writeNull();
                }
            }
            case Optional<?> maybe -> {
                if (maybe.isPresent()) {
                    write(out, maybe.get());
                } else {
                    out.writeNull();
                }
            }
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(item -> write(out, item));
                out.writeEndArray();
            }
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach((key, entry) -> {
                    out.writeName((String) key);
                    write(out, entry);
                });
                out.writeEndObject();
            }
            default -> throw new IllegalArgumentException("JSON cannot hold a " + value.getClass().getName() + ".");
        }
    }

    private static void writeNumber(JsonGenerator out, double number) {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeString(Double.toString(number));
        }
    }

    /** Returns the number for which a text stands, since JSON itself has none that is not finite. */
    static double notFinite(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("Expected a number, found '" + text + "'.");
        };
    }
}
