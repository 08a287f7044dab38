package org.deltaw.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void wordsAreJoinedAsInASentence() {
        assertEquals("", Words.and(List.of()));
        assertEquals("a", Words.and(List.of("a")));
        assertEquals("a and b", Words.and(List.of("a", "b")));
        assertEquals("a, b and c", Words.and(List.of("a", "b", "c")));
    }

    @Test
    void nearestNameIsTheOneThatWasMeant() {
        List<String> names = List.of("taylor", "mlp", "choice-cross-entropy", "neural-mse");

        assertEquals(Optional.of("taylor"), Words.nearest("tailor", names));
        assertEquals(Optional.of("mlp"), Words.nearest("mpl", names));
        assertEquals(Optional.of("choice-cross-entropy"), Words.nearest("choice-crossentropy", names));
        assertEquals(Optional.of("neural-mse"), Words.nearest("neural", names));
        assertEquals(Optional.empty(), Words.nearest("hebb", names));
    }
}
