package org.deltaw.plugin.nd4j.engine;

/** When an instruction is executed. */
enum Phase {
    /** Once in an evaluation. */
    PROLOGUE,
    /** Once for each chunk, before its steps are run through one by one. */
    EARLY,
    /** Once in every step. */
    LOOP,
    /** Once for each chunk, after its steps. */
    LATE
}
