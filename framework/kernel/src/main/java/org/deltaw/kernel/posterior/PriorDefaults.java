package org.deltaw.kernel.posterior;

import org.deltaw.kernel.model.ParameterTable;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.parameter.Parameter;

/** Priors of parameters of which a user said nothing. */
final class PriorDefaults {
    /** Of a rule's coefficients, in the units of the rule. */
    private static final Prior STANDARD = new Prior.Normal(0, 1);

    private PriorDefaults() {}

    /**
     * Returns the prior of a parameter: the user's; else, of a rule's coefficient, a standard normal one; else, of what has two bounds by
     * its nature, a uniform one between them.
     *
     * @throws InvalidSpecException if there is none
     */
    static Prior of(ParameterTable.Entry entry) {
        return entry.prior().orElseGet(() -> byDefault(entry));
    }

    private static Prior byDefault(ParameterTable.Entry entry) {
        // Bounds that keep weights stable, or that a user set, cut what is believed of a coefficient.
        if (entry.isOfRule() && !areFinite(entry.declared())) {
            return STANDARD;
        }
        Parameter.Bounds bounds = entry.parameter().bounds();
        if (!areFinite(bounds)) {
            throw new InvalidSpecException("priors", "'" + entry.fullName() + "' has neither a prior nor two finite bounds, so nothing "
                    + "says which values are to be expected; give it a prior, as in {" + entry.fullName() + ": {normal: [0, 1]}}, or "
                    + "bounds in the section of its network or loss.");
        }
        return new Prior.Uniform(bounds.lower(), bounds.upper());
    }

    private static boolean areFinite(Parameter.Bounds bounds) {
        return Double.isFinite(bounds.lower()) && Double.isFinite(bounds.upper());
    }
}
