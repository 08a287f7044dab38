package org.deltaw.study.fit;

import java.util.function.Supplier;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.spec.Section;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Dataset;

/** Opens a fit, and adds to what is wrong with it the place in the spec file where it was written. */
public final class Opening {
    private Opening() {}

    /** Loads the data and assembles the model. */
    public static OpenFit of(SpecFile file, Fit fit) {
        return located(file, () -> OpenFit.open(fit));
    }

    /** Does the same for one of several fits that share threads. */
    public static OpenFit of(SpecFile file, Fit fit, ThreadWorkers workers) {
        return located(file, () -> OpenFit.open(fit, workers));
    }

    /** Opens one of several fits that share threads with data that are there already. */
    public static OpenFit of(SpecFile file, Fit fit, Dataset data, ThreadWorkers workers) {
        return located(file, () -> OpenFit.open(fit, data, workers));
    }

    /** Loads or simulates the data alone. */
    public static Dataset data(SpecFile file, Fit fit) {
        return located(file, () -> OpenFit.load(fit));
    }

    /** Does something with a spec, and says where in it what is wrong was written. */
    public static <T> T located(SpecFile file, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidSpecException invalid) {
            if (!invalid.key().isEmpty()) {
                throw file.located(Section.SPEC, invalid);
            }
            InvalidSpecException located = new InvalidSpecException("", file.name() + ": " + invalid.getMessage(), file.name(), 0);
            located.initCause(invalid);
            throw located;
        }
    }
}
