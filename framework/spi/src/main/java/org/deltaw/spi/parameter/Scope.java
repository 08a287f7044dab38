package org.deltaw.spi.parameter;

/**
 * Who shares the value of a fitted parameter where several subjects or sessions are fitted together. A trajectory always has one
 * value: parameters are constant within it.
 */
public enum Scope {
    /** All trajectories have the same value. */
    SHARED,
    /** Each subject has a value of its own. */
    SUBJECT,
    /** Each session of each subject has a value of its own; every trajectory must be of one session. */
    SESSION
}
