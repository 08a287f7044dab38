package org.deltaw.runtime.change;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deltaw.runtime.discover.Source;

/**
 * Tells a listener what has happened to plugins, on a thread of its own. Several things at once, such as the removal of a jar and the
 * arrival of its successor, are told of when they are over.
 */
public final class ChangeWatch implements AutoCloseable {
    /** What belongs together follows within less. */
    private static final long QUIET_MILLIS = 200;

    private final Source source;
    private final Supplier<Snapshot> look;
    private final Consumer<PluginChange> listener;
    private Snapshot told;
    private boolean changed;
    private boolean closed;

    /** @param look takes stock */
    public ChangeWatch(Source source, Supplier<Snapshot> look, Consumer<PluginChange> listener) {
        this.source = source;
        this.look = look;
        this.listener = listener;
        this.told = look.get();
    }

    public void start() {
        Thread.ofPlatform().daemon().name("plugin changes").start(this::run);
        // What happened between the first look and now is found by a second one.
        changed();
    }

    /** Is told that something may have changed. Returns at once. */
    public synchronized void changed() {
        changed = true;
        notifyAll();
    }

    /** No change is told of after the one that is being told of now. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void run() {
        try {
            while (awaitQuiet()) {
                Snapshot now = look.get();
                told.changesTo(now).forEach(this::tell);
                told = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something has changed and nothing changes any more. Returns false at the end. */
    private synchronized boolean awaitQuiet() throws InterruptedException {
        while (!changed && !closed) {
            wait();
        }
        while (!closed && (changed || source.isChanging())) {
            changed = false;
            wait(QUIET_MILLIS);
        }
        return !closed;
    }

    private void tell(PluginChange change) {
        try {
            listener.accept(change);
        } catch (RuntimeException fault) {
            // One fault of a listener's is no reason to tell it nothing any more.
            Thread.currentThread().getUncaughtExceptionHandler().uncaughtException(Thread.currentThread(), fault);
        }
    }
}
