package org.deltaw.spi;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** What a data source is told about the fit it serves. */
@ProviderType
public interface DataContext {
    /** Returns where all randomness of the data must come from. */
    Seed seed();

    /** Returns the directory from which relative paths in the spec start. */
    Path directory();

    /** Returns how many inputs the network reads in a step. */
    int inputs();
}
