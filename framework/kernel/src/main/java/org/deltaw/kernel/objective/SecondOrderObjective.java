package org.deltaw.kernel.objective;

import org.deltaw.kernel.model.BoundsAndL1;

/** What second-order methods minimise: a smooth function, prices on absolute values, and bounds. For one thread. */
public interface SecondOrderObjective {
    /** Returns all but the prices on absolute values, which are among the {@link #kinks}. */
    SecondOrder smooth(double[] parameters);

    /** Returns the whole without derivatives, which costs least. */
    double value(double[] parameters);

    /**
     * Returns by what a change of the value is measured: by how far the value is above the best possible one, or, if it has no
     * bound, by its size, but no less than 1 for each misfit's weight, since it then is in nats per observation.
     */
    double scale(double value);

    /** Returns prices and bounds. */
    BoundsAndL1 kinks();
}
