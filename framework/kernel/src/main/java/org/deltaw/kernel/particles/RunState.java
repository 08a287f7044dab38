package org.deltaw.kernel.particles;

/**
 * Where a run of tempered particles stands between two temperatures: all that is needed to go on with the same bits.
 *
 * @param temperatures how many are done
 * @param path where it is on the path, from 0, where particles are drawn, to 1, the posterior
 * @param logEvidence the logarithm of what particles weigh on average, so far
 * @param evaluations of how many points the density was asked
 * @param particles of equal weight; none before they are drawn
 */
public record RunState(int temperatures, double path, double logEvidence, long evaluations, Particles particles) {
    /** Stands before particles are drawn. */
    static final RunState START = new RunState(0, 0, 0, 0, new Particles(new double[0][], new double[0], new double[0]));

    boolean isBegun() {
        return particles.count() > 0;
    }

    /** Returns whether the particles are draws from the posterior. */
    public boolean isDone() {
        return path == 1;
    }
}
