package org.deltaw.formats.content;

/**
 * Something in a file is not as its format wants it. The message is a sentence that goes on after the name of the file; whoever
 * catches it says it to the user, at once or when the value is asked for that cannot be had.
 */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message the sentence, with what to do */
    public FormatException(String message) {
        super(message);
    }
}
