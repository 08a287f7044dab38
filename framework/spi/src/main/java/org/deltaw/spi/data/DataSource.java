package org.deltaw.spi.data;

import org.deltaw.spi.Extension;
import org.deltaw.spi.InvalidSpecException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where trajectories come from: recordings in files, or simulated experiments.
 *
 * <p>Prove one by extending {@code DataSourceContract} from the testkit.
 *
 * @param <S> settings read from the spec file
 */
@ConsumerType
public interface DataSource<S extends Record> extends Extension<S> {
    /**
     * Loads all trajectories. The same settings, files and seed give the same data, bit for bit.
     *
     * @throws InvalidSpecException if a file is missing or is not what it should be; the message names the
     *     file, what was found and what was expected
     */
    Dataset load(S settings, DataContext context);
}
