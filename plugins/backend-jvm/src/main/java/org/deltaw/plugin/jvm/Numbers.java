package org.deltaw.plugin.jvm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Numbers of either kind, outside the heap: they begin where a cache line begins and stay there, whatever collector the JVM uses, so that
 * no vector lies across two lines. They must be closed; compiled code, which knows nothing but addresses, must not run any more then.
 */
final class Numbers implements AutoCloseable {
    /** Of a processor's cache, in bytes. */
    private static final int LINE = 64;

    private final Real real;
    private final Arena owner = Arena.ofShared();
    private final MemorySegment segment;
    private final long size;

    /**
     * Takes memory for so many numbers, which are 0.
     *
     * @throws OutOfMemoryError if there is not that much
     */
    Numbers(Real real, long size) {
        this.real = real;
        this.size = size;
        try {
            this.segment = owner.allocate(Math.multiplyExact(size, real.bytes()), LINE);
        } catch (OutOfMemoryError tooMuch) {
            owner.close();
            OutOfMemoryError told = new OutOfMemoryError("the backend 'jvm' needs " + Math.ceilDiv(size * real.bytes(), 1 << 20)
                    + " MB in one piece outside the heap, and Java says: " + tooMuch.getMessage());
            told.initCause(tooMuch);
            throw told;
        }
    }

    /** Returns where they begin, for compiled code. */
    long address() {
        return segment.address();
    }

    long size() {
        return size;
    }

    void set(long index, double value) {
        switch (real) {
            case F64 -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
            case F32 -> segment.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) value);
        }
    }

    double get(long index) {
        return switch (real) {
            case F64 -> segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
            case F32 -> segment.getAtIndex(ValueLayout.JAVA_FLOAT, index);
        };
    }

    /** Sets the numbers from one index to before another to 0. */
    void clear(long from, long to) {
        part(from, to - from).fill((byte) 0);
    }

    /** Copies numbers to another place. */
    void move(long from, long to, long count) {
        part(to, count).copyFrom(part(from, count));
    }

    /** Writes chosen values to chosen places from a base on. */
    void scatter(double[] values, int from, int[] entries, long base, int[] positions) {
        switch (real) {
            case F64 -> {
                for (int i = 0; i < entries.length; i++) {
                    segment.setAtIndex(ValueLayout.JAVA_DOUBLE, base + positions[i], values[from + entries[i]]);
                }
            }
            case F32 -> {
                for (int i = 0; i < entries.length; i++) {
                    segment.setAtIndex(ValueLayout.JAVA_FLOAT, base + positions[i], (float) values[from + entries[i]]);
                }
            }
        }
    }

    /** Reads chosen places from a base on into chosen values. */
    void gather(long base, int[] positions, double[] values, int to, int[] entries) {
        switch (real) {
            case F64 -> {
                for (int i = 0; i < entries.length; i++) {
                    values[to + entries[i]] = segment.getAtIndex(ValueLayout.JAVA_DOUBLE, base + positions[i]);
                }
            }
            case F32 -> {
                for (int i = 0; i < entries.length; i++) {
                    values[to + entries[i]] = segment.getAtIndex(ValueLayout.JAVA_FLOAT, base + positions[i]);
                }
            }
        }
    }

    /** Adds the first numbers to totals. */
    void addTo(double[] totals) {
        for (int i = 0; i < totals.length; i++) {
            totals[i] += get(i);
        }
    }

    @Override
    public void close() {
        owner.close();
    }

    private MemorySegment part(long from, long count) {
        return segment.asSlice(from * real.bytes(), count * real.bytes());
    }
}
