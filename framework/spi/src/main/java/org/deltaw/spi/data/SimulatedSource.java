package org.deltaw.spi.data;

import org.deltaw.spi.InvalidSpecException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A data source that simulates its experiment: it knows the task, and answers what the network does. So its experiment can be repeated
 * with other chance, other sizes and other rules, to see what can be recovered from it. Sources that read recordings do not: a rule
 * would choose otherwise than the animal did, but rewards would stay as they were recorded.
 *
 * @param <S> settings read from the spec file
 */
@ConsumerType
public interface SimulatedSource<S extends Record> extends DataSource<S> {
    /** Returns what the settings say of the experiment. */
    Design design(S settings);

    /**
     * Returns the settings of the same experiment with another design. With its own it is the same experiment:
     * {@code designed(settings, design(settings))} gives equal data.
     *
     * @throws InvalidSpecException if the experiment cannot have that design
     */
    S designed(S settings, Design design);
}
