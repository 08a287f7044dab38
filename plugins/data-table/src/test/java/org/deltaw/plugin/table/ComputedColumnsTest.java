package org.deltaw.plugin.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputedColumnsTest {
    private static final String TABLE = """
            x,choice,left,right,outcome,2*x,gap,rt 1
            1,left,True,False,win,7,,5
            2,right,False,False,loss,8,3,6
            4,left,False,True,NA,9,NaN,7
            """;
    private static final double NONE = Double.NaN;

    @TempDir
    private Path directory;

    private final Map<String, Object> settings = new LinkedHashMap<>(Map.of("files", List.of("t.csv"), "inputs", List.of("x")));

    /** What is missing stays visible in a target. */
    private double[] computed(String text) {
        if (Files.notExists(directory.resolve("t.csv"))) {
            Tables.write(directory.resolve("t.csv"), TABLE);
        }
        settings.put("targets", Map.of("y", List.of(text)));
        return Tables.load(Tables.settings(settings), directory, 1).trajectories().getFirst().column(Channel.of(new Target("y"), 1));
    }

    private void assertRefused(String message, String text) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> computed(text));
        assertEquals(message, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "2*x - 1;                        1, 3, 7",
        "choice == 'left';               1, 0, 1",
        "choice != \"left\";             0, 1, 0",
        "left | right;                   1, 0, 1",
        "left & !right;                  1, 0, 0",
        "2*x;                            7, 8, 9",
        "`2*x` + 0;                      7, 8, 9",
        "`rt 1` - x;                     4, 4, 3",
        "rt 1;                           5, 6, 7",
        "x >= 2;                         0, 1, 1",
        "-x^2;                           -1, -4, -16",
        "where(choice == 'left', x, -x); 1, -2, 4",
        "max(x, 2, 3);                   3, 3, 4",
        "abs(x - 2);                     1, 0, 2",
        "gap + x;                        NaN, 5, NaN",
        "gap == 3;                       NaN, 1, NaN",
        "gap > 0 | x < 3;                1, 1, NaN",
        "gap > 0 & x > 3;                0, 0, NaN",
        "outcome == 'win';               1, 0, NaN",
        "outcome == 'NA';                0, 0, 1",
        "true & x == 1;                  1, 0, 0",
        "choice == where(x == 1, 'left', 'right'); 1, 1, 0"})
    void columnsAreComputedFromColumns(String text, String expected) {
        double[] values = List.of(expected.split(", ")).stream().mapToDouble(Double::parseDouble).toArray();
        assertArrayEquals(values, computed(text), text);
    }

    @Test
    void codesStandForWhatASpecSays() {
        settings.put("codings", Map.of("outcome", Map.of("win", "1", "loss", "-1"), "left", Map.of("true", "yes", "0", "no")));
        assertArrayEquals(new double[] {1, -1, NONE}, computed("outcome"));
        assertArrayEquals(new double[] {2, -2, NONE}, computed("2*outcome"));
        assertArrayEquals(new double[] {1, 0, 0}, computed("left == 'yes'"));
        settings.put("codings", Map.of("outcome", Map.of("win", "1")));
        assertRefused("t.csv: line 3, column 'outcome': found 'loss', expected a code of codings.outcome: win.", "outcome");
        settings.put("codings", Map.of("outcome", Map.of("win", "yes", "loss", "no")));
        assertRefused("t.csv: line 2, column 'outcome': the code stands for 'yes', expected a number; change codings.outcome.", "outcome");
    }

    @Test
    void ownMarksOfMissingValuesAreNamed() {
        settings.put("missing", List.of("2.0", "loss"));
        settings.put("inputs", List.of("rt 1"));
        assertArrayEquals(new double[] {1, NONE, NONE}, computed("outcome == 'win'"));
        assertArrayEquals(new double[] {1, NONE, 4}, computed("x"));
    }

    @Test
    void mistakesAreNamedWithTheirPlace() {
        assertRefused("t.csv: there is no column 'outcom' at character 5 of '1 + outcom'; the nearest is 'outcome', there are x, choice, left, "
                + "right, outcome, 2*x, gap, rt 1.", "1 + outcom");
        assertRefused("Found '=' at character 8 of choice »=« 'left'; expected what is written == here.", "choice = 'left'");
        assertRefused("t.csv: line 2, column 'choice': found 'left', expected a number, as in 0.5.", "choice + 1");
        assertRefused("Found the text 'left' at character 1 of »'left'« + x; expected a number; a text can only be compared, by == or !=.",
                "'left' + x");
        assertRefused("No cell of column 'choice' is 'lft'; the nearest is 'left', there are left, right.", "choice == 'lft'");
        assertRefused("t.csv: line 2, column 'x': '1/(x - 1)' is infinite, expected a finite number.", "1/(x - 1)");
        assertRefused("t.csv: line 2, column 'x': 'log(-x)' is not defined, expected a finite number.", "log(-x)");
        assertRefused("Found a function of axes or derivatives at character 1 of »sum(x, pre)«; expected what computes one cell from others "
                + "in its row.", "sum(x, pre)");
        assertRefused("t.csv: there is no column 'nothing of it'; there are x, choice, left, right, outcome, 2*x, gap, rt 1.", "nothing of it");
    }

    @Test
    void whatIsMissingIsRefusedWhereItIsNeeded() {
        settings.put("signals", Map.of("r", "gap + 1"));
        assertRefused("t.csv: line 2, column 'gap': 'gap + 1': what it is computed from is missing; expected all of it.", "x");
        settings.put("signals", Map.of("r", "gap"));
        assertRefused("t.csv: line 2, column 'gap': the cell is empty, expected a number.", "x");
        settings.put("signals", Map.of("r", "outcome == 'win'"));
        Tables.write(directory.resolve("t.csv"), TABLE);
        settings.put("targets", Map.of());
        settings.put("choice", Optional.of(ChoiceSettings.parse("where(outcome == 'win', 'a', where(outcome == 'loss', 'b', 'none'))")));
        assertArrayEquals(new double[] {1, 0, 0}, Tables.load(Tables.settings(settings), directory, 1).trajectories().getFirst()
                .column(Channel.of(new Signal("r"))));
    }

    /** A result or one sentence, whatever is written. */
    @Test
    void mutatedTextsAreReadOrRefused() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(14);
        String[] texts = {"2*x - 1", "choice == 'left'", "left | right", "where(outcome == 'win', x, -x)", "`rt 1`^2", "max(x, gap)"};
        String letters = "x*('\"`|&!=<>^,)1.e- \u00e9\u0000lefto";
        int read = 0;
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder(texts[random.nextInt(texts.length)]);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int place = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(place, letters.charAt(random.nextInt(letters.length())));
                    case 1 -> text.setCharAt(place, letters.charAt(random.nextInt(letters.length())));
                    default -> text.deleteCharAt(place).append(' ');
                }
            }
            try {
                assertEquals(3, computed(text.toString()).length);
                read++;
            } catch (InvalidSpecException refusal) {
                String message = String.valueOf(refusal.getMessage());
                assertTrue(message.endsWith(".") && !message.contains("\n"), () -> text + ": " + message);
            }
        }
        assertTrue(read > 50, "read " + read);
    }
}
