package org.deltaw.plugin.jvm;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** What must be known of vectors before code is generated. Loaded only where the JVM offers them. */
final class VectorMath {
    private VectorMath() {}

    /** Returns how many numbers the machine's vectors hold. */
    static int lanes(Real real) {
        return preferred(real).length();
    }

    /**
     * Returns the mask of the first numbers of a vector.
     *
     * @param lanes how many numbers it holds
     * @param real the position of their kind, which generated code can give
     */
    @SuppressWarnings("EnumOrdinal") // The code is generated, and gone with this process.
    static VectorMask<?> first(int count, int lanes, int real) {
        Real kind = Real.values()[real];
        VectorShape shape = VectorShape.forBitSize(Byte.SIZE * kind.bytes() * lanes);
        return preferred(kind).withShape(shape).indexInRange(0, count);
    }

    private static VectorSpecies<?> preferred(Real real) {
        return switch (real) {
            case F64 -> DoubleVector.SPECIES_PREFERRED;
            case F32 -> FloatVector.SPECIES_PREFERRED;
        };
    }
}
