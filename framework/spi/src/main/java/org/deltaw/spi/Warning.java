package org.deltaw.spi;

import java.util.regex.Pattern;

/**
 * Something that a user should know before concluding anything.
 *
 * @param code what kind of thing it is, for programs: lower-case words with hyphens, such as {@code not-determined}
 * @param message one sentence or several
 * @param where what it is about, such as a subject, a parameter or a file; empty if it is about the whole
 */
public record Warning(String code, String message, String where) {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public Warning {
        if (!CODE.matcher(code).matches() || message.isBlank()) {
            throw new IllegalArgumentException("A warning needs a code of lower-case words with hyphens, and a message, found '" + code
                    + "' and '" + message + "'.");
        }
    }

    /** Says something about the whole. */
    public static Warning of(String code, String message) {
        return new Warning(code, message, "");
    }

    @Override
    public String toString() {
        return message;
    }
}
