package org.deltaw.runtime.discover;

import java.util.Optional;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.spi.Extension;

/** What a source came upon: an extension, or something that should have been one. */
sealed interface Discovered {
    /** Returns where it comes from. */
    Jar jar();

    /** An extension that could be created; it has not been asked anything yet. */
    record Found(Kind kind, Jar jar, Extension<?> extension) implements Discovered {
        String provider() {
            return extension.getClass().getName();
        }
    }

    /**
     * Something that cannot be used.
     *
     * @param kind empty if the whole jar is of no use
     * @param provider the name of the class; empty if the whole jar is of no use
     * @param reason a sentence that names the jar and says what to do
     */
    record Failed(Optional<Kind> kind, Jar jar, String provider, String reason) implements Discovered {}
}
