package org.deltaw.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spi.Setting;
import org.deltaw.spi.rule.KnownRule;
import org.jspecify.annotations.Nullable;

/** What a settings record must be, so that spec files, descriptions and schemas can be made from it. */
final class SettingsRules {
    private static final Set<Class<?>> PLAIN =
            Set.of(boolean.class, int.class, long.class, double.class, String.class, KnownRule.class);
    private static final Set<Class<?>> CONTAINERS = Set.of(List.class, Optional.class, Map.class);

    private SettingsRules() {}

    static void assertDescribed(Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            String name = record.getSimpleName() + "." + component.getName();
            Setting setting = component.getAnnotation(Setting.class);
            assertNotNull(setting, name + " lacks @Setting");
            Wording.assertOneLine("the description of " + name, setting.value());
            assertFalse(setting.value().endsWith("."), "the description of " + name
                    + " is a phrase and needs no full stop");
            assertTrue(setting.min() <= setting.max(), "the least value of " + name + " exceeds its largest");
            assertType(name, component.getGenericType());
        }
    }

    private static void assertType(String name, Type type) {
        if (type instanceof ParameterizedType generic && CONTAINERS.contains(generic.getRawType())) {
            for (Type argument : generic.getActualTypeArguments()) {
                assertType(name, argument);
            }
        } else if (type instanceof Class<?> plain && parse(plain).isPresent()) {
            assertTrue(Modifier.isPublic(parse(plain).get().getModifiers()) && Modifier.isStatic(parse(plain).get().getModifiers()),
                    "the method parse of " + plain.getSimpleName() + " is not public and static");
            if (hasSettings(plain)) {
                assertDescribed(plain);
            }
        } else if (type instanceof Class<?> plain && plain.isRecord() && !PLAIN.contains(plain)) {
            assertDescribed(plain);
        } else if (!(type instanceof Class<?> plain && (PLAIN.contains(plain) || plain.isEnum() || isBoxed(plain)))) {
            fail(name + " has type " + type.getTypeName()
                    + ", which spec files cannot hold; see @Setting for those they can");
        }
    }

    /** Within a list, numbers are objects. */
    private static boolean isBoxed(Class<?> type) {
        return Set.of(Boolean.class, Integer.class, Long.class, Double.class).contains(type);
    }

    /** Finds the method by which a value class reads what a user wrote. */
    private static Optional<Method> parse(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("parse") && method.getReturnType() == type
                        && List.of(method.getParameterTypes()).equals(List.of(String.class)))
                .findFirst();
    }

    /** Tells whether a class is a record of settings, which is written as a map even if it may be read from a text. */
    private static boolean hasSettings(Class<?> type) {
        return type.isRecord() && Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.isAnnotationPresent(Setting.class));
    }

    /** Checks what stands in settings and is written as a text: the same value is read from it. */
    static void assertReadBack(Object value) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(SettingsRules::assertReadBack);
            case List<?> list -> list.forEach(SettingsRules::assertReadBack);
            case Map<?, ?> map -> map.values().forEach(SettingsRules::assertReadBack);
            case KnownRule _ -> { }
            case Object written when parse(written.getClass()).isPresent() && !hasSettings(written.getClass()) -> assertEquals(written,
                    call(parse(written.getClass()).get(), null, written.toString()),
                    "parse read another " + written.getClass().getSimpleName() + " from '" + written + "'");
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    assertReadBack(call(component.getAccessor(), record));
                }
            }
            default -> { }
        }
    }

    private static Object call(Method method, @Nullable Object on, Object... arguments) {
        try {
            method.setAccessible(true);
            return Objects.requireNonNull(method.invoke(on, arguments), () -> method + " returned null");
        } catch (InvocationTargetException e) {
            throw new AssertionError(method + " threw " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw new AssertionError(method + " cannot be called: " + e, e);
        }
    }

    static void assertKeysFree(Class<?> settings, Set<String> reserved) {
        RecordComponent[] components = settings.isRecord() ? settings.getRecordComponents() : new RecordComponent[0];
        for (RecordComponent component : components) {
            String key = key(component.getName());
            assertFalse(reserved.contains(key), "the key '" + key + "' of " + settings.getSimpleName()
                    + " is kept by the kernel, as are " + reserved.stream().sorted().toList());
        }
    }

    /** Returns the key of a component in a spec file: {@code learningRate} is {@code learning-rate}. */
    private static String key(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
