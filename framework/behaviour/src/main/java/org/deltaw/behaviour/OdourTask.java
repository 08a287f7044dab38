package org.deltaw.behaviour;

/**
 * A session in which odours are offered one after the other, each to be accepted or rejected, and one is accepted in each trial. For
 * one thread.
 */
public interface OdourTask {
    /** Begins a trial; returns the odour that is offered first, 0 or 1. */
    int begin();

    /**
     * Returns the odour that is offered after one was rejected.
     *
     * @throws org.deltaw.spi.InvalidSpecException if too many have been
     */
    int after(int rejected);

    /** Returns what the accepted odour gives: 1 or 0. The trial is over. */
    double accept(int odour);
}
