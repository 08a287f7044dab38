package org.deltaw.spi.loss;

import java.util.List;
import org.deltaw.spi.Extension;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A measure of misfit between what a network shows and what was recorded, or a penalty on parameters.
 *
 * <p>Prove one by extending {@code LossFunctionContract} from the testkit.
 *
 * @param <S> settings read from the spec file; the keys {@code weight}, {@code initial}, {@code fixed}, {@code fitted} and
 *     {@code bounds} are the kernel's own
 */
@ConsumerType
public interface LossFunction<S extends Record> extends Extension<S> {
    /**
     * Declares parameters of its own, such as the standard deviation of the noise of a likelihood; none by default. Each is
     * fitted together with those of rules and network, or kept, as a user chooses.
     */
    default List<Parameter> parameters(S settings) {
        return List.of();
    }

    /**
     * Builds the loss.
     *
     * @param theta its own parameters
     * @throws InvalidSpecException if the network does not show, or the data do not hold, what is compared
     */
    Loss loss(S settings, LossInputs inputs, Bindings theta);
}
