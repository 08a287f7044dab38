package org.deltaw.runtime;

import org.osgi.annotation.versioning.ConsumerType;

/** What is run once extensions can be found; declared as they are, with {@code @ServiceProvider}. */
@ConsumerType
public interface Application {
    /**
     * Runs to the end. The thread's context class loader is the application's own.
     *
     * @param registry open until this method returns
     * @param args as typed
     * @return the exit code
     */
    int run(ExtensionRegistry registry, String[] args);
}
