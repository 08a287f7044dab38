package org.deltaw.spi.backend;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A backend cannot run anything on this machine, whatever the program: native code, a driver or a device is missing or does
 * not start. The message is a sentence that says what, and what to do about it.
 */
public final class BackendUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Reports what this machine lacks.
     *
     * @param cause what the native code or its loader threw; null if there is none
     */
    public BackendUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
