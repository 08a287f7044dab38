package org.deltaw.spi.data;

import org.deltaw.spi.InvalidSpecException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A data source that knows the task of its experiment: what an animal meets next, and what it gets for what it does. So the experiment
 * can be run again with a network in place of the animal, whether it was recorded or simulated in the first place. Sources that only
 * read what happened are none: a network would choose otherwise than the animal did, but rewards would stay as they were recorded.
 *
 * @param <S> settings read from the spec file
 */
@ConsumerType
public interface RepeatableSource<S extends Record> extends DataSource<S> {
    /**
     * Returns the experiment that the settings describe; files that say how it was done are read here.
     *
     * @throws InvalidSpecException if its task is not known with these settings, or a file is missing or is not what it should be
     */
    Experiment experiment(S settings, DataContext context);
}
