package org.deltaw.kernel.convergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spi.Warning;

/**
 * Whether draws may be used, and if not, why: each failure is one sentence that ends with what to do. What is asked for is in
 * {@link Limits}; and no transition may diverge. That no failure is found is no proof: chains may all miss the same mode.
 *
 * @param failures for which the draws must not be used as they are
 * @param remarks of what makes sampling slow and not wrong
 */
public record Verdict(List<Warning> failures, List<Warning> remarks) {
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
