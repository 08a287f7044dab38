package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.deltaw.spec.json.JsonFile;

/**
 * How a command ended.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Outcome(List<String> arguments, int exitCode, String out, String err) {
    private static final int INPUT = 2;
    private static final int NOT_CONVERGED = 3;

    /**
     * Asserts that all went well, without a word on standard error. A fit that a test cuts short, or of few data, need not converge, and
     * may be warned of.
     */
    public Outcome succeeded() {
        boolean cutShort = arguments.contains("resume") || arguments.stream().anyMatch(each ->
                each.startsWith("training.epochs=") || each.startsWith("data.resamplings="));
        assertTrue(exitCode == 0 || cutShort && exitCode == NOT_CONVERGED, toString());
        assertTrue(err.lines().allMatch(line -> cutShort && line.startsWith("deltaw: warning: ")), toString());
        return this;
    }

    /** Returns a list of the result that was printed with {@code --json}. */
    List<?> listed(String key) {
        Map<?, ?> json = (Map<?, ?>) JsonFile.read("standard output", out);
        return (List<?>) ((Map<?, ?>) json.get("result")).get(key);
    }

    /** Asserts that standard output says all this, wherever its lines break. */
    public Outcome says(String... phrases) {
        for (String phrase : phrases) {
            assertTrue(flat(out).contains(flat(phrase)), "'" + phrase + "' is missing. " + this);
        }
        return this;
    }

    /** Asserts that the input was refused in one line without a stack trace, and that the line says all this. */
    public Outcome refused(String... phrases) {
        assertEquals(INPUT, exitCode, toString());
        assertEquals("", out, toString());
        assertEquals(1, err.lines().count(), "more than one line. " + this);
        assertTrue(err.matches("deltaw: \\S.*(\\.|See: deltaw .*--help)\\R"), "no sentence. " + this);
        assertFalse(err.contains("\tat "), "a stack trace. " + this);
        for (String phrase : phrases) {
            assertTrue(err.contains(phrase), "'" + phrase + "' is missing. " + this);
        }
        return this;
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Override
    public String toString() {
        return "deltaw " + String.join(" ", arguments) + " ended with " + exitCode + "\n--- output:\n" + out + "--- errors:\n"
                + err + "---";
    }
}
