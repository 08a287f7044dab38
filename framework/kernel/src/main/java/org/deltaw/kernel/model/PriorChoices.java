package org.deltaw.kernel.model;

import java.util.List;
import java.util.Map;
import org.deltaw.kernel.prior.Hierarchy;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.kernel.prior.PriorDensity;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.Scope;

/** Gives the parameters of a table what a user believes of them. */
final class PriorChoices {
    private PriorChoices() {}

    /**
     * Gives parameters priors, by name.
     *
     * @throws InvalidSpecException if a name means no fitted parameter, or several, or a prior does not go with the bounds
     */
    static void put(Map<String, Prior> priors, ParameterTable table) {
        priors.forEach((name, prior) -> table.choose(requireChosen(table, name, prior), prior));
    }

    /**
     * Gives each unit of a hierarchy's narrowest level its own value of the parameters that are distributed so.
     *
     * @throws InvalidSpecException if a name means no fitted parameter, or several
     */
    static void put(Hierarchy hierarchy, ParameterTable table) {
        Scope scope = switch (hierarchy.levels().getLast()) {
            case SUBJECT -> Scope.SUBJECT;
            case SESSION -> Scope.SESSION;
        };
        ParameterNames.ofHierarchy(table.entries()).pooled(hierarchy).forEach(entry -> table.choose(entry, scope));
    }

    private static ParameterTable.Entry requireChosen(ParameterTable table, String name, Prior prior) {
        ParameterTable.Entry entry = ParameterNames.ofPriors(table.entries()).required(name);
        if (entry.prior().isPresent()) {
            throw new InvalidSpecException(name, "'" + entry.fullName() + "' has two priors, one under its name in full and one under "
                    + "its own name; keep one of them.");
        }
        requireWithin(name, prior, entry.parameter().bounds());
        return entry;
    }

    private static void requireWithin(String name, Prior prior, Parameter.Bounds bounds) {
        if (prior instanceof Prior.Uniform(double lower, double upper) && (lower < bounds.lower() || upper > bounds.upper())) {
            throw new InvalidSpecException(name, "The uniform prior of '" + name + "' reaches from " + lower + " to " + upper
                    + ", but the values allowed are from " + bounds.lower() + " to " + bounds.upper() + "; choose a prior within these.");
        }
        try {
            PriorDensity.of(prior, bounds);
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
