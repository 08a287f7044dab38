package org.deltaw.spi.backend;

/** How many bits a number has in a computation. */
public enum Precision {
    /** Double precision, 64 bits. */
    F64,
    /** Single precision, 32 bits. */
    F32
}
