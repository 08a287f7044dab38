package org.deltaw.plugin.jvm;

/**
 * Lays arrays out so that no vector lies across two cache lines, which makes sweeps up to 1.5 times faster. The JVM does not
 * say where an array lies, and may move it; but the collector G1, its default, begins arrays of more than half a heap region
 * where a region begins, and does not move them. With another collector, or other sizes of regions, it is a matter of luck.
 */
final class CacheLines {
    private static final int LINE = 64;
    private static final int HEADER = 16;
    private static final long SMALLEST_REGION = 1L << 20;
    private static final long LARGEST_REGION = 1L << 25;
    private static final int REGIONS = 2048;

    private CacheLines() {}

    /** Returns how many numbers of an array to leave out, so that the next one begins a cache line. */
    static int lead(Real real) {
        return (LINE - HEADER) / real.bytes();
    }

    /** Returns how many numbers an array must have at least to begin where a region begins. */
    static int least(Real real) {
        return least(real, Runtime.getRuntime().maxMemory());
    }

    /** The size of regions follows from that of the heap: a power of two, so that there are about 2,048 of them. */
    static int least(Real real, long heap) {
        long wanted = Math.clamp(heap / REGIONS, SMALLEST_REGION, LARGEST_REGION);
        long region = Long.highestOneBit(2 * wanted - 1);
        return (int) (region / 2 / real.bytes()) + 1;
    }
}
