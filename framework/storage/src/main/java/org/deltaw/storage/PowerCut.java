package org.deltaw.storage;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends the process between two operations on disk, as a power cut would, for tests of what can be gone on with then: before the
 * operation whose number the system property {@code deltaw.storage.halt} gives, counted from 1 on.
 */
final class PowerCut {
    private static final long AT = Long.getLong("deltaw.storage.halt", -1);
    /** As of a process that was killed. */
    private static final int KILLED = 137;
    private static final AtomicLong DONE = new AtomicLong();

    private PowerCut() {}

    /** Is called before every operation. */
    static void mayHappen() {
        if (AT > 0 && DONE.incrementAndGet() == AT) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
