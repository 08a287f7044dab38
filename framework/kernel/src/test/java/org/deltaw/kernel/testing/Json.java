package org.deltaw.kernel.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON text: a map, a list, a number, a string, true, false or nothing.
 *
 * <p>Reads what files of reference values hold: no escapes in strings.
 */
public record Json(@Nullable Object value) {
    public static Json parse(String text) {
        return new Parser(text).value();
    }

    public boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    public Json get(String key) {
        if (!(value instanceof Map<?, ?> map) || !map.containsKey(key)) {
            throw new IllegalArgumentException("There is no '" + key + "' here.");
        }
        return (Json) map.get(key);
    }

    public List<Json> items() {
        return ((List<?>) value).stream().map(Json.class::cast).toList();
    }

    public boolean isNull() {
        return value == null;
    }

    public double number() {
        return (Double) value;
    }

    public String text() {
        return (String) value;
    }

    /** Lists all numbers of nested lists, row after row. */
    public double[] numbers() {
        return flat(this).toArray();
    }

    private static DoubleStream flat(Json json) {
        return json.value instanceof List<?>
                ? json.items().stream().flatMapToDouble(Json::flat)
                : DoubleStream.of(json.number());
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Json value() {
            return switch (next()) {
                case '{' -> new Json(map());
                case '[' -> new Json(list());
                case '"' -> new Json(string());
                case 'n' -> word("null", null);
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                default -> new Json(numeral());
            };
        }

        private Json word(String word, @Nullable Object value) {
            at += word.length();
            return new Json(value);
        }

        private Map<String, Json> map() {
            Map<String, Json> map = new LinkedHashMap<>();
            at++;
            while (next() != '}') {
                String key = string();
                require(':');
                map.put(key, value());
                skipComma();
            }
            at++;
            return map;
        }

        private List<Json> list() {
            List<Json> list = new ArrayList<>();
            at++;
            while (next() != ']') {
                list.add(value());
                skipComma();
            }
            at++;
            return list;
        }

        private String string() {
            require('"');
            int end = text.indexOf('"', at);
            String string = text.substring(at, end);
            at = end + 1;
            return string;
        }

        private Double numeral() {
            int start = at;
            while ("+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return Double.valueOf(text.substring(start, at));
        }

        private char next() {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.charAt(at);
        }

        private void require(char expected) {
            if (next() != expected) {
                throw new IllegalArgumentException("Expected " + expected + " at character " + at + ".");
            }
            at++;
        }

        private void skipComma() {
            if (next() == ',') {
                at++;
            }
        }
    }
}
