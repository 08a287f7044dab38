package org.deltaw.kernel.select;

import java.util.List;

/**
 * What a selection does next for each of its sets of data: all data, and all data but each fold. What comes out for one set depends on no
 * other set, so they may be worked on at the same time, and anywhere.
 */
public sealed interface SelectionStep {
    /** The fit of all that is no candidate, where the path begins. */
    record Start() implements SelectionStep {}

    /**
     * The next point of the path; the terms that the path of all data but a fold has there are fitted anew without a penalty, and tried on
     * the fold.
     *
     * @param number of the point, from 1 on
     * @param lambda the L1 penalty λ
     */
    record Penalty(int number, double lambda) implements SelectionStep {}

    /**
     * Sets of terms, fitted without a penalty to all data but each fold and tried on the fold; the set of all data has no part in it.
     *
     * @param round of taking away terms, from 1 on
     * @param subsets each by the names of its terms
     */
    record Subsets(int round, List<List<String>> subsets) implements SelectionStep {
        public Subsets {
            subsets = subsets.stream().map(List::copyOf).toList();
        }
    }
}
