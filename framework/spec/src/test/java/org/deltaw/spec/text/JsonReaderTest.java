package org.deltaw.spec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static SpecNode read(String text) {
        return JsonReader.read(new SourceText("fly.json", text, true));
    }

    private static String fault(String text) {
        return String.valueOf(assertThrows(InvalidSpecException.class, () -> read(text)).getMessage());
    }

    @Test
    void keepsNumbersAsTheyWereWritten() {
        SpecNode.Items items = (SpecNode.Items) read("[1, 1.0, 1e3, -0.0, true, null]");
        assertEquals(List.of("1", "1.0", "1e3", "-0.0", "true", "null"),
                items.items().stream().map(item -> ((SpecNode.Scalar) item).text()).toList());
        assertTrue(items.items().stream().noneMatch(item -> ((SpecNode.Scalar) item).quoted()));
    }

    @Test
    void aQuotedNullIsAText() {
        SpecNode.Items items = (SpecNode.Items) read("[null, \"null\", \"\"]");
        assertTrue(((SpecNode.Scalar) items.items().get(0)).isNull());
        assertFalse(((SpecNode.Scalar) items.items().get(1)).isNull());
        assertFalse(((SpecNode.Scalar) items.items().get(2)).isNull());
    }

    @Test
    void anEntryIsWhereItsKeyIs() {
        SpecNode.Entries map = (SpecNode.Entries) read("{\n  \"a\":\n    {\n      \"b\": [\n 1, \n2]}}");
        SpecNode second = Keys.follow(map, List.of("a", "b", "1"));
        assertEquals("fly.json line 2", Keys.follow(map, List.of("a")).position().toString());
        assertEquals("fly.json line 6", second.position().toString());
        assertEquals("a.b.1", second.path());
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("{\"a\": 1,\n\"a\": 2}", "fly.json line 2: a is given twice, first in line 1."),
                Arguments.of("{} {}", "fly.json line 1: something follows after the end of the spec."),
                Arguments.of("[".repeat(100), "fly.json line 1: maps and lists lie in each other more than 64 levels "
                        + "deep."),
                Arguments.of("{\"a\": 1,}", "fly.json line 1: this is not valid JSON: unexpected character '}': was "
                        + "expecting double-quote to start property name; the line reads '{\"a\": 1,}'."),
                Arguments.of("{\n\"a\": [1,\n2}", "fly.json line 3: this is not valid JSON: unexpected close marker "
                        + "'}': expected ']'; the line reads '2}'."),
                Arguments.of("{\"a\": 1", "fly.json line 1: this is not valid JSON: unexpected end-of-input: expected "
                        + "close marker for Object; the line reads '{\"a\": 1'."),
                Arguments.of("{\"a\": NaN}", "fly.json line 1: this is not valid JSON: non-standard token 'NaN'; the "
                        + "line reads '{\"a\": NaN}'."),
                Arguments.of("{\"a\": .5}", "fly.json line 1: this is not valid JSON: unexpected character '.': "
                        + "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or "
                        + "'false'); the line reads '{\"a\": .5}'."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysInOneSentenceWhatIsWrong(String text, String message) {
        assertEquals(message, fault(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{a: 1}", "{\"a\" 1}", "[1 2]", "[1, 2", "{\"a\": 01}", "{\"a\": +1}", "{\"a\": 0x1}", "{\"a\": 1.}", "'a'",
        "// c\n{}", "{\"a\": \"x\ny\"}", "{\"a\": \"\\q\"}", "{\"a\": \"abc", "{\"a\": tru}", "nul", "{} x", "\u0001"
    })
    void saysNothingAboutTheParser(String text) {
        String message = fault(text);
        assertTrue(message.startsWith("fly.json line "), message);
        assertTrue(message.contains(": this is not valid JSON: "), message);
        for (String internal : List.of("\n", "jackson", "Feature", "`", "Source", "(code", "Exception")) {
            assertFalse(message.contains(internal), message);
        }
    }

    @Test
    void aNumberTooLongForTheParserIsRefused() {
        assertTrue(fault("[" + "1".repeat(2000) + "]").startsWith("fly.json line 1: this is not valid JSON: number "
                + "value length (2000) exceeds the maximum allowed (1000)"));
    }
}
