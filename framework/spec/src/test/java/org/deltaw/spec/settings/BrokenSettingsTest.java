package org.deltaw.spec.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.spec.SpecReader;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spec.testing.FakeCatalog;
import org.deltaw.spec.testing.FakeExtensions;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is blamed when a record of settings throws: a user for a value that was refused, else the plugin. */
class BrokenSettingsTest {
    @TempDir
    private Path directory;

    record Throwing(@Setting(value = "what is thrown", byDefault = "nothing") String what) {
        Throwing {
            switch (what) {
                case "pointer" -> throw new NullPointerException("Cannot invoke \"x\".\nMore.");
                case "state" -> throw new IllegalStateException();
                case "error" -> throw new AssertionError("impossible");
                case "overflow" -> throw new StackOverflowError();
                case "linkage" -> throw new NoClassDefFoundError("org/example/Missing");
                case "mute" -> throw new IllegalArgumentException();
                case "blank" -> throw new IllegalArgumentException(" ");
                case "parse" -> Integer.parseInt("x");
                case "repeat" -> "x".repeat(-1);
                case "memory" -> throw new OutOfMemoryError("Java heap space");
                case "broken" -> throw new BrokenExtensionException(new ExtensionId("other"), "It has no parameters.");
                case "refused" -> throw new IllegalArgumentException("'refused' is taken.");
                case "invalid" -> throw new InvalidSpecException("what", "Found 'invalid'; expected a word.");
                default -> { }
            }
        }
    }

    record Nested(@Setting("what is inside") List<Throwing> inside) {}

    record RefusesItself(@Setting(value = "how many", byDefault = "0") int count,
            @Setting(value = "how many more", byDefault = "1") int more) {
        RefusesItself {
            if (count < more) {
                throw new InvalidSpecException("count", "Found " + count + "; expected at least " + more + ".");
            }
        }
    }

    record FailsByDefault(@Setting(value = "names", byDefault = "[]") List<String> names) {
        FailsByDefault {
            names.getFirst();
        }
    }

    record OneOf(@Setting("a file") Optional<String> file, @Setting("a URL") Optional<String> url) {
        OneOf {
            if (file.isEmpty() == url.isEmpty()) {
                throw new InvalidSpecException("file", "Expected either file or url.");
            }
        }
    }

    record Initialised(@Setting(value = "a", byDefault = "1") int a) {
        static final int SIZE = Integer.parseInt("many");
    }

    enum Word {
        ONE;

        static final int SIZE = Integer.parseInt("many");
    }

    record Worded(@Setting(value = "a word", byDefault = "one") Word word) {}

    record Silent(@Setting(value = "a", byDefault = "1") int a) {
        @Override
        public int a() {
            throw new UnsupportedOperationException("not yet");
        }
    }

    record Empty(@Setting(value = "a", byDefault = "a") String a) {
        @Override
        public String a() {
            return null;
        }
    }

    private static String name(Class<?> type) {
        return type.getName();
    }

    private Fit read(Class<? extends Record> settings, String more) throws Exception {
        Path file = Files.writeString(directory.resolve("fly.yaml"), """
                data: {source: fly%s}
                network: {architecture: feedforward, layers: [2, 10, 1]}
                rule: {family: oja}
                loss: {function: l1}
                """.formatted(more));
        List<Extension<?>> extensions = new ArrayList<>(FakeCatalog.standard().extensions());
        extensions.set(0, new FakeExtensions.Source<>("fly", settings));
        return SpecReader.read(file, List.of(), new FakeCatalog(extensions));
    }

    private void assertBroken(String message, Class<? extends Record> settings, String more) {
        BrokenExtensionException broken =
                assertThrows(BrokenExtensionException.class, () -> read(settings, more));
        assertEquals("Extension 'fly': " + message, broken.getMessage());
    }

