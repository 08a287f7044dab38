package org.deltaw.spi;

import java.io.Serial;
import org.deltaw.expr.text.TextException;

/**
 * The user's input is wrong: a setting, a file, or a combination of the two. The message is one
 * sentence that says where, what was found, what was expected and what to do.
 */
public final class InvalidSpecException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String key;
    private final String file;
    private final int line;

    /** Reports input that belongs to no single setting. */
    public InvalidSpecException(String message) {
        this("", message);
    }

    /**
     * Reports a wrong setting.
     *
     * @param key the setting as written in a spec file, relative to the extension's own settings; whoever
     *     reads the spec file adds file and position
     */
    public InvalidSpecException(String key, String message) {
        this(key, message, "", 0);
    }

    /**
     * Reports a wrong setting, or a file that is wrong as a whole, with where it was written; the message says it, too.
     *
     * @param key the whole path of the setting in the file; empty if it is none in particular
     * @param file as the user named it
     * @param line from 1; 0 if it is none in particular
     */
    public InvalidSpecException(String key, String message, String file, int line) {
        super(message);
        this.key = key;
        this.file = file;
        this.line = line;
    }

    /**
     * Reports a setting that is a text of the expression language, with the name that was probably meant.
     *
     * @param key as above
     */
    public static InvalidSpecException of(String key, TextException wrong) {
        InvalidSpecException refusal = new InvalidSpecException(key, wrong.sentence(Nearest.to(wrong.unknown(), wrong.known())));
        refusal.initCause(wrong);
        return refusal;
    }

    /** Returns the setting that is wrong; empty if it is none in particular. */
    public String key() {
        return key;
    }

    /** Returns the file in which it is, as the user named it; empty if that is not known. */
    public String file() {
        return file;
    }

    /** Returns the line in which it is, from 1; 0 if it is none in particular. */
    public int line() {
        return line;
    }
}
