package org.deltaw.kernel.particles;

import java.util.Collections;
import java.util.List;

/**
 * Where a particle sampler stands: all that is needed to go on with the same bits.
 *
 * @param particles of each run
 * @param runs of this number of particles: two, or if those agree all
 * @param evaluations of earlier attempts with fewer particles
 */
public record ParticlesState(int particles, List<RunState> runs, long evaluations) {
    /** So many runs must agree before there are more. */
    static final int FEW = 2;

    public ParticlesState {
        runs = List.copyOf(runs);
    }

    /** Stands before everything. */
    public static ParticlesState begin(ParticleSettings settings) {
        return anew(settings.particles(), FEW, 0);
    }

    static ParticlesState anew(int particles, int runs, long evaluations) {
        return new ParticlesState(particles, Collections.nCopies(runs, RunState.START), evaluations);
    }
}
