package org.deltaw.plugin.jvm;

/** Compiled steps, one after the other. Implementations are generated. */
interface Sweep {
    /**
     * Runs steps. All places are addresses, and all distances are counted in bytes.
     *
     * @param memory of numbers: everything but the data of the steps
     * @param steps how many
     * @param row of the first step's data
     * @param rowStep from one step's data to the next
     * @param tile from a row's start to the first neuron of the tile
     * @param in states before the first step
     * @param out states after it
     * @param stateStep from one step's states to the next; 0 if the two places take turns
     * @param first adjoints or tangents before the first step
     * @param second after it; the two places take turns
     */
    void run(long memory, int steps, long row, long rowStep, long tile, long in, long out, long stateStep,
            long first, long second);
}
