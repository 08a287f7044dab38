package org.deltaw.kernel.minimise;

import java.util.Map;

/** Is told how training goes, and may end it. Called by the thread that trains. */
public interface FitListener {
    /** Listens to nothing. */
    FitListener SILENT = new FitListener() {};

    /**
     * Is called after every epoch of the search from every start.
     *
     * @param start its number, from 1 on
     */
    default void epochDone(int start, Epoch epoch) {}

    /**
     * Is called when the search from a start has come to its end, while others may go on.
     *
     * @param start its number, from 1 on
     */
    default void startEnded(int start) {}

    /**
     * Is called when all searches have come to their ends and begin again from there, since the likelihood of recordings rests on too few
     * of their replicates; epochs are counted anew.
     *
     * @param replicates how many recordings have now, by their names
     */
    default void replicated(Map<String, Integer> replicates) {}

    /** Is called when the state of training should be kept. */
    default void checkpoint(Checkpoint checkpoint) {}

    /** Tells whether to stop; asked before every evaluation. */
    default boolean stopRequested() {
        return false;
    }
}
