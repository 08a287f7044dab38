package org.deltaw.plugin.jvm;

import java.lang.constant.ClassDesc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What compiled code does with segments of memory, number by number. */
final class Segments {
    /** The type of segments. */
    static final ClassDesc TYPE = ClassDesc.of(MemorySegment.class.getName());

    /** This class. */
    static final ClassDesc OWNER = ClassDesc.of(Segments.class.getName());

    /** All memory. */
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Segments() {}

    static void all(java.lang.classfile.CodeBuilder code) {
        code.getstatic(OWNER, "ALL", TYPE);
    }

    static void store(double value, MemorySegment segment, long position) {
        segment.set(ValueLayout.JAVA_DOUBLE, position, value);
    }

    static void store(float value, MemorySegment segment, long position) {
        segment.set(ValueLayout.JAVA_FLOAT, position, value);
    }

    static void fill(MemorySegment segment, long position, int count, double value) {
        for (int i = 0; i < count; i++) {
            segment.set(ValueLayout.JAVA_DOUBLE, position + (long) i * Double.BYTES, value);
        }
    }

    static void fill(MemorySegment segment, long position, int count, float value) {
        for (int i = 0; i < count; i++) {
            segment.set(ValueLayout.JAVA_FLOAT, position + (long) i * Float.BYTES, value);
        }
    }
}
