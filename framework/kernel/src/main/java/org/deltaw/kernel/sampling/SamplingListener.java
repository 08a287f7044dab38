package org.deltaw.kernel.sampling;

/** Is told how sampling goes, and may end it. */
public interface SamplingListener {
    /** Hears and says nothing. */
    SamplingListener SILENT = new SamplingListener() {};

    /** What is being done. */
    enum Phase {
        /** The highest points of the posterior are looked for. */
        MODES,
        /** Particles follow the path from the start distribution to the posterior. */
        PARTICLES,
        /** Chains draw. */
        CHAINS
    }

    /**
     * Is told how far it has come.
     *
     * @param done the share of the phase that is done, from 0 to 1; of particles it may fall, where more turn out to be needed
     */
    default void progress(Phase phase, double done) {}

    /** Tells whether to stop. */
    default boolean stopRequested() {
        return false;
    }
}
