package org.deltaw.kernel.convergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spi.Warning;

/**
 * Whether draws may be used, and if not, why: each failure is one sentence that ends with what to do.
 *
 * <p>The limits are those of Vehtari, Gelman, Simpson, Carpenter and Buerkner (Bayesian Analysis 16, 2021): R-hat below 1.01, bulk and
 * tail effective sample sizes of 100 for each chain; and Betancourt's (arXiv:1604.00695, 2016): an energy fraction of at least 0.3; no
 * divergence. That no failure is found is no proof: chains may all miss the same mode.
 *
 * @param failures for which the draws must not be used as they are
 * @param remarks of what makes sampling slow and not wrong
 */
public record Verdict(List<Warning> failures, List<Warning> remarks) {
    /** R-hat is below this. */
    public static final double R_HAT_LIMIT = 1.01;
    /** Effective sample sizes are at least this for each chain. */
    public static final int LEAST_ESS_PER_CHAIN = 100;
    /** Energy fractions are at least this. */
    public static final double LEAST_ENERGY_FRACTION = 0.3;

    /** Copies the lists. */
    public Verdict {
        failures = List.copyOf(failures);
        remarks = List.copyOf(remarks);
    }

    /** Tells whether nothing failed. */
    public boolean passed() {
        return failures.isEmpty();
    }

    /**
     * Judges chains.
     *
     * @param summaries of all parameters by their names, in the order of the output
     * @param chains how many there are
     * @param transitions if the sampler was a Hamiltonian one
     */
    public static Verdict of(Map<String, ParameterSummary> summaries, int chains, Optional<Transitions> transitions) {
        List<Warning> failures = new ArrayList<>(new ParameterChecks(summaries, chains).failures());
        Optional<TransitionChecks> checks = transitions.map(TransitionChecks::new);
        checks.ifPresent(each -> failures.addAll(each.failures()));
        return new Verdict(failures, checks.map(TransitionChecks::remarks).orElse(List.of()));
    }
}
