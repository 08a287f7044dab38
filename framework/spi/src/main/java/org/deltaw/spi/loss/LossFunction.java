package org.deltaw.spi.loss;

import org.deltaw.spi.Extension;
import org.deltaw.spi.InvalidSpecException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A measure of misfit between what a network shows and what was recorded, or a penalty on parameters.
 *
 * <p>Prove one by extending {@code LossFunctionContract} from the testkit.
 *
 * @param <S> settings read from the spec file; the key {@code weight} is the kernel's own
 */
@ConsumerType
public interface LossFunction<S extends Record> extends Extension<S> {
    /**
     * Builds the loss.
     *
     * @throws InvalidSpecException if the network does not show, or the data do not hold, what is compared
     */
    Loss loss(S settings, LossInputs inputs);
}
