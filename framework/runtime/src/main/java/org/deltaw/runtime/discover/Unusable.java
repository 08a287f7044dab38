package org.deltaw.runtime.discover;

import java.util.Objects;

/** Something of a plugin cannot be used. The message is a sentence that names the jar and says what to do. */
final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String reason) {
        super(reason);
    }

    String reason() {
        return Objects.requireNonNull(getMessage());
    }
}
