package org.deltaw.plugin.nd4j.engine;

/**
 * How often a value is computed, and so which axes its array has before those of the expression: one for
 * steps, one for trajectories.
 */
enum Level {
    /** Once in an evaluation, the same for all trajectories: (1, 1). */
    FIXED,
    /** Once in an evaluation for each trajectory: (1, trajectories). */
    TRAJECTORY,
    /** For all steps of a chunk at once: (steps, trajectories). */
    STEP,
    /** Step after step, since it needs what the step before has left: (1, trajectories) at a time. */
    LOOP;

    /** Returns the level of a value that is computed from values of both. */
    Level with(Level other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
