package org.deltaw.kernel.objective;

import org.deltaw.kernel.model.Kinks;

/** What second-order methods minimise: a smooth function, prices on absolute values, and bounds. For one thread. */
public interface Landscape {
    /** Returns all but the prices on absolute values, which are among the {@link #kinks}. */
    Smooth smooth(double[] parameters);

    /** Returns the whole without derivatives, which costs least. */
    double value(double[] parameters);

    /** Returns prices and bounds. */
    Kinks kinks();
}
