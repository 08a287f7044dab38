package org.deltaw.spec.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Setting;
import org.junit.jupiter.api.Test;

class ShapeReaderTest {
    record Unannotated(int a) {}

    record Number(@Setting("a") java.math.BigDecimal a) {}

    record Wild(@Setting("a") List<? extends String> a) {}

    record Keyed(@Setting("a") Map<Integer, String> a) {}

    record Array(@Setting("a") double[] a) {}

    record Generic<T>(@Setting("a") T a) {}

    record BadDefault(@Setting(value = "a", byDefault = "many") int a) {}

    record OutOfRange(@Setting(value = "a", byDefault = "[1, 2]", max = 1) List<Double> a) {}

    record NoYaml(@Setting(value = "a", byDefault = "[1") List<Double> a) {}

    record Itself(@Setting("a") Optional<Inner> a) {}

    record Inner(@Setting("b") List<Itself> b) {}

    record Twice(@Setting("a") int aB, @Setting("a") int a_b) {}

    private static void assertRefused(String message, Class<? extends Record> type) {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> ShapeReader.read(type));
        assertEquals(message, String.valueOf(fault.getMessage()).replace(ShapeReaderTest.class.getName() + "$", ""));
    }

    @Test
    void anAuthorIsToldWhatIsWrong() {
        assertRefused("Component 'a' of Unannotated lacks @Setting, which says what it is for.", Unannotated.class);
        assertRefused("Component 'a' of Number has the type java.math.BigDecimal, which no spec can hold.",
                Number.class);
        assertRefused("Component 'a' of Wild has the type ? extends java.lang.String, which no spec can hold.",
                Wild.class);
        assertRefused("Component 'a' of Keyed has the type java.util.Map<java.lang.Integer, java.lang.String>, which "
                + "no spec can hold.", Keyed.class);
        assertRefused("Component 'a' of Array has the type [D, which no spec can hold.", Array.class);
        assertRefused("Component 'a' of Generic has the type T, which no spec can hold.", Generic.class);
        assertRefused("Component 'a' of BadDefault has a default that is none. default: a is 'many'; expected a whole "
                + "number.", BadDefault.class);
        assertRefused("Component 'a' of OutOfRange has a default that is none. default: a.1 is '2'; expected a number "
                + "of at most 1.", OutOfRange.class);
        assertRefused("Component 'a' of NoYaml has a default that is none. default: this is not valid YAML: the list "
                + "that begins here is not closed by ']', or lacks a ','.", NoYaml.class);
        assertRefused("Component 'b' of Inner makes the record contain itself.", Itself.class);
        assertRefused("Twice has two components with the key 'a-b'.", Twice.class);
    }

    @Test
    void theKernelsOwnRecordsAreAsTheyShouldBe() {
        assertEquals(7, ShapeReader.read(TrainingSettings.class).settings().size());
        assertEquals(List.of("initial", "fixed", "fitted", "bounds", "scope"), ShapeReader.read(ParameterChoices.class).keys());
        assertEquals(List.of("precision", "threads", "memory"), ShapeReader.read(BackendSettings.class).keys());
        assertEquals(List.of(), ShapeReader.read(NoSettings.class).keys());
        assertEquals(List.of("name", "seed", "directory"), ShapeReader.read(SpecHeader.class).keys());
    }
}
