package org.deltaw.plugin.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * Memory as compiled code sees it: all of it is one segment, and positions in it are addresses.
 *
 * <p>The segment is a constant, and addresses and indices are masked so that the JVM's compiler knows their range; so it finds that they
 * are within the segment, and leaves the checks out. On segments that are handed over, these took a quarter of the time. Whoever runs
 * compiled code answers for the addresses.
 */
final class Segments {
    /** The type of segments. */
    static final ClassDesc TYPE = ClassDesc.of(MemorySegment.class.getName());

    /** This class, whose methods compiled code calls. */
    static final ClassDesc OWNER = ClassDesc.of(Segments.class.getName());

    /** All memory. Compiled code reads it here: the JVM's compiler takes nothing but such a field for a constant. */
    @SuppressWarnings("restricted") // Without it the checks would stay; the class says who answers for addresses.
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** Every address on every machine is less, and with any distance added still far from the end of the segment. */
    private static final long ADDRESSES = (1L << 62) - 1;

    private Segments() {}

    /**
     * Makes sure that memory can be used.
     *
     * @throws LinkageError if the JVM was told to deny it
     */
    static void open() {
        Objects.requireNonNull(ALL);
    }

    /** Lets the compiler know the range of an address in a local variable, which changes nothing. */
    static void bound(CodeBuilder code, int local) {
        code.lload(local).loadConstant(ADDRESSES).land().lstore(local);
    }

    /** Lets the compiler know the range of an index before it knows the loop; returns the local variable that has it as a long integer. */
    static int bound(CodeBuilder code, int index, int limit) {
        int bounded = code.allocateLocal(TypeKind.LONG);
        code.iload(index).loadConstant(2 * Integer.highestOneBit(Math.max(1, limit - 1)) - 1).iand().i2l().lstore(bounded);
        return bounded;
    }

    /**
     * Reads a number. The check is worth its place for its length: the JVM's first compiler then calls this method, and does not write it
     * out. Where it did, it gave up on long nests, which stayed uncompiled for many seconds.
     */
    static double loadDouble(long address) {
        if (address <= 0) {
            throw new IllegalStateException("Compiled code reads a number at address " + Long.toHexString(address) + ".");
        }
        return ALL.get(ValueLayout.JAVA_DOUBLE, address);
    }

    /** Likewise. */
    static float loadFloat(long address) {
        if (address <= 0) {
            throw new IllegalStateException("Compiled code reads a number at address " + Long.toHexString(address) + ".");
        }
        return ALL.get(ValueLayout.JAVA_FLOAT, address);
    }

    static void store(double value, long address) {
        ALL.set(ValueLayout.JAVA_DOUBLE, address, value);
    }

    static void store(float value, long address) {
        ALL.set(ValueLayout.JAVA_FLOAT, address, value);
    }

    static void fill(long address, int count, double value) {
        for (int i = 0; i < count; i++) {
            store(value, address + (long) i * Double.BYTES);
        }
    }

    static void fill(long address, int count, float value) {
        for (int i = 0; i < count; i++) {
            store(value, address + (long) i * Float.BYTES);
        }
    }
}
