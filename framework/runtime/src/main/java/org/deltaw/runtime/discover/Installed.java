package org.deltaw.runtime.discover;

import java.util.Optional;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.spi.ExtensionId;

/**
 * An extension that is installed, or a jar that was meant to bring one; whether it can be used, and if
 * not, why.
 *
 * @param kind empty for a jar of which nothing is known but that it does not work
 * @param id empty if the extension could not be asked
 * @param description one line; empty if the extension could not be asked
 * @param provider the name of the class; empty for a jar of which nothing is known
 * @param jar where it comes from
 */
public record Installed(
        Optional<Kind> kind, Optional<ExtensionId> id, String description, String provider, Jar jar, State state) {
    /** Whether an extension can be used. */
    public sealed interface State {
        /** It can be used. */
        record Ready() implements State {}

        /**
         * It works, but not on this machine.
         *
         * @param reason the backend's own sentence
         */
        record Unavailable(String reason) implements State {}

        /**
         * It does not work.
         *
         * @param reason a sentence that names the jar and says what to do
         */
        record Broken(String reason) implements State {}
    }
}
