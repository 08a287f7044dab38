package org.deltaw.kernel.convergence;

/**
 * What a Hamiltonian sampler noticed on its way.
 *
 * @param energies the Hamiltonian at every draw of every chain
 * @param divergences of each chain, in how many transitions the energy grew without bounds
 * @param saturated of each chain, in how many transitions the trajectory had the greatest length allowed
 */
public record Transitions(Draws energies, int[] divergences, int[] saturated) {
    /**
     * Looks at the sizes.
     *
     * @throws IllegalArgumentException if there are not as many counts as chains
     */
    public Transitions {
        int chains = energies.chains().length;
        if (divergences.length != chains || saturated.length != chains) {
            throw new IllegalArgumentException("Found energies of " + chains + " chains, divergences of " + divergences.length
                    + " and saturated trajectories of " + saturated.length + "; expected as many of each.");
        }
    }
}
