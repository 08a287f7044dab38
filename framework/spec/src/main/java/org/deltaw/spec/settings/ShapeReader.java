package org.deltaw.spec.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spec.text.Faults;
import org.deltaw.spec.text.SourceText;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spec.text.Words;
import org.deltaw.spec.text.YamlReader;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.rule.KnownRule;

/** Finds out from a record what its settings look like in a spec. */
public final class ShapeReader {
    private final Class<? extends Record> type;
    private final Set<Class<?>> around;

    private ShapeReader(Class<? extends Record> type, Set<Class<?>> around) {
        this.type = type;
        this.around = around;
    }

    /**
     * Reads the components of a record and their {@link Setting}s.
     *
     * @throws IllegalArgumentException if the record is not as {@link Setting} describes; the message names
     *     the component
     */
    public static Shape read(Class<? extends Record> type) {
        try {
            return new ShapeReader(type, Set.of(type)).shape();
        } catch (ExceptionInInitializerError e) {
            throw Faults.broken("the static initialiser of a class of " + type.getName(), Faults.root(e));
        } catch (LinkageError | TypeNotPresentException e) {
            throw Faults.broken("reading the components of " + type.getName(), e);
        }
    }

    private Shape shape() {
        List<Shape.Slot> slots = Arrays.stream(type.getRecordComponents()).map(this::slot).toList();
        Set<String> keys = new HashSet<>();
        for (Shape.Slot slot : slots) {
            if (!keys.add(slot.key())) {
                throw new IllegalArgumentException(type.getName() + " has two components with the key '" + slot.key()
                        + "'.");
            }
        }
        return new Shape(type, constructor(), slots);
    }

    private Constructor<?> constructor() {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be constructed: " + e.getMessage(), e);
        }
    }

    private Shape.Slot slot(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw wrong(component, "lacks @Setting, which says what it is for.");
        }
        SettingType settingType = settingType(component, setting, component.getGenericType());
        String key = Words.key(component.getName());
        Optional<SpecNode> byDefault = Optional.of(setting.byDefault())
                .filter(text -> !text.isEmpty())
                .map(text -> byDefault(component, settingType, text));
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return new Shape.Slot(key, settingType, setting.value(), byDefault, setting.byDefault(), accessor);
    }

    private static SpecNode byDefault(RecordComponent component, SettingType settingType, String text) {
        try {
            SpecNode node = YamlReader.read(
                    new SourceText("default", text, false), Words.key(component.getName()));
            if (!(settingType instanceof SettingType.Rule)) {
                new RecordBinder(NoExtensions.CATALOG).bind(settingType, node);
            }
            return node;
        } catch (InvalidSpecException e) {
            throw wrong(component, "has a default that is none. " + e.getMessage());
        }
    }

    private SettingType settingType(RecordComponent component, Setting setting, Type generic) {
        if (generic instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            SettingType last = settingType(component, setting, arguments[arguments.length - 1]);
            if (parameterized.getRawType() == List.class) {
                return new SettingType.ListOf(last);
            } else if (parameterized.getRawType() == Optional.class) {
                return new SettingType.Maybe(last);
            } else if (parameterized.getRawType() == Map.class && arguments[0] == String.class) {
                return new SettingType.MapOf(last);
            }
        } else if (generic instanceof Class<?> simple) {
            return simpleType(component, setting, simple);
        }
        throw wrong(component, "has the type " + generic.getTypeName() + ", which no spec can hold.");
    }

    private SettingType simpleType(RecordComponent component, Setting setting, Class<?> simple) {
        if (simple == boolean.class || simple == Boolean.class) {
            return new SettingType.Flag();
        } else if (simple == int.class || simple == Integer.class || simple == long.class || simple == Long.class) {
            boolean wide = simple == long.class || simple == Long.class;
            return new SettingType.Whole(wide, setting.min(), setting.max());
        } else if (simple == double.class || simple == Double.class) {
            return new SettingType.Real(mayBeInfinite(component), setting.min(), setting.max());
        } else if (simple == String.class) {
            return new SettingType.Text();
        } else if (simple.isEnum()) {
            return choice(simple);
        } else if (simple == KnownRule.class) {
            return new SettingType.Rule();
        }
        Optional<Method> parse = parse(simple);
        if (parse.isPresent()) {
            SettingType.Parsed text = new SettingType.Parsed(simple, parse.get());
            return hasSettings(simple)
                    ? new SettingType.TextOrMap(text, new SettingType.Nested(nested(component, simple.asSubclass(Record.class))))
                    : text;
        } else if (simple.isRecord()) {
            return new SettingType.Nested(nested(component, simple.asSubclass(Record.class)));
        }
        throw wrong(component, "has the type " + simple.getName() + ", which no spec can hold.");
    }

    /** Tells whether a class is a record whose components are settings, so that it may be written as a map. */
    static boolean hasSettings(Class<?> simple) {
        return simple.isRecord() && Arrays.stream(simple.getRecordComponents())
                .anyMatch(component -> component.isAnnotationPresent(Setting.class));
    }

    /** Finds the method by which a value class reads what a user wrote. */
    static Optional<Method> parse(Class<?> simple) {
        return Arrays.stream(simple.getDeclaredMethods())
                .filter(method -> method.getName().equals("parse") && method.getReturnType() == simple
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class})
                        && Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .peek(method -> method.setAccessible(true))
                .findFirst();
    }

    /** A bound may be infinite, for then that side is open. Elsewhere an infinite number can only be a mistake. */
    private static boolean mayBeInfinite(RecordComponent component) {
        return component.getName().equals("bounds");
    }

    private static SettingType choice(Class<?> enumeration) {
        List<? extends Enum<?>> constants = Arrays.stream(enumeration.getEnumConstants())
                .map(constant -> (Enum<?>) constant)
                .toList();
        return new SettingType.Choice(constants.stream().map(constant -> word(constant)).toList(), constants);
    }

    /** Returns the word that stands for a constant in a spec. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Shape nested(RecordComponent component, Class<? extends Record> inner) {
        if (around.contains(inner)) {
            throw wrong(component, "makes the record contain itself.");
        }
        Set<Class<?>> all = new HashSet<>(around);
        all.add(inner);
        return new ShapeReader(inner, all).shape();
    }

    private static IllegalArgumentException wrong(RecordComponent component, String reason) {
        return new IllegalArgumentException("Component '" + component.getName() + "' of "
                + component.getDeclaringRecord().getName() + " " + reason);
    }
}
