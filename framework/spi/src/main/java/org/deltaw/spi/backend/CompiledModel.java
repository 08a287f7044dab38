package org.deltaw.spi.backend;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A program that a backend has prepared, without data. May be used by several threads at once, each with batches of its own; closing frees
 * what it holds. */
@ConsumerType
public interface CompiledModel extends AutoCloseable {
    /** Says on which device it computes, for reports. */
    String device();

    /**
     * Says how many numbers it adds up side by side, if the machine decides that: sums over an axis may differ in their last bits
     * between machines on which this differs. 1 if results do not depend on it.
     */
    default int vectorWidth() {
        return 1;
    }

    /**
     * Brings trajectories, which may differ in length, to where they are computed.
     *
     * @param workers on which independent work of the batch may run; results do not depend on how many there are
     */
    Batch load(List<ModelInput> trajectories, Workers workers);

    /** Starts simulations in which the data of a step may depend on what the networks showed before. */
    Stepper start(List<SimulationStart> starts);

    /** Lists the code that was generated for the program; empty for a backend that generates none. */
    default List<GeneratedCode> code() {
        return List.of();
    }

    @Override
    void close();
}
