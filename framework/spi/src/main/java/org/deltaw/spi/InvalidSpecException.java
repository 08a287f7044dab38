package org.deltaw.spi;

import java.io.Serial;

/**
 * The user's input is wrong: a setting, a file, or a combination of the two. The message is one
 * sentence that says where, what was found, what was expected and what to do.
 */
public final class InvalidSpecException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String key;

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
        super(message);
        this.key = key;
    }

    /** Returns the setting that is wrong; empty if it is none in particular. */
    public String key() {
        return key;
    }
}
