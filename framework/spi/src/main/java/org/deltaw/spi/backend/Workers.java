package org.deltaw.spi.backend;

import java.util.function.IntConsumer;
import org.osgi.annotation.versioning.ProviderType;

/** Runs independent pieces of work, perhaps at the same time. */
@ProviderType
public interface Workers {
    /** Returns how many pieces run at the same time at most. */
    int threads();

    /**
     * Runs pieces 0 to {@code pieces - 1} and returns when all are done. Each piece must write to places of
     * its own, so that the result does not depend on their order. An exception of one piece is thrown here.
     */
    void run(int pieces, IntConsumer work);
}
