package org.deltaw.spi.backend;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Simulations that go on side by side, one step at a time, for experiments that react to the network. Whatever is handed over or
 * returned holds a row of values for each simulation, in the order in which they were started; none influences another. For one
 * thread.
 */
@ConsumerType
public interface Stepper extends AutoCloseable {
    /**
     * Shows what the networks do with the given data, and changes nothing.
     *
     * @param channels for each channel of the program, a row for each simulation
     * @return for each output of the program, a row for each simulation
     */
    List<double[]> observe(List<double[]> channels);

    /**
     * Completes the step of every simulation: weights and other states change.
     *
     * @param channels for each channel of the program, a row for each simulation
     */
    void advance(List<double[]> channels);

    /** Returns the present values of each state of the program, a row for each simulation. */
    List<double[]> states();

    @Override
    void close();
}
