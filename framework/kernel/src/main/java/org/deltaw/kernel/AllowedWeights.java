package org.deltaw.kernel;

/** What the weights of plastic synapses may do by themselves, whatever is learned. */
public enum AllowedWeights {
    /** Anything: they may also grow from nothing, change their sign in every step, or both. */
    ANY,
    /** They keep what they have, or forget it: for parameters with which they do not the rule is not considered. */
    STABLE
}
