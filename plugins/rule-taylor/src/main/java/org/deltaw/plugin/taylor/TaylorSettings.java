package org.deltaw.plugin.taylor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.rule.SynapticVariable;

/** Which terms a Taylor rule has. */
public record TaylorSettings(
        @Setting("the terms, as in [1, w, x, r, x*r]; without it, all products of powers of the variables")
                Optional<List<Term>> terms,
        @Setting(value = "what the rule depends on if terms are not listed: x (presynaptic activity), y "
                        + "(postsynaptic activity), w (weight), r (reward)",
                        byDefault = "[x, y, w, r]")
                List<SynapticVariable> variables,
        @Setting(value = "the largest power of each variable if terms are not listed", byDefault = "2", min = 0,
                        max = Term.LARGEST_POWER)
                int maximumPower,
        @Setting(value = "standard deviation of the coefficients before training", byDefault = "0", min = 0)
                double initialScale) {
    public TaylorSettings {
        terms = terms.map(List::copyOf);
        variables = List.copyOf(variables);
        if (terms.isPresent() && terms.get().isEmpty()) {
            throw new InvalidSpecException("terms", "The list of terms is empty; expected at least one, as in [x*r].");
        }
        if (terms.isEmpty() && variables.isEmpty()) {
            throw new InvalidSpecException("variables", "The list of variables is empty; expected some of x, y, w, r.");
        }
        HashSet<Term> seen = new HashSet<>();
        for (Term term : terms.orElse(List.of())) {
            if (!seen.add(term)) {
                throw new InvalidSpecException("terms", "The term '" + term + "' is listed twice.");
            }
        }
    }

    /**
     * Makes the settings of a rule whose terms are listed.
     *
     * @param initialScale standard deviation of the coefficients before training
     * @param terms as in a spec file
     */
    public static TaylorSettings listing(double initialScale, String... terms) {
        return new TaylorSettings(Optional.of(Arrays.stream(terms).map(Term::parse).toList()),
                List.of(SynapticVariable.values()), 2, initialScale);
    }

    /** Lists the terms, written out or not, in the order of their coefficients. */
    List<Term> allTerms() {
        return terms.orElseGet(() -> Term.all(variables, maximumPower));
    }
}
