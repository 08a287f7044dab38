package org.deltaw.spec.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
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
 * Writes JSON, for programs that read what was found: maps, lists, texts, numbers and flags; an empty {@code Optional} becomes
 * null. JSON knows no number that is not finite: it becomes null, like an empty {@code OptionalDouble}, and the map that holds it
 * says under {@code status} why, as in {@code "status": {"loss": "infinite"}, "loss": null}: {@code infinite}, {@code
 * negative-infinite}, {@code not-a-number} or {@code not-stated}. A map that has a {@code status} of its own keeps that.
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

    private static final String STATUS = "status";

    private final boolean exact;

    private JsonText(boolean exact) {
        this.exact = exact;
    }

    /** Writes a value on several lines, with a line feed at the end. */
    public static String write(Object value) {
        return write(value, new Lines(), new JsonText(false)) + '\n';
    }

    /** Writes a value on one line, without a line feed. */
    public static String line(Object value) {
        return write(value, ObjectWriteContext.empty(), new JsonText(false));
    }

    /**
     * Writes what DeltaW alone reads again, to the last bit: a number that is not finite becomes the text {@code NaN}, {@code
     * Infinity} or {@code -Infinity}.
     */
    public static String writeExact(Object value) {
        return write(value, new Lines(), new JsonText(true)) + '\n';
    }

    private static String write(Object value, ObjectWriteContext layout, JsonText json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(layout, text)) {
            json.write(out, value);
        }
        return text.toString();
    }

    private void write(JsonGenerator out, Object value) {
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
            case Map<?, ?> map -> writeMap(out, map);
            default -> throw new IllegalArgumentException("JSON cannot hold a " + value.getClass().getName() + ".");
        }
    }

    private void writeMap(JsonGenerator out, Map<?, ?> map) {
        Map<String, String> status = new LinkedHashMap<>();
        map.forEach((key, entry) -> explain((String) key, entry, status));
        out.writeStartObject();
        if (!exact && !status.isEmpty() && !map.containsKey(STATUS)) {
            out.writeName(STATUS);
            writeMap(out, status);
        }
        map.forEach((key, entry) -> {
            out.writeName((String) key);
            write(out, entry);
        });
        out.writeEndObject();
    }

    private void writeNumber(JsonGenerator out, double number) {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else if (exact) {
            out.writeString(Double.toString(number));
        } else {
            out.writeNull();
        }
    }

    /** Says why numbers are null that a map holds itself or in lists; maps within it speak for themselves. */
    private static void explain(String name, Object value, Map<String, String> status) {
        switch (value) {
            case Double number when !Double.isFinite(number) -> status.put(name, reason(number));
            case OptionalDouble number when number.isEmpty() -> status.put(name, "not-stated");
            case OptionalDouble number -> explain(name, number.getAsDouble(), status);
            case double[] numbers -> {
                for (int i = 0; i < numbers.length; i++) {
                    explain(name + "[" + i + "]", numbers[i], status);
                }
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    explain(name + "[" + i + "]", list.get(i), status);
                }
            }
            default -> { }
        }
    }

    private static String reason(double number) {
        return Double.isNaN(number) ? "not-a-number" : number > 0 ? "infinite" : "negative-infinite";
    }

    /** Returns the number for which a text of {@link #writeExact} stands. */
    static double notFinite(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("Expected a number, found '" + text + "'.");
        };
    }
}
