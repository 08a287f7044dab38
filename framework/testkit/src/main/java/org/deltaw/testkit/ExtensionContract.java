package org.deltaw.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.deltaw.spi.Citation;
import org.deltaw.spi.Extension;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every extension must keep, whatever its kind. Each rule has a number, which stands in front of
 * the message when it is broken.
 *
 * @param <S> the extension's settings
 * @param <E> the kind of extension
 */
@ExtendWith(RuleInFailure.class)
public abstract class ExtensionContract<S extends Record, E extends Extension<S>> {
    /** Creates the extension. */
    protected abstract E extension();

    /** Lists settings that users may write; the rules are tried with each of them. At least one. */
    protected abstract List<S> settings();

    /** Lists the keys that the kernel keeps for itself in the part of a spec file where these settings stand. */
    protected abstract Set<String> reservedKeys();

    /** Tries a rule with all settings, and says with which it failed. */
    protected final void withAll(Consumer<S> rule) {
        List<S> all = settings();
        assertFalse(all.isEmpty(), "the contract's test lists no settings()");
        for (S settings : all) {
            try {
                rule.accept(settings);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("with " + settings + ": " + failure.getMessage(), failure);
            }
        }
    }

    @Test
    @DisplayName("E1: it has a name and a description of one line")
    void hasNameAndDescription() {
        assertEquals(extension().id(), extension().id());
        Wording.assertOneLine("description()", extension().description());
        assertFalse(extension().description().endsWith("."), "description() is a phrase and needs no full stop");
    }

    @Test
    @DisplayName("E2: each of its settings says what it is for and has a type that spec files can hold")
    void settingsAreDescribed() {
        Class<S> type = extension().settingsType();
        assertTrue(type.isRecord(), type.getName() + " is no record");
        withAll(settings -> assertTrue(type.isInstance(settings), "they are no " + type.getName()));
        SettingsRules.assertDescribed(type);
    }

    @Test
    @DisplayName("E3: none of its settings has a key that the kernel keeps for itself")
    void settingsLeaveReservedKeysAlone() {
        SettingsRules.assertKeysFree(extension().settingsType(), reservedKeys());
    }

    @Test
    @DisplayName("E4: it can be discovered: a public class with a public constructor without parameters")
    void canBeDiscovered() {
        Class<?> type = extension().getClass();
        assertTrue(Modifier.isPublic(type.getModifiers()), type.getName() + " is not public");
        assertTrue(Arrays.stream(type.getConstructors()).anyMatch(ExtensionContract::takesNothing),
                type.getName() + " has no public constructor without parameters");
    }

    private static boolean takesNothing(Constructor<?> constructor) {
        return constructor.getParameterCount() == 0;
    }

    @Test
    @DisplayName("E5: it holds no state: all its fields are final")
    void holdsNoState() {
        for (Class<?> type = extension().getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                assertTrue(Modifier.isFinal(field.getModifiers()), "field '" + field.getName() + "' can be changed");
            }
        }
    }

    @Test
    @DisplayName("E6: the publications it names have a text, and a DOI without address or none")
    void citesProperly() {
        for (Citation source : extension().sources()) {
            Wording.assertOneLine("a citation's text", source.text());
            assertTrue(source.doi().isEmpty() || source.doi().startsWith("10."), "a DOI begins with 10., found '"
                    + source.doi() + "'");
        }
    }

    @Test
    @DisplayName("E7: a value class of its settings reads what it writes")
    void settingsAreReadBack() {
        withAll(SettingsRules::assertReadBack);
    }
}
