package org.deltaw.kernel.select;

/** Is told how the selection goes, and may end it. Never called by two threads at once. */
public interface SelectionListener {
    /** Is called after each λ of the path, and after each round of taking terms away, by the thread that selects. */
    default void done(String what) {}

    /** Is called when what is done so far should be kept. */
    default void checkpoint(SelectionCheckpoint checkpoint) {}

    /** Tells whether to stop. */
    default boolean stopRequested() {
        return false;
    }
}
