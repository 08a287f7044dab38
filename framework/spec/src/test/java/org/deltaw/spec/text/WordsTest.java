package org.deltaw.spec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "learningRate, learning-rate", "beta1, beta1", "l2Penalty, l2-penalty", "initialURL, initial-url",
        "URLOfData, url-of-data", "x, x", "PER_BATCH, per-batch"
    })
    void turnsNamesIntoKeys(String name, String key) {
        assertEquals(key, Words.key(name));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, 0", "250, 250", "0.001, 0.001", "1e-8, 1e-8", "2.5e20, 2.5e20", "1e15, 1e15"})
    void writesNumbersShort(double value, String text) {
        assertEquals(text, Words.number(value));
    }

    @Test
    void listsWords() {
        assertEquals("none", Words.and(List.of()));
        assertEquals("a", Words.and(List.of("a")));
        assertEquals("a and b", Words.and(List.of("a", "b")));
        assertEquals("a, b or c", Words.or(List.of("a", "b", "c")));
    }

    @Test
    void keepsQuotesOnOneLineAndShort() {
        assertEquals("'a b'", Words.quoted("a\nb"));
        assertEquals("'" + "x".repeat(60) + "'", Words.quoted("x".repeat(60)));
        assertEquals("'" + "x".repeat(60) + "…'", Words.quoted("x".repeat(61)));
        assertEquals("'" + "🪰".repeat(60) + "…'", Words.quoted("🪰".repeat(100)));
    }
}
