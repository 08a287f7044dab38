package org.deltaw.spi.network;

import java.util.List;
import org.deltaw.spi.Extension;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of network: what is one step from input to observable activity, which synapses are plastic,
 * and what is carried from step to step?
 *
 * <p>Prove one by extending {@code NetworkArchitectureContract} from the testkit.
 *
 * @param <S> settings read from the spec file
 */
@ConsumerType
public interface NetworkArchitecture<S extends Record> extends Extension<S> {
    /** Returns how many inputs the network reads in a step; 0 if it reads only what it asks for by name. */
    int inputs(S settings);

    /** Lists the network's own parameters, such as biases; may be empty. */
    List<Parameter> parameters(S settings);

    /**
     * Builds one step.
     *
     * @param inputs what the network may read
     * @param theta one expression for each entry of {@link #parameters}
     */
    Network build(S settings, NetworkInputs inputs, Bindings theta);
}
