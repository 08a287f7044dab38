package org.deltaw.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.Session;
import org.deltaw.spec.Section;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.Dataset;
import org.deltaw.spi.InvalidSpecException;

/** Opens a fit, and adds to what is wrong with it the place in the spec file where it was written. */
final class Opening {
    private Opening() {}

    /**
     * Loads the data and assembles the model.
     *
     * @param path of the spec file, for messages
     */
    static Session of(SpecFile file, Path path, Fit fit) {
        return located(file, path, () -> Session.open(fit));
    }

    /** Loads or simulates the data alone. */
    static Dataset data(SpecFile file, Path path, Fit fit) {
        return located(file, path, () -> Session.load(fit));
    }

    /** Does something with a spec, and says where in it what is wrong was written. */
    static <T> T located(SpecFile file, Path path, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidSpecException invalid) {
            if (!invalid.key().isEmpty()) {
                throw file.located(Section.SPEC, invalid);
            }
            InvalidSpecException located = new InvalidSpecException(path + ": " + invalid.getMessage());
            located.initCause(invalid);
            throw located;
        }
    }
}
