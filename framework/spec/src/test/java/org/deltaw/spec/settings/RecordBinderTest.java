package org.deltaw.spec.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.text.Operation;
import org.deltaw.expr.text.TextExpression;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spec.text.YamlWriter;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBinderTest {
    enum Direction { UP, UP_AND_DOWN }

    record Point(
            @Setting("the first coordinate") double x,
            @Setting(value = "the second coordinate", byDefault = "0.5") double y) {}

    record Everything(
            @Setting(value = "a flag", byDefault = "false") boolean flag,
            @Setting(value = "a count", byDefault = "3", min = 1, max = 10) int count,
            @Setting(value = "a long count", byDefault = "-1") long longCount,
            @Setting(value = "a number", byDefault = "1e-8") double number,
            @Setting(value = "a text", byDefault = "''") String text,
            @Setting(value = "a choice", byDefault = "up-and-down") Direction choice,
            @Setting(value = "a point", byDefault = "{x: 1}") Point point,
            @Setting("perhaps a point") Optional<Point> perhaps,
            @Setting(value = "perhaps a number", byDefault = "7") Optional<Integer> perhapsCount,
            @Setting(value = "counts", byDefault = "[]", min = 0) List<Integer> counts,
            @Setting(value = "lists", byDefault = "[[1]]", max = 1) List<List<Double>> lists,
            @Setting(value = "points by name", byDefault = "{}") Map<String, Point> points,
            @Setting(value = "choices", byDefault = "[up]") List<Direction> choices,
            @Setting(value = "flags by name", byDefault = "{a b: true}") Map<String, Boolean> flags) {}

    record Checked(@Setting("a") int a, @Setting(value = "b", byDefault = "0") int b) {
        Checked {
            if (b > a) {
                throw new InvalidSpecException("b", "It exceeds a, which is " + a + ".");
            }
            if (a == 13) {
                throw new IllegalArgumentException("13 brings bad luck.");
            }
            if (a == 15) {
                throw new InvalidSpecException("15 is refused.");
            }
        }
    }

    record Around(@Setting("what is inside") List<Checked> inside) {}

    record Needy(@Setting("the recordings to read") List<String> files, @Setting("where to begin") Point start) {}

    record Named(@Setting("its name") String name, @Setting(value = "how often", byDefault = "1") int times) {
        public static Named parse(String text) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("The name is blank.");
            }
            return new Named(text, 1);
        }
    }

    record Short(@Setting("something named") Named named, @Setting(value = "names", byDefault = "[]") List<String> names) {}

    private static Everything everything(String yaml) {
        return RecordBinder.bind(Everything.class, yaml);
    }

    private static void assertFault(String message, Class<? extends Record> type, String yaml) {
        InvalidSpecException fault = assertThrows(InvalidSpecException.class, () -> RecordBinder.bind(type, yaml));
        assertEquals(message, fault.getMessage());
    }

    @Test
    void defaultsAreReadAsIfAUserHadWrittenThem() {
        assertEquals(new Everything(false, 3, -1, 1e-8, "", Direction.UP_AND_DOWN, new Point(1, 0.5), Optional.empty(),
                Optional.of(7), List.of(), List.of(List.of(1.0)), Map.of(), List.of(Direction.UP),
                Map.of("a b", true)), everything(""));
    }

    @Test
    void recordMayBeWrittenInShort() {
        assertEquals(new Short(new Named("bee", 1), List.of()), RecordBinder.bind(Short.class, "named: bee"));
        assertEquals(new Short(new Named("bee", 2), List.of()), RecordBinder.bind(Short.class, "named: {name: bee, times: 2}"));
        assertFault("settings line 1: named: The name is blank.", Short.class, "named: ' '");
        assertFault("settings line 1: named.time is not known; did you mean 'times'? Known are: name, times.", Short.class,
                "named: {name: a, time: 2}");
        assertFault("settings line 1: named is a list; expected a text, or a map with the keys name, times.", Short.class,
                "named: [a]");
    }

    @Test
    void whatIsWrittenInShortIsWrittenBackAsAMap() {
        Short settings = new Short(new Named("bee", 1), List.of("a"));
        String written = YamlWriter.flow(SettingsTree.value(settings));
        assertEquals("{named: {name: bee, times: 1}, names: [a]}", written);
        assertEquals(settings, RecordBinder.bind(Short.class, written));
    }

    @Test
    void singleTextStandsForAListOfOne() {
        assertEquals(List.of("1"), RecordBinder.bind(Short.class, "named: a\nnames: 1").names());
        assertEquals(List.of("a, b"), RecordBinder.bind(Short.class, "named: a\nnames: a, b").names());
    }

    record Computed(@Setting("a formula") TextExpression formula, @Setting(value = "limits", byDefault = "[]") List<Double> bounds) {}

    @Test
    void formulasAreReadAndWrittenAsTheyAre() {
        Computed settings = RecordBinder.bind(Computed.class, "{formula: a* (b + 1), bounds: [0, .inf]}");
        assertEquals(new Computed(TextExpression.parse("a* (b + 1)"), List.of(0.0, Double.POSITIVE_INFINITY)), settings);
        assertEquals(settings, RecordBinder.bind(Computed.class, YamlWriter.flow(SettingsTree.value(settings))));
        assertEquals(TextExpression.parse("2"), RecordBinder.bind(Computed.class, "formula: 2").formula());
    }

    @Test
    void whatIsWrongInAFormulaIsMarked() {
        assertFault("settings line 1: formula: Found the end at character 9 of a*(b + 1»«; expected a ')' for the bracket that opens "
                + "with ( at "
                + "character 3.", Computed.class, "formula: a*(b + 1");
        assertFault("settings line 2: formula: Found the unknown name 'tahn' at character 3 of a*»tahn«(b); did you mean 'tanh'? "
                + "Expected a "
                + "function, or a sign before the bracket, one of " + functions() + ".", Computed.class,
                "bounds: [0, 1]\nformula: a*tahn(b)");
    }

    private static String functions() {
        return String.join(", ", Arrays.stream(Operation.values()).filter(Operation::isFunction).map(Operation::symbol).toList());
    }

    @Test
    void everyTypeIsBound() {
        assertEquals(new Everything(true, 10, 9_000_000_000L, -0.5, "yes", Direction.UP, new Point(2, 3),
                Optional.of(new Point(4, 0.5)), Optional.empty(), List.of(0, 5), List.of(List.of(), List.of(0.5, 1.0)),
                Map.of("p", new Point(1, 2)), List.of(), Map.of("1", false)), everything("""
                flag: True
                count: 10
                long-count: 9000000000
                number: -.5
                text: yes
                choice: up
                point: {x: 2, y: 3}
                perhaps: {x: 4}
                perhaps-count: ~
                counts: [0, 5]
                lists: [[], [0.5, 1]]
                points: {p: {y: 2, x: 1}}
                choices: []
                flags: {1: false}
                """));
    }

    @ParameterizedTest
    @CsvSource({"1", "1.0", "yes", "2024-01-01", "x*r", "0x1F", "007", "1e3", "true", "-a", ".inf", "a b"})
    void aTextIsWhatWasWritten(String text) {
        assertEquals(text, everything("text: " + text).text());
        assertEquals(text, everything("text: '" + text + "'").text());
        assertEquals(text, everything("text: |-\n  " + text).text());
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "3.0, 3", "1e1, 10", "10., 10", "+5, 5", "0.5e1, 5", "20e-1, 2", "007, 7"})
    void aWholeNumberMayBeWrittenInSeveralWays(String text, int value) {
        assertEquals(value, everything("count: " + text).count());
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1", "1e-320, 1e-320", "-0.0, -0.0", "123456789012345678901234567890, 1.2345678901234568e29",
        "4.9e-324, 4.9e-324", "1.7976931348623157E308, 1.7976931348623157E308", "5, 5.0", ".5, 0.5", "1e+5, 1e5"
    })
    void aNumberIsReadExactly(String text, double value) {
        assertEquals(value, everything("number: " + text).number());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "count: many | count is 'many'; expected a whole number from 1 to 10.",
        "count: '5' | count is the text '5'; expected a whole number from 1 to 10.",
        "count: 2.5 | count is '2.5'; expected a whole number from 1 to 10.",
        "count: 0 | count is '0'; expected a whole number from 1 to 10.",
        "count: 11 | count is '11'; expected a whole number from 1 to 10.",
        "count: 3000000000 | count is '3000000000'; expected a whole number from 1 to 10.",
        "count: 1e999999999 | count is '1e999999999'; expected a whole number from 1 to 10.",
        "count: 1e-999999999 | count is '1e-999999999'; expected a whole number from 1 to 10.",
        "count: 1e9999999999 | count is '1e9999999999'; expected a whole number from 1 to 10.",
        "count: 1_0 | count is '1_0'; expected a whole number from 1 to 10.",
        "count: 0x5 | count is '0x5'; expected a whole number from 1 to 10.",
        "count: .inf | count is '.inf'; expected a whole number from 1 to 10.",
        "count: true | count is 'true'; expected a whole number from 1 to 10.",
        "count: [5] | count is a list; expected a whole number from 1 to 10.",
        "count: {a: 5} | count is a map; expected a whole number from 1 to 10.",
        "count: | count has no value; expected a whole number from 1 to 10.",
        "count: null | count has no value; expected a whole number from 1 to 10.",
        "counts: [1, -1] | counts.1 is '-1'; expected a whole number of at least 0.",
        "counts: [3000000000] | counts.0 is '3000000000'; expected a whole number from 0 to 2147483647.",
        "perhaps-count: 1e10 | perhaps-count is '1e10'; expected a whole number from -2147483648 to 2147483647.",
        "perhaps-count: x | perhaps-count is 'x'; expected a whole number.",
        "lists: [[1], [2]] | lists.1.0 is '2'; expected a number of at most 1.",
        "lists: [1] | lists.0 is '1'; expected a list of numbers of at most 1, as in [1].",
        "number: .nan | number is '.nan'; expected a number.",
        "number: .inf | number is '.inf'; expected a number that is finite.",
        "number: -.INF | number is '-.INF'; expected a number that is finite.",
        "number: 1e999 | number is '1e999'; expected a number that is finite, and the largest possible is 1.79e308.",
        "number: '1' | number is the text '1'; expected a number.",
        "number: NaN | number is 'NaN'; expected a number.",
        "number: 1d | number is '1d'; expected a number.",
        "flag: yes | flag is 'yes'; expected true or false.",
        "flag: 1 | flag is '1'; expected true or false.",
        "flag: 'true' | flag is the text 'true'; expected true or false.",
        "text: ~ | text has no value; expected a text.",
        "text: [a] | text is a list; expected a text.",
        "choice: up_and_down | choice is 'up_and_down'; expected up or up-and-down; did you mean 'up-and-down'?",
        "choice: UP | choice is 'UP'; expected up or up-and-down; did you mean 'up'?",
        "choice: left | choice is 'left'; expected up or up-and-down.",
        "choices: [up, no] | choices.1 is 'no'; expected up or up-and-down.",
        "choices: up | choices is 'up'; expected a list of words out of up, up-and-down, as in [up].",
        "point: 5 | point is '5'; expected a map with the keys x, y.",
        "point: [1] | point is a list; expected a map with the keys x, y.",
        "point: {y: 1} | point.x is missing: the first coordinate (a number).",
        "point: {x: 1, z: 2} | point.z is not known. Known are: x, y.",
        "perhaps: {x: a} | perhaps.x is 'a'; expected a number.",
        "points: {p: {x: 1}, q: 2} | points.q is '2'; expected a map with the keys x, y.",
        "points: [1] | points is a list; expected a map from names to maps with the keys x, y.",
        "points: {p: } | points.p has no value; expected a map with the keys x, y.",
        "flags: {a: 3} | flags.a is '3'; expected true or false."
    })
    void saysWhatWasFoundAndWhatWasExpected(String yaml, String message) {
        assertFault("settings line 1: " + message, Everything.class, yaml);
    }

    @Test
    void aWholeNumberHasAtMost64Bits() {
        assertFault("settings line 1: long-count is '9223372036854775808'; expected a whole number from "
                + "-9223372036854775808 to 9223372036854775807.", Everything.class, "long-count: 9223372036854775808");
        assertEquals(Long.MIN_VALUE, everything("long-count: -9223372036854775808").longCount());
    }

    @Test
    void aTextTooLongToBeANumberIsNone() {
        assertFault("settings line 1: number is '" + "1".repeat(60) + "…'; expected a number.", Everything.class,
                "number: " + "1".repeat(100_000));
    }

    @Test
    void whatIsMissingIsExplained() {
        assertFault("settings: files is missing: the recordings to read (a list of texts).", Needy.class, "");
        assertFault("settings line 1: start is missing: where to begin (a map with the keys x, y).", Needy.class,
                "files: []");
    }

    @Test
    void anUnknownKeyComesWithASuggestion() {
        String known = " Known are: epochs, starts, subjects, patience, tolerance, intervals, checkpoint-interval.";
        assertFault("settings line 2: epoch is not known; did you mean 'epochs'?" + known, TrainingSettings.class,
                "starts: 2\nepoch: 5");
        assertFault("settings line 1: lr is not known." + known, TrainingSettings.class, "lr: 5");
        assertFault("settings line 2: epoch (did you mean 'epochs'?), lr (line 3) and checkpointInterval (line 5; did you "
                + "mean 'checkpoint-interval'?) are not known." + known, TrainingSettings.class,
                "starts: 2\nepoch: 5\nlr: 1\npatience: 5\ncheckpointInterval: 3");
        assertFault("settings line 1: a and b are not known." + known, TrainingSettings.class, "{a: 1, b: 2}");
    }

    @Test
    void anUnknownKeyIsReportedBeforeAMissingOne() {
        assertFault("settings line 1: file is not known; did you mean 'files'? Known are: files, start.", Needy.class,
                "file: [a]");
    }

    @Test
    void aBoundMayBeInfinite() {
        ParameterChoices choices = RecordBinder.bind(ParameterChoices.class, "bounds: {w: [-.inf, 0], v: [0, +.Inf]}");
        assertEquals(Map.of("w", List.of(Double.NEGATIVE_INFINITY, 0.0), "v", List.of(0.0, Double.POSITIVE_INFINITY)),
                choices.bounds());
        assertFault("settings line 1: initial.w is '.inf'; expected a number that is finite.", ParameterChoices.class,
                "initial: {w: .inf}");
    }

    @Test
    void whatTheRecordRefusesGetsThePositionOfTheKey() {
        assertFault("settings line 2: b: It exceeds a, which is 1.", Checked.class, "a: 1\nb: 2");
        assertFault("settings line 1: b: It exceeds a, which is -1.", Checked.class, "a: -1");
        assertFault("settings line 1: 13 brings bad luck.", Checked.class, "a: 13");
        assertFault("settings line 1: 15 is refused.", Checked.class, "a: 15");
    }

    @Test
    void whatANestedRecordRefusesGetsItsPosition() {
        assertFault("settings line 3: inside.1.b: It exceeds a, which is 1.", Around.class,
                "inside:\n- {a: 2, b: 1}\n- {a: 1, b: 2}");
        assertFault("settings line 2: inside.0: 13 brings bad luck.", Around.class, "inside:\n- {a: 13}");
    }

    @Test
    void theCauseIsKeptForThoseWhoAskForDetails() {
        InvalidSpecException fault =
                assertThrows(InvalidSpecException.class, () -> RecordBinder.bind(Checked.class, "a: 13"));
        assertInstanceOf(IllegalArgumentException.class, fault.getCause());
    }

    @Test
    void mapsKeepTheirOrder() {
        assertEquals(List.of("z", "a", "m"),
                List.copyOf(everything("points: {z: {x: 1}, a: {x: 1}, m: {x: 1}}").points().keySet()));
    }

    @Test
    void listsAndMapsCannotBeChanged() {
        Everything all = everything("counts: [1]");
        assertThrows(UnsupportedOperationException.class, () -> all.counts().add(2));
        assertThrows(UnsupportedOperationException.class, () -> all.flags().put("x", true));
    }

    @Test
    void theKeyOfAFaultIsThePath() {
        InvalidSpecException fault = assertThrows(InvalidSpecException.class, () -> everything("points: {p: {x: a}}"));
        assertEquals("points.p.x", fault.key());
        assertSame(InvalidSpecException.class, fault.getClass());
    }

    /** A span of steps, as in {@code 3..5}. */
    record Span(int from, int to) {
        public static Span parse(String text) {
            String[] ends = text.split("\\.\\.", -1);
            if (ends.length != 2) {
                throw new InvalidSpecException("'" + text + "' is no span; expected one as in 3..5.");
            }
            return new Span(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
        }

        @Override
        public String toString() {
            return from + ".." + to;
        }
    }

    record Spans(
            @Setting(value = "where it is", byDefault = "1..2") Span span,
            @Setting("where else") Optional<List<Span>> others) {}

    @Test
    void valueClassReadsItsOwnText() {
        assertEquals(new Spans(new Span(1, 2), Optional.empty()), RecordBinder.bind(Spans.class, ""));
        Spans spans = new Spans(new Span(3, 5), Optional.of(List.of(new Span(1, 4), new Span(0, 7))));
        assertEquals(spans, RecordBinder.bind(Spans.class, "span: 3..5\nothers: [1..4, 0..7]"));
        SpecNode written = SettingsTree.value(spans);
        assertEquals(spans, RecordBinder.bind(Spans.class, YamlWriter.write((SpecNode.Entries) written)));
    }

    @Test
    void whatAValueClassRefusesGetsThePositionOfTheValue() {
        assertFault("settings line 2: others.1: '3-5' is no span; expected one as in 3..5.", Spans.class,
                "span: 3..5\nothers: [1..4, 3-5]");
        assertFault("settings line 1: span is a list; expected a text.", Spans.class, "span: [1, 2]");
        IllegalArgumentException broken = assertThrows(IllegalArgumentException.class,
                () -> RecordBinder.bind(Spans.class, "span: a..b"));
        assertEquals("the method parse of " + Span.class.getName() + " threw java.lang.NumberFormatException: "
                + "For input string: \"a\".", broken.getMessage());
    }
}
