package org.deltaw.spi.backend;

import java.io.Serial;

/** A backend cannot run a program. The message says what it lacks; another backend may have it. */
public final class UnsupportedProgramException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Reports what a backend lacks. */
    public UnsupportedProgramException(String message) {
        super(message);
    }
}
