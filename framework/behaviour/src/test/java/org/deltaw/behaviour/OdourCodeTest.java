package org.deltaw.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OdourCodeTest {
    private static List<Double> means(OdourCode code, int odour) {
        return IntStream.range(0, code.inputs()).mapToObj(input -> code.mean(odour, input)).toList();
    }

    @Test
    void twoInputsAreOneForEachOdour() {
        for (long seed = 0; seed < 10; seed++) {
            OdourCode code = OdourCode.draw(2, 0.75, new Seed(seed));
            assertEquals(List.of(0.75, 0.0), means(code, 0));
            assertEquals(List.of(0.0, 0.75), means(code, 1));
        }
    }

    @Test
    void everyOdourExcitesHalfOfTheInputsAndNoTwoTheSame() {
        for (int inputs = 4; inputs <= 40; inputs += 2) {
            for (long seed = 0; seed < 50; seed++) {
                OdourCode code = OdourCode.draw(inputs, 0.5, new Seed(seed));
                for (int odour = 0; odour < 2; odour++) {
                    assertEquals(inputs / 2, means(code, odour).stream().filter(mean -> mean == 0.5).count());
                }
                assertNotEquals(means(code, 0), means(code, 1));
            }
        }
    }

    @Test
    void allHalvesOccurAndMayOverlap() {
        Set<List<Double>> halves = new HashSet<>();
        Set<List<List<Double>>> pairs = new HashSet<>();
        for (long seed = 0; seed < 1000; seed++) {
            OdourCode code = OdourCode.draw(4, 1, new Seed(seed));
            halves.add(means(code, 0));
            pairs.add(List.of(means(code, 0), means(code, 1)));
        }
        assertEquals(6, halves.size());
        assertEquals(6 * 5, pairs.size());
    }

    @Test
    void sameSeedGivesSameCode() {
        assertEquals(means(OdourCode.draw(20, 1, new Seed(5)), 1), means(OdourCode.draw(20, 1, new Seed(5)), 1));
    }

    @ParameterizedTest
    @CsvSource({"0,0 inputs", "1,1 input", "3,3 inputs", "41,41 inputs"})
    void inputsWithoutHalvesAreRefused(int inputs, String words) {
        InvalidSpecException refusal =
                assertThrows(InvalidSpecException.class, () -> OdourCode.draw(inputs, 0.75, new Seed(1)));
        assertEquals("", refusal.key());
        assertEquals("The network has " + words + ", expected an even number, for every odour excites half of them; "
                + "change the size of its first layer, for instance to 2.", refusal.getMessage());
    }
}
