package org.deltaw.kernel.select;

import java.util.List;

/**
 * Where a choice of terms stands: all that is needed to go on with the same bits.
 *
 * @param fits the fitted numbers of every fit that is done, in their order: of those to all data, and then of those to all
 *     but each fold
 */
public record SelectionCheckpoint(List<List<double[]>> fits) {
    /** No fit is done. */
    public static final SelectionCheckpoint START = new SelectionCheckpoint(List.of());

    public SelectionCheckpoint {
        fits = fits.stream().map(List::copyOf).toList();
    }

    /** Returns the fits to one set of data. */
    List<double[]> of(int index) {
        return index < fits.size() ? fits.get(index) : List.of();
    }
}
