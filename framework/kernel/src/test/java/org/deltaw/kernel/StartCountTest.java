package org.deltaw.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartCountTest {
    @Test
    void readsWhatItWrites() {
        assertEquals(StartCount.AUTOMATIC, StartCount.parse("automatic"));
        assertEquals("automatic", StartCount.AUTOMATIC.toString());
        assertEquals(OptionalInt.empty(), StartCount.AUTOMATIC.number());
        assertEquals(StartCount.of(40), StartCount.parse("40"));
        assertEquals("40", StartCount.of(40).toString());
        assertEquals(OptionalInt.of(10_000), StartCount.parse("10000").number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001", "1.5", "many", "Automatic", ""})
    void refusesAllElse(String text) {
        assertEquals("Found '" + text + "'; expected automatic, or a whole number from 1 to 10,000.",
                assertThrows(InvalidSpecException.class, () -> StartCount.parse(text)).getMessage());
    }
}
