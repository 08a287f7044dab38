package org.deltaw.runtime.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.runtime.Installation;

/**
 * Notices while DeltaW runs that a plugin's jar was added, replaced or removed.
 *
 * <p>It looks at names, sizes and dates every second, and reports a change once two looks agree: a jar that is still being copied is
 * left alone.
 */
final class PluginWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 1_000;

    private final Installation installation;
    private final Runnable changed;
    private List<String> reported;
    private boolean closed;

    /**
     * @param changed called on a thread of the watch, never after {@link #close}
     */
    PluginWatch(Installation installation, Runnable changed) {
        this.installation = installation;
        this.changed = changed;
        this.reported = look();
    }

    void start() {
        Thread.ofPlatform().daemon().name("plugin watch").start(this::watch);
    }

    private synchronized void watch() {
        List<String> before = reported;
        try {
            while (!closed) {
                wait(PERIOD_MILLIS);
                List<String> now = look();
                if (!closed && now.equals(before) && !now.equals(reported)) {
                    reported = now;
                    changed.run();
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> look() {
        List<String> seen = new ArrayList<>();
        try {
            for (Path jar : installation.plugins()) {
                seen.add(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar));
            }
        } catch (IOException | UncheckedIOException e) {
            // A jar went while we looked; the next look tells.
            seen.add(e.toString());
        }
        return seen;
    }

    /** Waits for a report under way. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
