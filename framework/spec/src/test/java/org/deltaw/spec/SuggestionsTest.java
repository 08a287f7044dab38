package org.deltaw.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    private static final List<String> KNOWN =
            List.of("optimizer", "learning-rate", "epochs", "update", "beta1", "beta2");

    @ParameterizedTest
    @CsvSource({
        "epoch, epochs", "epcohs, epochs", "Epochs, epochs", "learning_rate, learning-rate",
        "learningRate, learning-rate", "optimiser, optimizer", "opt, optimizer", "beta3, beta1", "upadte, update"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertEquals(Optional.of(meant), Suggestions.nearest(typed, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"lr", "x", "''", "momentum", "op"})
    void saysNothingIfNothingIsNear(String typed) {
        assertEquals(Optional.empty(), Suggestions.nearest(typed, KNOWN));
    }

    @Test
    void aWordOfOneLetterIsNotNearToAnother() {
        assertEquals(Optional.empty(), Suggestions.nearest("x", List.of("y", "w")));
    }

    @Test
    void doesNotLookForWhatNobodyTyped() {
        assertEquals(Optional.empty(), Suggestions.nearest("epochs".repeat(1000), List.of("epochs".repeat(1000))));
    }

    @ParameterizedTest
    @CsvSource({"'', '', 0", "ab, ba, 1", "abc, '', 3", "kitten, sitting, 3", "ca, abc, 3", "a, b, 1", "ab, abc, 1"})
    void countsInsertionsDeletionsReplacementsAndSwaps(String from, String to, int expected) {
        assertEquals(expected, Suggestions.distance(from, to));
        assertEquals(expected, Suggestions.distance(to, from));
    }
}
