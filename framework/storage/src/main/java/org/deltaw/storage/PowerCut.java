package org.deltaw.storage;

import java.io.IOException;
import java.io.Serial;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Power cuts between two operations on disk, for tests of what can be gone on with then. Every operation of this package is one.
 *
 * <p>In a test a cut is simulated: from then on every operation fails, so that the disk stays as it was at that moment, whatever
 * the program does to clean up. The system property {@code deltaw.storage.halt} ends the whole process instead, before the
 * operation whose number it gives, counted from 1 on.
 */
public final class PowerCut {
    private static final long HALT = Long.getLong("deltaw.storage.halt", -1);
    /** As of a process that was killed. */
    private static final int KILLED = 137;
    private static final AtomicLong DONE = new AtomicLong();
    private static final ScopedValue<Simulated> SIMULATED = ScopedValue.newInstance();

    private PowerCut() {}

    /** What a test does while the power may fail. */
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    private record Simulated(long at, AtomicLong done) {
        void operation() {
            if (done.incrementAndGet() >= at) {
                throw new Off();
            }
        }
    }

    /** No program can do anything about it. */
    private static final class Off extends Error {
        @Serial
        private static final long serialVersionUID = 1;

        Off() {
            super("The power was cut, in a test.");
        }
    }

    /**
     * Does something on this thread, and cuts the power before an operation on disk.
     *
     * @param operation its number, from 1 on
     * @return whether the work was done before
     * @throws Exception what the work throws while there is power
     */
    public static boolean before(long operation, Work work) throws Exception {
        Simulated cut = new Simulated(operation, new AtomicLong());
        try {
            ScopedValue.where(SIMULATED, cut).call(() -> {
                work.run();
                return true;
            });
        } catch (Exception | Error afterwards) {
            if (cut.done().get() < operation) {
                throw afterwards;
            }
        }
        return cut.done().get() < operation;
    }

    /** Makes sure that what was written is on the disk, which no simulated cut could tell and which takes long. */
    static void force(FileChannel channel) throws IOException {
        if (!SIMULATED.isBound()) {
            channel.force(true);
        }
    }

    /** Is called before every operation. */
    static void mayHappen() {
        if (SIMULATED.isBound()) {
            SIMULATED.get().operation();
        }
        if (HALT > 0 && DONE.incrementAndGet() == HALT) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
