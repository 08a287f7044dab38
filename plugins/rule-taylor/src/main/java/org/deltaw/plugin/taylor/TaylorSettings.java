package org.deltaw.plugin.taylor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.rule.SynapticVariable;

/** Which terms a Taylor rule has. */
public record TaylorSettings(
        @Setting("the terms, as in [1, w, x, r, x*r]; without it, all products of powers of the variables")
                Optional<List<String>> terms,
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
        for (String text : terms.orElse(List.of())) {
            Term term = Term.parse(text);
            if (!seen.add(term)) {
                throw new InvalidSpecException("terms", "The term '" + term.name() + "' is listed twice.");
            }
        }
    }

    List<Term> parsedTerms() {
        return terms.map(list -> list.stream().map(Term::parse).toList())
                .orElseGet(() -> Term.all(variables, maximumPower));
    }
}
