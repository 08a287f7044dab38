package org.deltaw.spi.rule;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.Extension;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A family of plasticity rules: what is the change of a weight, as a formula of the activities on both
 * sides of the synapse, the weight, signals such as reward, and parameters to be inferred?
 *
 * <p>A family returns formulas, never numbers: the kernel differentiates what {@link #plasticity} builds
 * and a backend runs it. Prove one by extending {@code RuleFamilyContract} from the testkit.
 *
 * @param <S> settings read from the spec file
 */
@ConsumerType
public interface RuleFamily<S extends Record> extends Extension<S> {
    /** Lists what is inferred: at least one parameter, names unique, in the order in which reports show them. */
    List<Parameter> parameters(S settings);

    /**
     * Builds the change of every weight in one step with plasticity, before it is multiplied by the
     * network's plasticity rate. Called once for each presentation of a group of synapses; the changes of all add up.
     *
     * @param synapse what the rule may read
     * @param theta one expression for each entry of {@link #parameters}
     * @throws InvalidSpecException if there is no such signal as the rule reads
     */
    Plasticity plasticity(S settings, Synapse synapse, Bindings theta);

    /**
     * Writes the rule with the given numbers as a person would. If empty, the kernel writes the
     * expression of {@link #plasticity} with the numbers put in.
     */
    default Optional<String> formula(S settings, ParameterValues values) {
        return Optional.empty();
    }
}
