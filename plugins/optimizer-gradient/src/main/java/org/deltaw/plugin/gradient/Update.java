package org.deltaw.plugin.gradient;

/** When the fitted numbers change. */
public enum Update {
    /** After every trajectory. */
    PER_TRAJECTORY,
    /** After all trajectories, by the mean of their gradients. */
    PER_BATCH
}
