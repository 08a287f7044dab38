package org.deltaw.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void wordsAreJoinedAsInASentence() {
        assertEquals("", Words.and(List.of()));
        assertEquals("a", Words.and(List.of("a")));
        assertEquals("a and b", Words.and(List.of("a", "b")));
        assertEquals("a, b and c", Words.and(List.of("a", "b", "c")));
    }
}
