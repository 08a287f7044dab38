package org.deltaw.kernel.convergence;

/**
 * What draws have to come up to before they may be used: of Vehtari, Gelman, Simpson, Carpenter and Buerkner (Bayesian Analysis 16, 2021)
 * for R-hat and effective sample sizes, of Betancourt (arXiv:1604.00695, 2016) for energies.
 */
public final class Limits {
    /** R-hat is below this. */
    public static final double R_HAT = 1.01;
    /** Effective sample sizes of bulk and tail are at least this for each chain. */
    public static final int LEAST_ESS_PER_CHAIN = 100;
    /** Energy fractions are at least this. */
    public static final double LEAST_ENERGY_FRACTION = 0.3;

    private Limits() {}
}
