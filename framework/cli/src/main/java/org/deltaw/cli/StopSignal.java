package org.deltaw.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deltaw.spi.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C and SIGTERM into a request to stop, and keeps the process alive until the command has saved its work,
 * but not for ever. May be used by several threads.
 */
class StopSignal implements AutoCloseable {
    /** How long saving may take once a person wants to leave; what is on disk by then can be resumed anyway. */
    static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Console console;
    private volatile boolean requested;
    private volatile String advice = "";
    private volatile int exitCode = ExitCode.INTERRUPTED;
    private @Nullable Thread hook;
    private @Nullable Termination termination;

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
        signal.termination = Termination.handledBy(signal::terminated).orElse(null);
        return signal;
    }

    /** Tells whether to stop. */
    boolean requested() {
        return requested;
    }

    /** Returns how a command ends that was stopped. */
    int exitCode() {
        return exitCode;
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
        if (termination != null) {
            termination.close();
        }
        Thread registered = hook;
        if (registered != null && !requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(registered);
            } catch (IllegalStateException ending) {
                // The process ends at this moment; the hook finds nothing to wait for.
            }
        }
    }

    private void terminated() {
        exitCode = ExitCode.WORK_LEFT;
        request();
        Termination handled = termination;
        if (!awaitSaved() && handled != null) {
            // Nobody waits a second time.
            done.countDown();
            handled.endProcess();
        }
    }

    private void endOfProcess() {
        request();
        awaitSaved();
    }

    /** Waits until all is saved and printed; if that takes too long, gives the advice. */
    private boolean awaitSaved() {
        try {
            boolean saved = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!saved && !advice.isEmpty()) {
                console.warn(Warning.of("slow-saving", advice));
            }
            return saved;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
