package org.deltaw.spi.backend;

/**
 * What a backend is given to work with.
 *
 * @param precision in which to compute
 * @param memory bytes that the history of states may take before it must be checkpointed
 */
public record BackendContext(Precision precision, long memory) {}
