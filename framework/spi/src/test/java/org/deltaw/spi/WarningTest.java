package org.deltaw.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WarningTest {
    @Test
    void aCodeIsOfWordsWithHyphens() {
        assertEquals("Two optima.", new Warning("not-determined", "Two optima.", "").toString());
        for (String wrong : new String[] {"", "Not-determined", "not determined", "not-", "-not", "not--determined", "1st"}) {
            assertThrows(IllegalArgumentException.class, () -> new Warning(wrong, "Two optima.", ""), wrong);
        }
    }

    @Test
    void itNeedsAMessage() {
        assertThrows(IllegalArgumentException.class, () -> new Warning("unstable", " ", "fly 1"));
    }
}
