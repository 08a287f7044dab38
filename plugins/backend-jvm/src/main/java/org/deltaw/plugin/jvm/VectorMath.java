package org.deltaw.plugin.jvm;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** What must be known of vectors before code is generated. Loaded only where the JVM offers them. */
final class VectorMath {
    private VectorMath() {}

    static int lanes(Real real) {
        return species(real).length();
    }

    /** Returns the mask of the first numbers of a vector of a kind, which generated code gives by its position. */
    @SuppressWarnings("EnumOrdinal") // The code is generated, and gone with this process.
    static VectorMask<?> first(int lanes, int real) {
        return species(Real.values()[real]).indexInRange(0, lanes);
    }

    private static VectorSpecies<?> species(Real real) {
        return switch (real) {
            case F64 -> DoubleVector.SPECIES_PREFERRED;
            case F32 -> FloatVector.SPECIES_PREFERRED;
        };
    }
}
