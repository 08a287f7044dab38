package org.deltaw.spi.backend;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A simulation that goes on step by step, for experiments that react to the network. For one thread. */
@ConsumerType
public interface Stepper extends AutoCloseable {
    /**
     * Shows what the network does with the given data, and changes nothing.
     *
     * @param channels one row for each channel of the program
     * @return one row for each output of the program
     */
    List<double[]> observe(List<double[]> channels);

    /**
     * Completes the step: weights and other states change.
     *
     * @param channels one row for each channel of the program
     */
    void advance(List<double[]> channels);

    /** Returns the present values of each state of the program. */
    List<double[]> states();

    @Override
    void close();
}
