package org.deltaw.kernel.separation;

/** Where the best value of a fitted number is. */
public enum Limit {
    /** At a finite value, or at a bound. */
    FINITE,
    /** Nowhere: the larger it is, the better, or at least as good, and smaller ones are worse. */
    INFINITE,
    /** Nowhere: the more negative it is, the better, or at least as good, and larger ones are worse. */
    MINUS_INFINITE,
    /** Everywhere: neither larger nor smaller values are worse. */
    FLAT
}
