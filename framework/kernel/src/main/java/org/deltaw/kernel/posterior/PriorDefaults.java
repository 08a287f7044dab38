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
     * Returns the prior of a parameter: the user's; else, of a rule's, a standard normal one; else a uniform one between its bounds.
     *
     * @throws InvalidSpecException if there is none
     */
    static Prior of(ParameterTable.Entry entry) {
        return entry.prior().orElseGet(() -> byDefault(entry));
    }

    private static Prior byDefault(ParameterTable.Entry entry) {
        Parameter.Bounds bounds = entry.parameter().bounds();
        boolean bounded = Double.isFinite(bounds.lower()) && Double.isFinite(bounds.upper());
        if (entry.isOfRule()) {
            return STANDARD;
        }
        if (!bounded) {
            throw new InvalidSpecException("priors", "'" + entry.fullName() + "' has neither a prior nor two finite bounds, so nothing says "
                    + "which values are to be expected; give it a prior, as in {" + entry.fullName() + ": {normal: [0, 1]}}, or bounds in "
                    + "the section of its network or loss.");
        }
        return new Prior.Uniform(bounds.lower(), bounds.upper());
    }
}
