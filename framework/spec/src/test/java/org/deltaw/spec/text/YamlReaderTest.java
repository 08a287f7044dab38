package org.deltaw.spec.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {
    private static SpecNode read(String text) {
        return YamlReader.read(new SourceText("fly.yaml", text, true), "");
    }

    private static SpecNode at(String text, String keys) {
        return Keys.follow(read(text), Keys.split(keys).orElseThrow());
    }

    private static String fault(String text) {
        return String.valueOf(assertThrows(InvalidSpecException.class, () -> read(text)).getMessage());
    }

    @Test
    void textStaysAsItWasWritten() {
        SpecNode.Items terms = assertInstanceOf(SpecNode.Items.class,
                at("terms: [1, 1.0, yes, 2024-01-01, x*r, 0x1F, 1_000, .inf, no, ~, 'q', \"\\u00e9\", a b]", "terms"));
        assertEquals(
                List.of("1", "1.0", "yes", "2024-01-01", "x*r", "0x1F", "1_000", ".inf", "no", "~", "q", "é", "a b"),
                terms.items().stream().map(item -> ((SpecNode.Scalar) item).text()).toList());
    }

    @Test
    void knowsWhatWasQuoted() {
        assertTrue(((SpecNode.Scalar) at("a: '1'", "a")).quoted());
        assertTrue(((SpecNode.Scalar) at("a: \"1\"", "a")).quoted());
        assertTrue(((SpecNode.Scalar) at("a: |\n  1\n", "a")).quoted());
        assertEquals(false, ((SpecNode.Scalar) at("a: 1", "a")).quoted());
    }

    @Test
    void keysMayBeAnything() {
        SpecNode.Entries map = (SpecNode.Entries) read("{1: a, x*r: b, yes: c, null: d, 'a b': e, \"\": f, <<: g}");
        assertEquals(List.of("1", "x*r", "yes", "null", "a b", "", "<<"), List.copyOf(map.entries().keySet()));
    }

    @Test
    void anEntryIsWhereItsKeyIs() {
        String text = "# comment\ndata:\n  files:\n    - a\n    - b\nseed:\n  7\n";
        assertEquals("fly.yaml line 2", at(text, "data").position().toString());
        assertEquals("fly.yaml line 3", at(text, "data.files").position().toString());
        assertEquals("fly.yaml line 5", at(text, "data.files.1").position().toString());
        assertEquals("fly.yaml line 6", at(text, "seed").position().toString());
        assertEquals("data.files.1", at(text, "data.files.1").path());
    }

    @Test
    void nothingIsAScalarWithoutValue() {
        for (String text : List.of("", "\n\n", "# only a comment", "---\n", "---\n...\n", "~")) {
            SpecNode.Scalar scalar = assertInstanceOf(SpecNode.Scalar.class, read(text), text);
            assertTrue(scalar.isNull(), text);
        }
    }

    @Test
    void oneDocumentMayHaveMarks() {
        assertInstanceOf(SpecNode.Entries.class, read("%YAML 1.2\n---\na: 1\n...\n"));
    }

    @Test
    void charactersOfTwoHalvesMayStandAnywhere() {
        for (int start = 0; start < 2; start++) {
            String flies = "x".repeat(start) + "🪰".repeat(2000);
            assertEquals(flies, ((SpecNode.Scalar) at("a: " + flies, "a")).text());
        }
        assertEquals("fly.yaml line 1: the character U+D83E is not allowed in YAML.", fault("a: \uD83E"));
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("a: 1\na: 2", "fly.yaml line 2: a is given twice, first in line 1."),
                Arguments.of("a:\n  b: 1\n  'b': 2", "fly.yaml line 3: a.b is given twice, first in line 2."),
                Arguments.of("a: 1\n---\nb: 2", "fly.yaml line 2: a second document begins here; expected one."),
                Arguments.of("a: *b", "fly.yaml line 1: '*b' is a reference in YAML, and spec files have none; "
                        + "put a text that begins with '*' in quotes."),
                Arguments.of("a:\n- &b 1", "fly.yaml line 2: '&b' is the name of a place in YAML, and spec files have "
                        + "none; put a text that begins with '&' in quotes."),
                Arguments.of("a: !b c", "fly.yaml line 1: '!b' is a type in YAML, and spec files have none; "
                        + "put a text that begins with '!' in quotes."),
                Arguments.of("a: !!int 3", "fly.yaml line 1: '!int' is a type in YAML, and spec files have none; "
                        + "put a text that begins with '!' in quotes."),
                Arguments.of("? [a]\n: 1", "fly.yaml line 1: a key is a list or a map; expected a word."),
                Arguments.of("[".repeat(100), "fly.yaml line 1: maps and lists lie in each other more than 64 levels "
                        + "deep."),
                Arguments.of("a: \u0007", "fly.yaml line 1: the character U+0007 is not allowed in YAML."),
                Arguments.of("a: b\nc: \u0000", "fly.yaml line 2: the character U+0000 is not allowed in YAML."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesWhatCouldMeanSomethingElse(String text, String message) {
        assertEquals(message, fault(text));
    }

    static List<Arguments> noYaml() {
        return List.of(
                Arguments.of("a:\n\tb: 2", 2, "lines are indented by spaces, not by tabs", "b: 2"),
                Arguments.of("a: 1\nb 2\nc: 3", 2, "there is no ':' after the key", "b 2"),
                Arguments.of("a: [1, 2\nb: 3", 1, "the list that begins here is not closed by ']', or lacks a ','",
                        "a: [1, 2"),
                Arguments.of("a:\n  b: {c: 1\nd: 3\ne: 4", 2,
                        "the map that begins here is not closed by '}', or lacks a ','", "b: {c: 1"),
                Arguments.of("a: 'x\nb: 2", 1, "the quote that opens here is not closed", "a: 'x"),
                Arguments.of("a: 1\n  b: 2", 2,
                        "a ':' cannot stand here; check the indentation, or put the value in quotes", "b: 2"),
                Arguments.of("a:\n  b: 1\n c: 2", 3,
                        "this does not continue what the lines above begin; check indentation, quotes and brackets",
                        "c: 2"),
                Arguments.of("a: 'it's'", 1,
                        "this does not continue what the lines above begin; check indentation, quotes and brackets",
                        "a: 'it's'"),
                Arguments.of("a: *.mat", 1, "a value cannot begin with '*'; put it in quotes", "a: *.mat"),
                Arguments.of("a: & b", 1, "a value cannot begin with '&'; put it in quotes", "a: & b"),
                Arguments.of("a: @b", 1, "a value cannot begin with '@'; put it in quotes", "a: @b"),
                Arguments.of("a: `b`", 1, "a value cannot begin with '`'; put it in quotes", "a: `b`"),
                Arguments.of("a: \"C:\\data\"", 1, "'\\d' has no meaning between double quotes; use single quotes",
                        "a: \"C:\\data\""),
                Arguments.of("a: - b", 1,
                        "a list cannot begin here; begin it on the next line, or write it in brackets", "a: - b"),
                Arguments.of("a: ]", 1, "expected the node content, but found ']'", "a: ]"));
    }

    @ParameterizedTest
    @MethodSource("noYaml")
    void saysInOneSentenceWhatIsWrong(String text, int line, String reason, String found) {
        assertEquals("fly.yaml line " + line + ": this is not valid YAML: " + reason + "; the line reads '" + found
                + "'.", fault(text));
    }
}
