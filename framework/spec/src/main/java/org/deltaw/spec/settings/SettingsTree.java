package org.deltaw.spec.settings;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.deltaw.spec.text.Faults;
import org.deltaw.spec.text.Position;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Configured;
import org.deltaw.spi.rule.KnownRule;

/** Turns values of settings back into what a user would write. */
public final class SettingsTree {
    private static final Position NOWHERE = Position.of("");

    private SettingsTree() {}

    /** Makes a map. */
    public static SpecNode map(SequencedMap<String, SpecNode> entries) {
        return new SpecNode.Entries(NOWHERE, "", entries);
    }

    /** Makes a list. */
    public static SpecNode list(List<SpecNode> items) {
        return new SpecNode.Items(NOWHERE, "", items);
    }

    /**
     * Adds every setting of a record, whether it has its default or not.
     *
     * @throws IllegalArgumentException if the record does not tell
     */
    private static void addAll(SequencedMap<String, SpecNode> entries, Record settings) {
        for (Shape.Slot slot : ShapeReader.read(settings.getClass()).settings()) {
            entries.put(slot.key(), value(component(slot, settings)));
        }
    }

    private static Object component(Shape.Slot slot, Record settings) {
        String accessor = settings.getClass().getName() + "." + slot.accessor().getName() + "()";
        try {
            Object value = slot.accessor().invoke(settings);
            if (value == null) {
                throw new IllegalArgumentException(accessor + " returned null, expected " + slot.type().one() + ".");
            }
            return value;
        } catch (InvocationTargetException e) {
            throw Faults.broken(accessor, Objects.requireNonNullElse(e.getCause(), e));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(accessor + " cannot be called.", e);
        }
    }

    /**
     * Writes a section that chooses an extension: its name, its settings and those of the kernel.
     *
     * @throws BrokenExtensionException if its settings do not tell their values
     */
    public static SpecNode section(SectionKind kind, Configured<?> chosen, Record... kernelSettings) {
        SequencedMap<String, SpecNode> entries = new LinkedHashMap<>();
        entries.put(kind.discriminator(), value(chosen.id().name()));
        try {
            addAll(entries, chosen.settings());
        } catch (IllegalArgumentException broken) {
            throw Faults.of(chosen.id(), broken);
        }
        for (Record settings : kernelSettings) {
            addAll(entries, settings);
        }
        return map(entries);
    }

    /** Writes a value of any type that a setting may have. */
    public static SpecNode value(Object value) {
        return switch (value) {
            case String text -> new SpecNode.Scalar(NOWHERE, "", text, true);
            case Enum<?> constant -> new SpecNode.Scalar(NOWHERE, "", ShapeReader.word(constant), true);
            case Double number -> plain(number(number));
            case Number number -> plain(number.toString());
            case Boolean flag -> plain(flag.toString());
            case Optional<?> optional -> optional.<SpecNode>map(SettingsTree::value).orElseGet(() -> plain("null"));
            case Collection<?> list -> list(new ArrayList<>(list.stream().map(SettingsTree::value).toList()));
            case Map<?, ?> map -> map(entries(map));
            case KnownRule rule -> section(SectionKind.KNOWN_RULE, rule.family(), new RuleValues(rule.values()));
            case Object parsed when ShapeReader.parse(parsed.getClass()).isPresent()
                    && !ShapeReader.hasSettings(parsed.getClass()) ->
                    new SpecNode.Scalar(NOWHERE, "", parsed.toString(), true);
            case Record record -> {
                SequencedMap<String, SpecNode> entries = new LinkedHashMap<>();
                addAll(entries, record);
                yield map(entries);
            }
            default -> throw new IllegalArgumentException("No spec can hold a " + value.getClass().getName() + ".");
        };
    }

    /** Keeps the order of a map that has one, and sorts the others, so that the same map is always the same text. */
    private static SequencedMap<String, SpecNode> entries(Map<?, ?> map) {
        SequencedMap<String, SpecNode> entries = map instanceof SequencedMap ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((key, value) -> entries.put((String) key, value(value)));
        return entries;
    }

    private static SpecNode plain(String text) {
        return new SpecNode.Scalar(NOWHERE, "", text, false);
    }

    /** Writes a number so that reading it gives the same bits, here and in readers of YAML 1.1, which want a sign. */
    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? ".inf" : "-.inf";
        }
        return Double.isNaN(value) ? ".nan" : Double.toString(value).replace("E-", "e-").replace("E", "e+");
    }
}
