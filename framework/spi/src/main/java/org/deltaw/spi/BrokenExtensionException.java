package org.deltaw.spi;

import java.io.Serial;

/** A plugin does not keep its contract. The message names the extension and what is wrong with it. */
public final class BrokenExtensionException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Reports what an extension did wrong. */
    public BrokenExtensionException(ExtensionId extension, String message) {
        super("Extension '" + extension + "': " + message);
    }

    /** Reports what an extension did wrong, and the exception that showed it. */
    public BrokenExtensionException(ExtensionId extension, String message, Throwable cause) {
        super("Extension '" + extension + "': " + message, cause);
    }
}
