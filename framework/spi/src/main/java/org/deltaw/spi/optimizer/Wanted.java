package org.deltaw.spi.optimizer;

/** What is wanted of an objective at a point; each includes those before it. */
public enum Wanted {
    /** The value, which costs least. */
    VALUE,
    /** Value and gradient. */
    GRADIENT,
    /** Value, gradient and a positive semidefinite approximation of the matrix of second derivatives, which costs most. */
    SECOND_ORDER
}
