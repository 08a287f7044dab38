package org.deltaw.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C into a request to stop, and keeps the process alive until the command has saved its work,
 * but not for ever. May be used by several threads.
 */
class StopSignal implements AutoCloseable {
    /** How long saving may take once a person wants to leave; what is on disk by then can be resumed anyway. */
    static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Console console;
    private volatile boolean requested;
    private volatile String advice = "";
    private @Nullable Thread hook;

    /** Makes a signal that only {@link #request} gives. */
    StopSignal(Console console) {
        this.console = console;
    }

    /** Makes a signal that the end of the process gives, such as Ctrl-C. */
    static StopSignal onInterrupt(Console console) {
        StopSignal signal = new StopSignal(console);
        Thread hook = new Thread(signal::endOfProcess, "deltaw-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        signal.hook = hook;
        return signal;
    }

    /** Tells whether to stop. */
    boolean requested() {
        return requested;
    }

    /** Returns how a command ends that was stopped. */
    int exitCode() {
        return ExitCode.INTERRUPTED;
    }

    /** Asks to stop. */
    void request() {
        requested = true;
    }

    /** Says what a person should read if saving takes too long. */
    void advise(String sentence) {
        advice = sentence;
    }

    /** Says that all is saved and printed. */
    @Override
    public void close() {
        done.countDown();
        Thread registered = hook;
        if (registered != null && !requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(registered);
            } catch (IllegalStateException ending) {
                // The process ends at this moment; the hook finds nothing to wait for.
            }
        }
    }

    private void endOfProcess() {
        request();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && !advice.isEmpty()) {
                console.warn(advice);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
