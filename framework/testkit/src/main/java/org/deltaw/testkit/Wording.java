package org.deltaw.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is asked of the words that extensions say to users. */
public final class Wording {
    private Wording() {}

    /** Asserts that a phrase is there, in one line, without blanks around it. */
    public static void assertOneLine(String what, String text) {
        assertFalse(text.isBlank(), what + " is empty");
        assertFalse(text.contains("\n"), what + " has several lines: " + text);
        assertEquals(text.strip(), text, what + " begins or ends with blanks");
    }

    /** Asserts that it is one line that begins with a capital and ends with a full stop. */
    public static void assertSentence(String what, String text) {
        assertOneLine(what, text);
        assertTrue(text.endsWith("."), what + " is not a sentence with a full stop: " + text);
        assertFalse(Character.isLowerCase(text.charAt(0)), what + " does not begin with a capital: " + text);
    }
}
