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
     * times slower. Of 4,096 numbers no more than a part stays in the first-level cache. The states of eight pairs of 256 numbers take
     * half of that cache, and with tangents of 4,096 numbers an eighth of the second; beyond, neurons fill the lanes well enough.
     */
    private static final Target.Memory MEMORY = new Target.Memory(ALIGNMENT, 1024, 256, 4096, 4096);

    /** Operations of which functions of a vector consist, roughly. */
    private static final Map<UnaryFunction, Integer> FUNCTIONS = Map.of(UnaryFunction.EXP, 30, UnaryFunction.TANH, 30,
            UnaryFunction.SIGMOID, 30, UnaryFunction.LOG, 35, UnaryFunction.SOFTPLUS, 45);

    /**
     * The JVM's better compiler gives up on the inside of a long method, and vectors then become objects: hundreds of times slower.
     * All 81 terms of a rule in one nest were too many. Of nests of 100 operations its first compiler runs out of registers where it
     * counts calls, and where the better one was busy at first, the method then stays slow for good: forty times slower, by chance.
     * With 64 that does not happen, and nothing is slower. A nest names up to some 150 places and numbers, and a class 65,535; the
     * method that calls the nests of a class must stay below 8,000 bytes, else the JVM does not compile it.
     */
    private static final Target.Code CODE = new Target.Code(64, 5, 250, FUNCTIONS);

    private static final Target.Sums SUMS = new Target.Sums(16, 4, 4);

    private JvmTarget() {}

    /** Describes a JVM whose vectors hold so many numbers; 1 for scalar code. */
    static Target of(int lanes) {
        return new Target(lanes, MEMORY, CODE, SUMS);
    }
}
