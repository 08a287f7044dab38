package org.deltaw.spec.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.deltaw.spec.settings.SectionKind;
import org.deltaw.spec.settings.SettingType;
import org.deltaw.spec.settings.Shape;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spec.text.Words;

/** The JSON Schema of single settings. */
final class SettingSchema {
    private static final String TYPE = "type";
    private static final String OBJECT = "object";
    /** What YAML takes for a number or a flag may be meant as a text, as the 1 of a list of terms. */
    private static final List<String> TEXTS = List.of("string", "number", "boolean");
    private static final List<String> TEXTS_OR_LIST = List.of("array", "string", "number", "boolean");

    private SettingSchema() {}

    /** Describes a map that has the settings of some records and nothing else. */
    static SequencedMap<String, Object> map(SequencedMap<String, Object> firstProperties, List<String> firstRequired,
            List<Shape> shapes) {
        SequencedMap<String, Object> properties = new LinkedHashMap<>(firstProperties);
        List<String> required = new ArrayList<>(firstRequired);
        for (Shape shape : shapes) {
            for (Shape.Slot slot : shape.settings()) {
                properties.put(slot.key(), setting(slot));
                if (slot.required()) {
                    required.add(slot.key());
                }
            }
        }
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put(TYPE, OBJECT);
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /** Describes one setting: what it is for, what it may be, and what it is by default. */
    private static Map<String, Object> setting(Shape.Slot slot) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", slot.doc());
        schema.putAll(type(slot.type()));
        slot.byDefault()
                .filter(node -> !(node instanceof SpecNode.Scalar scalar && scalar.isNull()))
                .ifPresent(node -> schema.put("default", json(slot.type(), node)));
        return schema;
    }

    private static Map<String, Object> type(SettingType type) {
        return switch (type) {
            case SettingType.Flag _ -> Map.of(TYPE, "boolean");
            case SettingType.Whole whole -> number("integer", whole.min(), whole.max());
            case SettingType.Real real -> number("number", real.min(), real.max());
            case SettingType.Text _, SettingType.Parsed _ -> Map.of(TYPE, TEXTS);
            case SettingType.TextOrMap either -> anyOf(type(either.text()), type(either.map()));
            case SettingType.Choice choice -> Map.of("enum", choice.words());
            case SettingType.Rule _ -> Map.of("$ref", "#/$defs/" + SectionKind.KNOWN_RULE.section());
            case SettingType.Nested nested -> map(new LinkedHashMap<>(), List.of(), List.of(nested.shape()));
            case SettingType.ListOf list -> ordered(TYPE, list.mayBeOne() ? TEXTS_OR_LIST : "array", "items", type(list.item()));
            case SettingType.MapOf map -> ordered(TYPE, OBJECT, "additionalProperties", type(map.value()));
            case SettingType.Maybe maybe -> orNull(type(maybe.value()));
        };
    }

    private static Map<String, Object> anyOf(Map<String, Object> one, Map<String, Object> other) {
        return Map.of("anyOf", List.of(one, other));
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        SequencedMap<String, Object> extended = new LinkedHashMap<>(schema);
        switch (schema.get(TYPE)) {
            case String one -> extended.put(TYPE, List.of(one, "null"));
            case List<?> several -> {
                List<Object> types = new ArrayList<>(several);
                types.add("null");
                extended.put(TYPE, types);
            }
            case null, default -> {
                return anyOf(schema, Map.of(TYPE, "null"));
            }
        }
        return extended;
    }

    private static Map<String, Object> number(String type, double min, double max) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put(TYPE, type);
        if (min != Double.NEGATIVE_INFINITY) {
            schema.put("minimum", new BigDecimal(Words.number(min)));
        }
        if (max != Double.POSITIVE_INFINITY) {
            schema.put("maximum", new BigDecimal(Words.number(max)));
        }
        return schema;
    }

    private static Map<String, Object> ordered(String firstKey, Object first, String secondKey, Object second) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put(firstKey, first);
        schema.put(secondKey, second);
        return schema;
    }

    /** Turns a default, which is known to be of the type, into what JSON has for it. */
    private static Object json(SettingType type, SpecNode node) {
        return switch (node) {
            case SpecNode.Scalar scalar -> scalar(type, scalar);
            case SpecNode.Items items -> items.items().stream().map(item -> json(inner(type), item)).toList();
            case SpecNode.Entries map -> {
                SequencedMap<String, Object> object = new LinkedHashMap<>();
                map.entries().forEach((key, value) -> object.put(key, json(inner(type, key), value)));
                yield object;
            }
        };
    }

    private static Object scalar(SettingType type, SpecNode.Scalar scalar) {
        return switch (type) {
            case SettingType.Maybe maybe -> scalar(maybe.value(), scalar);
            case SettingType.Rule _ -> numberOrText(scalar);
            case SettingType.Flag _ -> Boolean.valueOf(scalar.text());
            case SettingType.Whole _ -> new BigDecimal(scalar.text());
            case SettingType.Real _ -> scalar.text().contains("inf") ? scalar.text() : new BigDecimal(scalar.text());
            default -> scalar.text();
        };
    }

    /** Turns a part of a rule, whose family may not be there, into what it looks like. */
    private static Object numberOrText(SpecNode.Scalar scalar) {
        try {
            return scalar.quoted() ? scalar.text() : new BigDecimal(scalar.text());
        } catch (NumberFormatException e) {
            return scalar.text();
        }
    }

    private static SettingType inner(SettingType type) {
        return switch (type) {
            case SettingType.Maybe maybe -> inner(maybe.value());
            case SettingType.ListOf list -> list.item();
            case SettingType.MapOf map -> map.value();
            default -> type;
        };
    }

    private static SettingType inner(SettingType type, String key) {
        return switch (type) {
            case SettingType.Maybe maybe -> inner(maybe.value(), key);
            case SettingType.TextOrMap either -> inner(either.map(), key);
            case SettingType.Nested nested -> nested.shape().settings().stream()
                    .filter(slot -> slot.key().equals(key))
                    .findFirst().orElseThrow().type();
            default -> inner(type);
        };
    }
}
