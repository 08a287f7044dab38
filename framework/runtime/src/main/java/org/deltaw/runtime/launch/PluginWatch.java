package org.deltaw.runtime.launch;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.deltaw.runtime.Installation;

/** Looks every second, while DeltaW runs, whether a plugin's jar was added, replaced or removed. */
final class PluginWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 1_000;

    private final Installation installation;
    private final Consumer<Set<Path>> looked;
    private final FileStability settling;
    private boolean closed;

    /**
     * @param looked is told after every look which jars have come, changed or gone, most often none; called on a thread of the watch,
     *     never after {@link #close}
     */
    PluginWatch(Installation installation, Consumer<Set<Path>> looked) {
        this.installation = installation;
        this.looked = looked;
        this.settling = new FileStability(installation.plugins());
    }

    void start() {
        Thread.ofPlatform().daemon().name("plugin watch").start(this::watch);
    }

    private synchronized void watch() {
        try {
            while (!closed) {
                wait(PERIOD_MILLIS);
                if (!closed) {
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        List<Path> jars;
        try {
            jars = installation.plugins();
        } catch (UncheckedIOException e) {
            // A folder that cannot be listed now: what is known stays until the next look.
            return;
        }
        looked.accept(settling.look(jars, System.nanoTime()));
    }

    /** Waits for a look under way. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
