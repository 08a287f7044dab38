package org.deltaw.spec.settings;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.spec.text.Faults;
import org.deltaw.spec.text.Position;
import org.deltaw.spec.text.SourceText;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spec.text.UnknownKeys;
import org.deltaw.spec.text.YamlReader;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Extension;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/**
 * Binds what a user wrote to a record of settings, as {@link Setting} describes.
 *
 * <p>Text is taken as it was written: {@code 1}, {@code 1.0} and {@code yes} may be texts, with quotes or
 * without. A number may not be in quotes. A whole number may be written {@code 3.0} or {@code 1e3}. A
 * number is finite, except in the bounds of parameters, where {@code .inf} leaves a side open. A single text
 * stands for the list that holds it alone. A key without value leaves an {@code Optional} empty, and is an
 * error elsewhere.
 */
public final class RecordBinder {
    private final SectionReader sections;

    /** Looks up the rules that settings name in a catalog. */
    public RecordBinder(ExtensionCatalog catalog) {
        this.sections = new SectionReader(catalog, this);
    }

    /**
     * Binds settings given as YAML that name no rule, for tests and for programs that have no spec file.
     *
     * @throws InvalidSpecException if a key is unknown or missing, or a value is wrong
     * @throws IllegalArgumentException if the record is not as {@link Setting} describes
     */
    public static <S extends Record> S bind(Class<S> type, String yaml) {
        return bind(type, yaml, NoExtensions.CATALOG);
    }

    /**
     * Binds an extension's own settings given as YAML that names no rule.
     *
     * @throws InvalidSpecException if a key is unknown or missing, or a value is wrong
     * @throws BrokenExtensionException if the record is not as {@link Setting} describes, or does not work
     */
    public static Record bind(Extension<?> extension, String yaml) {
        try {
            return bind(extension.settingsType(), yaml);
        } catch (IllegalArgumentException broken) {
            throw Faults.of(extension.id(), broken);
        }
    }

    /**
     * Binds settings given as YAML.
     *
     * @param catalog where the rules that settings name are looked up
     * @throws InvalidSpecException if a key is unknown or missing, or a value is wrong
     * @throws IllegalArgumentException if the record is not as {@link Setting} describes
     */
    public static <S extends Record> S bind(Class<S> type, String yaml, ExtensionCatalog catalog) {
        return bind(type, new SourceText("settings", yaml, true), catalog);
    }

    /**
     * Binds a YAML file that is no spec to a record that names no rule.
     *
     * @throws InvalidSpecException if it cannot be read, a key is unknown or missing, or a value is wrong; the message begins
     *     with file and line
     * @throws IllegalArgumentException if the record is not as {@link Setting} describes
     */
    public static <S extends Record> S bind(Class<S> type, Path file) {
        return bind(type, SourceText.read(file), NoExtensions.CATALOG);
    }

    private static <S extends Record> S bind(Class<S> type, SourceText source, ExtensionCatalog catalog) {
        Shape shape = ShapeReader.read(type);
        SpecNode node = YamlReader.read(source, "");
        if (node instanceof SpecNode.Scalar scalar && scalar.isNull()) {
            node = SpecNode.Entries.empty(Position.of(source.name()), "");
        }
        return type.cast(new RecordBinder(catalog).bind(new SettingType.Nested(shape), node));
    }

    /** Binds one value. */
    public Object bind(SettingType type, SpecNode node) {
        if (type instanceof SettingType.Maybe maybe) {
            boolean empty = node instanceof SpecNode.Scalar scalar && scalar.isNull();
            return empty ? Optional.empty() : Optional.of(bind(maybe.value(), node));
        }
        if (type instanceof SettingType.Rule) {
            return sections.knownRule(node);
        }
        return switch (node) {
            case SpecNode.Scalar scalar -> Scalars.bind(type, scalar);
            case SpecNode.Items items when type instanceof SettingType.ListOf list -> list(list.item(), items);
            case SpecNode.Entries map when type instanceof SettingType.MapOf values -> map(values.value(), map);
            case SpecNode.Entries map when type instanceof SettingType.Nested nested -> nested(nested.shape(), map);
            case SpecNode.Entries map when type instanceof SettingType.TextOrMap either -> nested(either.map().shape(), map);
            default -> throw node.fault(node.found() + "; expected " + type.one() + ".");
        };
    }

    private Record nested(Shape shape, SpecNode.Entries map) {
        requireKnown(map, shape.keys());
        return bind(shape, map);
    }

    /** Binds those entries of a map that belong to a record; others may belong to another. */
    public Record bind(Shape shape, SpecNode.Entries section) {
        List<Object> values = new ArrayList<>();
        for (Shape.Slot slot : shape.settings()) {
            values.add(value(slot, section));
        }
        try {
            return (Record) shape.constructor().newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw Refusals.of(section, "the constructor of " + shape.type().getName(),
                    Objects.requireNonNullElse(e.getCause(), e));
        } catch (LinkageError e) {
            throw Faults.broken("the static initialiser of " + shape.type().getName(), Faults.root(e));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(shape.type().getName() + " cannot be constructed.", e);
        }
    }

    private Object value(Shape.Slot slot, SpecNode.Entries section) {
        if (section.has(slot.key())) {
            return bind(slot.type(), Objects.requireNonNull(section.entries().get(slot.key())));
        }
        if (slot.required()) {
            throw Faults.at(section.position(), section.path(slot.key()),
                    " is missing: " + slot.doc() + " (" + slot.type().one() + ").");
        }
        return slot.byDefault().map(node -> bind(slot.type(), node)).orElse(Optional.empty());
    }

    private List<Object> list(SettingType type, SpecNode.Items items) {
        return items.items().stream().map(item -> bind(type, item)).toList();
    }

    private Map<String, Object> map(SettingType type, SpecNode.Entries entries) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        entries.entries().forEach((key, value) -> map.put(key, bind(type, value)));
        return Collections.unmodifiableSequencedMap(map);
    }

    /** Refuses keys that mean nothing; several in one sentence. */
    public static void requireKnown(SpecNode.Entries map, Collection<String> known) {
        List<String> unknown = map.entries().keySet().stream().filter(key -> !known.contains(key)).toList();
        if (!unknown.isEmpty()) {
            throw UnknownKeys.fault(map, unknown, known);
        }
    }
}
