package org.deltaw.kernel.hamiltonian;

/**
 * How the no-U-turn sampler goes about it.
 *
 * @param length of each chain
 * @param targetAcceptance which mean acceptance the step size is chosen for, between 0 and 1; higher means smaller steps and fewer
 *     divergences
 * @param depthLimit how many times a trajectory is doubled at most; at least 1
 * @param blocks in which the mass matrix is dense
 */
public record NutsSettings(Length length, double targetAcceptance, int depthLimit, Blocks blocks) {
    /** More doublings than this do not count in an int. */
    private static final int DEEPEST = 30;

    /**
     * How many iterations a chain has.
     *
     * @param warmup in which it learns, and which are not kept
     * @param draws which are kept
     */
    public record Length(int warmup, int draws) {
        public Length {
            if (warmup < 0 || draws < 0) {
                throw new IllegalArgumentException("A chain has no " + warmup + " iterations of warm-up and " + draws + " draws.");
            }
        }

        int iterations() {
            return Math.addExact(warmup, draws);
        }
    }

    public NutsSettings {
        if (!(targetAcceptance > 0 && targetAcceptance < 1)) {
            throw new IllegalArgumentException("A target acceptance is between 0 and 1, not " + targetAcceptance + ".");
        }
        if (depthLimit < 1 || depthLimit > DEEPEST) {
            throw new IllegalArgumentException("Trajectories are doubled 1 to " + DEEPEST + " times at most, not " + depthLimit + ".");
        }
    }
}
