package org.deltaw.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN =
            List.of("optimizer", "learning-rate", "epochs", "update", "beta1", "beta2");

    @ParameterizedTest
    @CsvSource({
        "epoch, epochs", "epcohs, epochs", "Epochs, epochs", "learning_rate, learning-rate",
        "learningRate, learning-rate", "optimiser, optimizer", "opt, optimizer", "beta3, beta1", "upadte, update"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertEquals(Optional.of(meant), Nearest.to(typed, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"lr", "x", "''", "momentum", "op"})
    void saysNothingIfNothingIsNear(String typed) {
        assertEquals(Optional.empty(), Nearest.to(typed, KNOWN));
    }

    @Test
    void aWordOfOneLetterIsNotNearToAnother() {
        assertEquals(Optional.empty(), Nearest.to("x", List.of("y", "w")));
    }

    @Test
    void doesNotLookForWhatNobodyTyped() {
        assertEquals(Optional.empty(), Nearest.to("epochs".repeat(1000), List.of("epochs".repeat(1000))));
    }

    @ParameterizedTest
    @CsvSource({"'', '', 0", "ab, ba, 1", "abc, '', 3", "kitten, sitting, 3", "ca, abc, 3", "a, b, 1", "ab, abc, 1"})
    void countsInsertionsDeletionsReplacementsAndSwaps(String from, String to, int expected) {
        assertEquals(expected, Nearest.distance(from, to));
        assertEquals(expected, Nearest.distance(to, from));
    }
}
