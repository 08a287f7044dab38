package org.deltaw.spi.optimizer;

import java.util.OptionalInt;

/**
 * A point at which the objective is to be evaluated.
 *
 * @param point the fitted numbers, within the bounds; copied
 * @param wanted what there
 * @param trajectory of which single trajectory, counted from 0; empty for the mean of all
 */
public record Query(double[] point, Wanted wanted, OptionalInt trajectory) {
    public Query {
        point = point.clone();
    }

    /** Asks for the mean over all trajectories. */
    public static Query ofAll(double[] point, Wanted wanted) {
        return new Query(point, wanted, OptionalInt.empty());
    }

    /** Asks for one trajectory. */
    public static Query of(int trajectory, double[] point, Wanted wanted) {
        return new Query(point, wanted, OptionalInt.of(trajectory));
    }
}
