package org.deltaw.formats.content;

/**
 * Something in a file is not as its format wants it. Whoever catches it says it to the user, at once or when the value is asked for
 * that cannot be had.
 */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1;

    private final String sentence;

    /** @param sentence that goes on after the name of what is read, a file or a variable, and says what to do */
    public FormatException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** Returns the sentence that goes on after the name of what is read. */
    public String sentence() {
        return sentence;
    }
}
