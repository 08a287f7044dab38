package org.deltaw.behaviour;

/** A session in which one of several options is chosen in each trial. For one thread. */
public interface OptionTask {
    /** Begins a trial; returns 1 for each option that is on offer in it, else 0. */
    double[] begin();

    /** Tells whether the animal misses this trial. */
    default boolean isMissed() {
        return false;
    }

    /** Returns what the chosen option gives: 1 or 0. The trial is over, as it is if it was missed. */
    double choose(int option);
}
