package org.deltaw.plugin.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory as compiled code sees it: all of it is one segment, and positions are addresses.
 *
 * <p>Since the segment is a constant and addresses are made so that the JVM's compiler knows their range, it leaves all checks out: on
 * segments that are handed over, these cost a quarter of the time. Whoever runs compiled code answers for the addresses.
 */
final class Segments {
    /** The type of segments. */
    static final ClassDesc TYPE = ClassDesc.of(MemorySegment.class.getName());

    /** This class, whose methods compiled code calls. */
    static final ClassDesc OWNER = ClassDesc.of(Segments.class.getName());

    /** All memory. Read by compiled code; a constant of a class, since no other is one to the JVM's compiler. */
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** Every address on every machine is less, and with any distance added still far from the end of the segment. */
    private static final long ADDRESSES = (1L << 62) - 1;

    private Segments() {}

    /** Tells whether the JVM lets this code use memory outside the heap; if not, it was told to deny that. */
    static boolean areAllowed() {
        try {
            return ALL.address() == 0;
        } catch (LinkageError denied) {
            return false;
        }
    }

    /** Pushes the segment of all memory, and an address from a local variable, so many bytes on. */
    static void address(CodeBuilder code, int local, long distance) {
        code.getstatic(OWNER, "ALL", TYPE).lload(local).loadConstant(ADDRESSES).land();
        if (distance != 0) {
            code.loadConstant(distance).ladd();
        }
    }

    /** Adds so many bytes for each count of an index to the address on the stack; the index is less than a limit. */
    static void plus(CodeBuilder code, int index, int limit, long bytes) {
        // The mask changes no index, and is gone from machine code; it tells the compiler the range before it knows the loop.
        code.loadLocal(TypeKind.INT, index).loadConstant(2 * Integer.highestOneBit(Math.max(1, limit - 1)) - 1).iand().i2l()
                .loadConstant(bytes).lmul().ladd();
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
