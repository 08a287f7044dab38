package org.deltaw.spec.text;

import org.deltaw.spi.InvalidSpecException;
import tools.jackson.core.JacksonException;

/** Says in one sentence why a text is no JSON. */
final class JsonFaults {
    private JsonFaults() {}

    /** Reports what the parser found. */
    static InvalidSpecException of(SourceText source, JacksonException cause) {
        int line = cause.getLocation() == null ? 1 : Math.max(1, cause.getLocation().getLineNr());
        return Faults.at(source.line(line), "",
                "this is not valid JSON: " + reason(cause.getOriginalMessage()) + source.reading(line) + ".");
    }

    /** Takes out what is meant for programmers: the parser's own switches, places and codes of characters. */
    private static String reason(String message) {
        String plain = message
                .replaceAll(" \\((start marker at|for \\w+ starting at) \\[Source.*?\\]\\)", "")
                .replaceAll(" \\(not recognized as one since Feature .*", "")
                .replaceAll("(, from|[:;] (enable|hexadecimal number literals require enabling)) `[^`]*`( to allow)?",
                        "")
                .replaceAll("\\((.*?) \\(code \\d+\\)\\)", "$1")
                .replaceAll(" \\(code \\d+\\)", "");
        return Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
    }
}
