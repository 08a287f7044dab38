package org.deltaw.kernel.hamiltonian;

/**
 * How a draw came about.
 *
 * @param stepSize of the leapfrog steps
 * @param acceptance the mean over all points of the trajectory of the probability with which a Metropolis step would have accepted them
 * @param energy kinetic and potential, of the point drawn
 */
public record Transition(double stepSize, double acceptance, double energy, Tree tree) {
    /**
     * The trajectory.
     *
     * @param depth how many times it was doubled
     * @param leapfrogSteps how many points were evaluated
     * @param divergent whether it ended because energy rose by more than 1000
     */
    public record Tree(int depth, int leapfrogSteps, boolean divergent) {}
}
