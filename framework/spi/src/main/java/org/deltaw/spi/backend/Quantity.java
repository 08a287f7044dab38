package org.deltaw.spi.backend;

/** What may be computed besides the loss. */
public enum Quantity {
    /** The derivative with respect to the parameters. */
    GRADIENT,
    /** The derivative with respect to the initial states. */
    INITIAL_STATE_GRADIENT,
    /** The generalised Gauss-Newton matrix of the parameters. */
    CURVATURE
}
