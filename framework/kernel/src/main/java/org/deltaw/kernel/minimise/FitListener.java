package org.deltaw.kernel.minimise;

/** Is told how training goes, and may end it. Called by the thread that trains. */
public interface FitListener {
    /** Listens to nothing. */
    FitListener SILENT = new FitListener() {};

    /** Is called before each of several starts is trained, or gone on with, with its number from 1 on. */
    default void startBegun(int number) {}

    /** Is called after every epoch. */
    default void epochDone(Epoch epoch) {}

    /** Is called when the state of training should be kept. */
    default void checkpoint(Checkpoint checkpoint) {}

    /** Tells whether to stop; asked before every evaluation. */
    default boolean stopRequested() {
        return false;
    }
}
