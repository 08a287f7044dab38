package org.deltaw.plugin.jvm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Numbers of either kind. */
final class Numbers {
    /** Of a processor's cache, in bytes. */
    private static final int LINE = 64;

    private final Real real;
    private final MemorySegment segment;
    private final int size;

    Numbers(Real real, int size) {
        this.real = real;
        this.size = size;
        this.segment = Arena.ofAuto().allocate((long) size * real.bytes(), LINE);
    }

    /** Returns the memory itself, for compiled code. */
    MemorySegment segment() {
        return segment;
    }

    int size() {
        return size;
    }

    void set(int index, double value) {
        switch (real) {
            case F64 -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
            case F32 -> segment.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) value);
        }
    }

    double get(int index) {
        return switch (real) {
            case F64 -> segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
            case F32 -> segment.getAtIndex(ValueLayout.JAVA_FLOAT, index);
        };
    }

    /** Sets the numbers from one index to before another to 0. */
    void clear(int from, int to) {
        part(from, to - from).fill((byte) 0);
    }

    /** Copies numbers to another place. */
    void move(int from, int to, int count) {
        part(to, count).copyFrom(part(from, count));
    }

    Numbers copy(int from, int count) {
        Numbers copy = new Numbers(real, count);
        copy.segment.copyFrom(part(from, count));
        return copy;
    }

    void put(Numbers others, int to) {
        part(to, others.size).copyFrom(others.segment);
    }

    /** Writes chosen values to chosen places from a base on. */
    void scatter(double[] values, int from, int[] entries, int base, int[] positions) {
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
    void gather(int base, int[] positions, double[] values, int to, int[] entries) {
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

    private MemorySegment part(int from, int count) {
        return segment.asSlice((long) from * real.bytes(), (long) count * real.bytes());
    }
}
