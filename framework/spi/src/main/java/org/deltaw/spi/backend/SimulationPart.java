package org.deltaw.spi.backend;

/** What may be shown of a simulation. */
public enum SimulationPart {
    /** The outputs of each step. */
    OUTPUTS,
    /** The states before each step, and after the last. */
    STATES,
    /** The loss of each step. */
    LOSSES
}
