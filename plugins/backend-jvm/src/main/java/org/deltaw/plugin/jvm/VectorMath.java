package org.deltaw.plugin.jvm;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/** What must be known of vectors before code is generated. Loaded only where the JVM offers them. */
final class VectorMath {
    private VectorMath() {}

    static int lanes() {
        return DoubleVector.SPECIES_PREFERRED.length();
    }

    static VectorMask<Double> first(int lanes) {
        return DoubleVector.SPECIES_PREFERRED.indexInRange(0, lanes);
    }
}
