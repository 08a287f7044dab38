package org.deltaw.kernel.convergence;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.spi.Warning;

/** Looks whether a Hamiltonian sampler reached all of the posterior. */
record TransitionChecks(Transitions transitions) {
    List<Warning> failures() {
        return Stream.of(divergences(), energy()).flatMap(Optional::stream).toList();
    }

    List<Warning> remarks() {
        return saturation().stream().toList();
    }

    private Optional<Warning> divergences() {
        return counted("divergences", transitions.divergences(), "diverged, so that the chains kept away from a part of the posterior: "
                + "raise the target acceptance, for example to 0.95 or 0.99, and if that does not help, narrow the priors.");
    }

    private Optional<Warning> saturation() {
        return counted("tree-depth", transitions.saturated(), "were as long as they may be and had not turned back, which makes sampling "
                + "slow but not wrong: warm up longer.");
    }

    private Optional<Warning> counted(String code, int[] counts, String what) {
        int count = Arrays.stream(counts).sum();
        return count == 0 ? Optional.empty() : Optional.of(new Warning(code, String.format(Locale.ROOT, "%,d of %,d transitions %s",
                count, transitions.energies().count(), what), chains(i -> counts[i] > 0)));
    }

    private Optional<Warning> energy() {
        double[] fractions = EnergyFraction.of(transitions.energies());
        double least = Arrays.stream(fractions).min().orElseThrow();
        if (least >= Limits.LEAST_ENERGY_FRACTION) {
            return Optional.empty();
        }
        String found = Double.isNaN(least) ? "not known" : String.format(Locale.ROOT, "%.2f", least);
        return Optional.of(new Warning("energy", "The energy fraction of missing information (E-BFMI) is " + found + ", where "
                + Limits.LEAST_ENERGY_FRACTION + " is needed, so that the tails are explored too slowly: warm up longer, or narrow the "
                + "priors.", chains(i -> !(fractions[i] >= Limits.LEAST_ENERGY_FRACTION))));
    }

    private String chains(IntPredicate concerned) {
        return IntStream.range(0, transitions.divergences().length).filter(concerned).mapToObj(i -> "chain " + (i + 1))
                .collect(Collectors.joining(", "));
    }
}
