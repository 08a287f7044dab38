package org.deltaw.kernel.fit;

import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.extension.Guard;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Configured;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.SimulatedSource;

/** A fit whose data source simulates its experiment, so that it can be repeated with another design. Immutable. */
public final class SimulatedExperiment {
    private final Fit fit;
    private final SimulatedSource<Record> source;

    private SimulatedExperiment(Fit fit, SimulatedSource<Record> source) {
        this.fit = fit;
        this.source = source;
    }

    /** Finds that of a fit; empty if its data were recorded. */
    @SuppressWarnings("unchecked") // Settings are of the source's type, as Configured has checked.
    public static Optional<SimulatedExperiment> of(Fit fit) {
        return fit.data().source().extension() instanceof SimulatedSource<?> source
                ? Optional.of(new SimulatedExperiment(fit, (SimulatedSource<Record>) source)) : Optional.empty();
    }

    /** Returns the fit. */
    public Fit fit() {
        return fit;
    }

    /**
     * Returns the design that the fit's settings say.
     *
     * @throws BrokenExtensionException if the data source does not keep its contract
     */
    public Design design() {
        return Guard.of("data", source.id(), "design", () -> source.design(fit.data().source().settings()));
    }

    /**
     * Returns the fit to the same experiment with another design.
     *
     * @throws InvalidSpecException if the experiment cannot have it; the key begins with the section of the spec
     * @throws BrokenExtensionException if the data source does not keep its contract
     */
    public Fit with(Design design) {
        Record settings = Guard.of("data", source.id(), "designed", () -> source.designed(fit.data().source().settings(), design));
        return fit.with(new Fit.DataChoice(new Configured<>(source, settings), fit.data().settings()));
    }
}
