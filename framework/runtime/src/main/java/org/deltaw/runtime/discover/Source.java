package org.deltaw.runtime.discover;

import java.util.List;
import java.util.Map;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.runtime.bundle.Jar;

/** One of the two worlds in which extensions are found. All methods may be called by any thread. */
public sealed interface Source extends AutoCloseable permits ClassPathSource, ServiceSource {
    /** Returns a value that differs from earlier ones if {@link #discover} may find something else now. */
    Object stamp();

    /** Looks for extensions, and for what is wrong with those that cannot be had. */
    List<Discovered> discover();

    /** Lists what is running, by name. */
    List<BundleInfo> bundles();

    /** Returns for each jar of a plugin or library that comes and goes a value that differs if it was replaced. */
    Map<Jar, Object> revisions();

    /** Has something called whenever anything may have changed, by the thread that changes it; it must return at once. */
    void onChange(Runnable changed);

    /** Tells whether a change is under way, so that what is found now makes no sense yet. */
    boolean isChanging();

    /**
     * Returns the only service of a type that is no extension, such as the application; in OSGi it may take a moment to appear.
     *
     * @throws IllegalStateException if there is none, or more than one; the message says why
     */
    <T> T application(Class<T> type);

    /** Returns where plugins are put. */
    PluginLocation place();

    /** Returns how long a plugin may take to be created, and to say what it is. */
    Deadline deadline();

    @Override
    void close();
}
