package org.deltaw.kernel.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.parameter.Parameter;

/**
 * Finds the parameters that a user gave priors, by their names in full, or by the parameter's own where only one that is fitted has it.
 *
 * @param entries all parameters
 */
public record PriorChoices(List<ParameterTable.Entry> entries) {
    /** Returns the name in full of a parameter that has a prior. */
    public String fullName(String name) {
        return required(name).fullName();
    }

    /**
     * Gives parameters of a table the priors that a user chose, by name.
     *
     * @throws InvalidSpecException if a name means no fitted parameter, or several, or a prior does not go with the bounds
     */
    static void put(Map<String, Prior> priors, ParameterTable table) {
        priors.forEach((name, prior) -> table.choose(new PriorChoices(table.entries()).requireChosen(name, prior), prior));
    }

    /**
     * Finds the parameter.
     *
     * @throws InvalidSpecException if the name means no fitted parameter, or several, or the prior does not go with its bounds
     */
    private ParameterTable.Entry requireChosen(String name, Prior prior) {
        ParameterTable.Entry entry = required(name);
        if (entry.prior().isPresent()) {
            throw new InvalidSpecException(name, "'" + entry.fullName() + "' has two priors, one under its name in full and one under "
                    + "its own name; keep one of them.");
        }
        requireWithin(name, prior, entry.parameter().bounds());
        return entry;
    }

    private ParameterTable.Entry required(String name) {
        List<ParameterTable.Entry> meant = entries.stream().filter(entry -> entry.fullName().equals(name)).toList();
        if (meant.isEmpty()) {
            List<ParameterTable.Entry> alike = entries.stream().filter(entry -> entry.parameter().name().equals(name)).toList();
            List<ParameterTable.Entry> fitted = alike.stream().filter(entry -> entry.parameter().fitted()).toList();
            meant = fitted.isEmpty() ? alike : fitted;
        }
        if (meant.isEmpty()) {
            throw unknown(name);
        }
        if (meant.stream().noneMatch(entry -> entry.parameter().fitted())) {
            throw new InvalidSpecException(name, "'" + name + "' is not fitted, so it has no prior; add it to the key fitted in the "
                    + "section of its rule, network or loss, or take it out of fixed there, or leave it out of priors.");
        }
        if (meant.size() > 1) {
            throw new InvalidSpecException(name, "'" + name + "' may be " + String.join(" or ",
                    meant.stream().map(ParameterTable.Entry::fullName).toList()) + "; write the name in full.");
        }
        return meant.getFirst();
    }

    private InvalidSpecException unknown(String name) {
        List<String> full = entries.stream().filter(entry -> entry.parameter().fitted()).map(ParameterTable.Entry::fullName).toList();
        List<String> own = entries.stream().filter(entry -> entry.parameter().fitted()).map(entry -> entry.parameter().name()).toList();
        return new InvalidSpecException(name, "'" + name + "' is no parameter of rule, network or loss"
                + Nearest.to(name, Stream.concat(own.stream(), full.stream()).toList())
                        .map(near -> "; did you mean '" + near + "'?").orElse(".")
                + " Fitted are " + String.join(", ", full) + ".");
    }

    private static void requireWithin(String name, Prior prior, Parameter.Bounds bounds) {
        prior.bounds().filter(own -> own.lower() < bounds.lower() || own.upper() > bounds.upper()).ifPresent(own -> {
            throw new InvalidSpecException(name, "The uniform prior of '" + name + "' reaches from " + own.lower() + " to " + own.upper()
                    + ", but the values allowed are from " + bounds.lower() + " to " + bounds.upper() + "; choose a prior within these.");
        });
        try {
            prior.within(prior.bounds().orElse(bounds));
        } catch (IllegalArgumentException impossible) {
            throw new InvalidSpecException(name, "'" + name + "': " + impossible.getMessage());
        }
    }

    /** A posterior is proportional to a likelihood: with another misfit, or a weighted one, its mode and spread mean nothing. */
    static void requireLikelihood(Map<String, Prior> priors, Model model) {
        List<Model.Term> misfits = model.misfits().stream().filter(term -> term.weight() != 0).toList();
        boolean likelihood = misfits.size() == 1 && misfits.getFirst().weight() == 1
                && misfits.getFirst().loss() instanceof Loss.Comparison comparison && comparison.isLikelihood();
        if (!priors.isEmpty() && !likelihood) {
            throw new InvalidSpecException("", "Priors need one loss with the weight 1 that is a likelihood, such as choice-cross-entropy "
                    + "or activity-normal-density, found " + String.join(" + ", misfits.stream()
                            .map(term -> term.weight() + " * " + term.name()).toList())
                    + "; choose such a loss, or leave priors out.");
        }
    }
}
