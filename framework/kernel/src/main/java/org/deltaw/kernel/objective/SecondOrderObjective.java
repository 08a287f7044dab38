package org.deltaw.kernel.objective;

import org.deltaw.kernel.model.BoundsAndL1;

/** What second-order methods minimise: a smooth function, prices on absolute values, and bounds. For one thread. */
public interface SecondOrderObjective {
    /** Returns all but the prices on absolute values, which are among the {@link #kinks}. */
    SecondOrder smooth(double[] parameters);

    /** Returns the whole without derivatives, which costs least. */
    double value(double[] parameters);

    /** Returns prices and bounds. */
    BoundsAndL1 kinks();
}
