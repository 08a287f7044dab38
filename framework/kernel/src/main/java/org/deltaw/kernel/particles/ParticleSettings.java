package org.deltaw.kernel.particles;

/**
 * How many particles there are, and how sure their results are to be.
 *
 * @param particles of each run, at first
 * @param doublings how many times that number is doubled at most until runs agree
 * @param tolerance how far the means of all runs may be from the truth
 */
public record ParticleSettings(int particles, int doublings, Tolerance tolerance) {
    /**
     * Errors that 19 of 20 results stay below.
     *
     * @param logEvidence in nats
     * @param mass of the posterior, around a mode
     */
    public record Tolerance(double logEvidence, double mass) {
        /** As much as hardly ever matters to what is concluded. */
        public static final Tolerance USUAL = new Tolerance(0.05, 0.02);
    }

    public ParticleSettings {
        if (particles < 1 || doublings < 0 || particles << doublings >> doublings != particles) {
            throw new IllegalArgumentException("There are no " + particles + " particles that can be doubled " + doublings + " times.");
        }
    }
}
