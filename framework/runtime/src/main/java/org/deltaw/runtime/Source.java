package org.deltaw.runtime;

import java.util.List;

/** One of the two worlds in which extensions are found. All methods may be called by any thread. */
sealed interface Source extends AutoCloseable permits ClassPathSource, ServiceSource {
    /** Returns a value that differs from earlier ones if {@link #discover} may find something else now. */
    Object stamp();

    /** Looks for extensions, and for what is wrong with those that cannot be had. */
    List<Discovered> discover();

    /** Lists what is running, by name. */
    List<BundleInfo> bundles();

    /**
     * Returns the application; in OSGi it may take a moment to appear.
     *
     * @throws IllegalStateException if there is none, or more than one; the message says why
     */
    Application application();

    /** Returns where plugins are put. */
    Place place();

    @Override
    void close();
}
