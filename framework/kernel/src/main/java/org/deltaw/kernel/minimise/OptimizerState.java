package org.deltaw.kernel.minimise;

/** What an optimiser remembers from epoch to epoch. */
public sealed interface OptimizerState permits AdamState, TrustRegionState {}
