package org.deltaw.plugin.jvm;

import java.util.Map;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.lowering.layout.Target;

/** What planning must know of the JVM, and of the processors on which it runs. */
final class JvmTarget {
    /** Places that compiled code writes begin at multiples of this many numbers: of a cache line. */
    static final int ALIGNMENT = 8;

    /**
     * With 100 inputs and 50 steps the history of one vector of neurons then stays in the second-level cache; twice as many were 1.4
     * times slower. Of 4,096 numbers no more than a part stays in the first-level cache.
     */
    private static final Target.Memory MEMORY = new Target.Memory(ALIGNMENT, 1024, 4096);

    /** Operations of which an exponential function of a vector consists. */
    private static final int EXPONENTIAL = 30;

    /**
     * The JVM's compiler gives up on the inside of a long method, and vectors then become objects: hundreds of times slower. All 81
     * terms of a rule in one nest were too many, 100 operations are not. A nest names up to some 150 places and numbers, and a class
     * 65,535; the method that calls the nests of a class must stay below 8,000 bytes, else the JVM does not compile it.
     */
    private static final Target.Code CODE = new Target.Code(100, 5, 250, Map.of(UnaryFunction.EXP, EXPONENTIAL,
            UnaryFunction.TANH, EXPONENTIAL, UnaryFunction.SIGMOID, EXPONENTIAL));

    private static final Target.Sums SUMS = new Target.Sums(16, 4, 4);

    private JvmTarget() {}

    /** Describes a JVM whose vectors hold so many numbers; 1 for scalar code. */
    static Target of(int lanes) {
        return new Target(lanes, MEMORY, CODE, SUMS);
    }
}
