package org.deltaw.spi.backend;

/**
 * What a backend is given to work with.
 *
 * @param precision in which to compute
 * @param memory bytes that the history of states may take before it must be checkpointed
 * @param workers on which independent work may run
 */
public record BackendContext(Precision precision, long memory, Workers workers) {}
