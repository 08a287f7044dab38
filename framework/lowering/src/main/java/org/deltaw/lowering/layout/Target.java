package org.deltaw.lowering.layout;

import java.util.Map;
import org.deltaw.expr.UnaryFunction;

/**
 * What planning must know of the machine and the language for which a backend writes code. All of it changes how fast code is, and how sums
 * are ordered, but not what is computed.
 *
 * @param lanes how many numbers are computed at once; 1 for scalar code
 * @param memory of caches, in numbers of the precision
 * @param code how long the code of a nest and of a part may be
 * @param sums when a sum is kept in a register
 */
public record Target(int lanes, Memory memory, Code code, Sums sums) {
    /**
     * Sizes of memory, counted in numbers.
     *
     * @param alignment places begin at multiples of it, or of the number of lanes if that is more
     * @param tile how many numbers the states of a tile take at most, unless one vector is more: then the history of a tile stays in cache
     * @param pairStates how many numbers the states of a pair take at most if pairs lie on the lanes
     * @param pairTangents how many they take at most together with their tangents
     * @param large from how many numbers on an array is written and read in slices: less stays in the first-level cache as it is
     */
    public record Memory(int alignment, int tile, int pairStates, int pairTangents, int large) {}

    /**
     * How long code may be.
     *
     * @param nestOperations how many operations a nest has at most, loads and stores included, unless one value needs more
     * @param worthKeeping from how many operations on a value is kept in memory for several nests rather than computed in each
     * @param partNests how many nests a part has at most
     * @param functions of how many operations functions consist that are written out; others are one
     */
    public record Code(int nestOperations, int worthKeeping, int partNests, Map<UnaryFunction, Integer> functions) {
        /** Copies the map. */
        public Code {
            functions = Map.copyOf(functions);
        }
    }

    /**
     * When a sum is not kept in a register while its loop runs, but grows in memory.
     *
     * @param longSum from how many numbers on, if keeping it meant to leap through memory: each addition waits for the one before
     * @param enoughSums unless there are so many sums: then the processor is busy with the others while one waits
     * @param sideBySide over how many vectors side by side many sums can grow at a time
     */
    public record Sums(int longSum, int enoughSums, int sideBySide) {}
}