    private void assertRefused(String message, Class<? extends Record> settings, String more) {
        InvalidSpecException refused = assertThrows(InvalidSpecException.class, () -> read(settings, more));
        assertEquals(directory.resolve("fly.yaml") + " line 1: " + message, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "pointer | java.lang.NullPointerException: Cannot invoke \"x\".",
        "state | java.lang.IllegalStateException.",
        "error | java.lang.AssertionError: impossible.",
        "overflow | java.lang.StackOverflowError.",
        "linkage | java.lang.NoClassDefFoundError: org/example/Missing.",
        "mute | java.lang.IllegalArgumentException.",
        "blank | java.lang.IllegalArgumentException.",
        "parse | java.lang.NumberFormatException: For input string: \"x\".",
        "repeat | java.lang.IllegalArgumentException: count is negative: -1."
    })
    void whatARecordThrowsByMistakeIsThePluginsFault(String what, String thrown) {
        String message = "the constructor of " + name(Throwing.class) + " threw " + thrown;
        assertBroken(message, Throwing.class, ", what: " + what);
        assertBroken(message, Nested.class, ", inside: [{what: " + what + "}]");
    }

    @Test
    void aRefusalWithAMessageIsTheUsersFault() {
        assertRefused("data: 'refused' is taken.", Throwing.class, ", what: refused");
        assertRefused("data.what: Found 'invalid'; expected a word.", Throwing.class, ", what: invalid");
    }

    @Test
    void aPluginThatWasBlamedBeforeStaysTheOneToBlame() {
        assertEquals("Extension 'other': It has no parameters.", assertThrows(BrokenExtensionException.class,
                () -> read(Throwing.class, ", what: broken")).getMessage());
    }

    @Test
    void lackOfMemoryIsNobodysFault() {
        assertThrows(OutOfMemoryError.class, () -> read(Throwing.class, ", what: memory"));
    }

    @Test
    void defaultsThatTheRecordRefusesAreThePluginsFaultWhateverAUserWrote() {
        String message = "the constructor of " + name(RefusesItself.class)
                + " refuses its own defaults. defaults: count: Found 0; expected at least 1.";
        assertBroken(message, RefusesItself.class, "");
        assertBroken(message, RefusesItself.class, ", count: 5");
        assertBroken(message, RefusesItself.class, ", count: -5");
        assertBroken("the constructor of " + name(FailsByDefault.class)
                + " threw java.util.NoSuchElementException.", FailsByDefault.class, ", names: [a]");
    }

    @Test
    void whatAUserMustAddIsAskedFor() {
        assertRefused("data.file: Expected either file or url.", OneOf.class, "");
    }

    @Test
    void aStaticInitialiserThatThrowsIsThePluginsFault() {
        BrokenExtensionException record = assertThrows(BrokenExtensionException.class, () -> read(Initialised.class, ""));
        assertEquals("Extension 'fly': the static initialiser of " + name(Initialised.class)
                + " threw java.lang.NumberFormatException: For input string: \"many\".", record.getMessage());
        BrokenExtensionException word = assertThrows(BrokenExtensionException.class, () -> read(Worded.class, ""));
        assertEquals("Extension 'fly': the static initialiser of a class of " + name(Worded.class)
                + " threw java.lang.NumberFormatException: For input string: \"many\".", word.getMessage());
    }

    @Test
    void describingSaysTheSame() {
        assertEquals("Extension 'fly': the constructor of " + name(RefusesItself.class)
                + " refuses its own defaults. defaults: count: Found 0; expected at least 1.",
                assertThrows(BrokenExtensionException.class, () -> SettingDescriptions.of(
                        new FakeExtensions.Source<>("fly", RefusesItself.class))).getMessage());
    }

    @Test
    void anAccessorThatThrowsOrReturnsNullIsThePluginsFault() throws Exception {
        for (Record settings : List.of(new Silent(1), new Empty("a"))) {
            Fit fit = read(settings.getClass(), "");
            String fault = assertThrows(BrokenExtensionException.class, () -> SpecWriter.write(fit)).getMessage();
            assertEquals("Extension 'fly': " + name(settings.getClass()) + ".a() " + (settings instanceof Silent
                    ? "threw java.lang.UnsupportedOperationException: not yet." : "returned null, expected a text."), fault);
        }
    }

    @Test
    void settingsBoundWithoutASpecNameTheExtension() {
        FakeExtensions.Source<Throwing> source = new FakeExtensions.Source<>("fly", Throwing.class);
        BrokenExtensionException broken =
                assertThrows(BrokenExtensionException.class, () -> RecordBinder.bind(source, "what: state"));
        assertEquals("Extension 'fly': the constructor of " + name(Throwing.class)
                + " threw java.lang.IllegalStateException.", broken.getMessage());
        assertInstanceOf(IllegalStateException.class, broken.getCause().getCause());
        assertEquals(new Throwing("x"), RecordBinder.bind(source, "what: x"));
    }
}
