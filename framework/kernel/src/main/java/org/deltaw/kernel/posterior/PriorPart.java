package org.deltaw.kernel.posterior;

import java.util.List;
import java.util.Map;
import org.deltaw.spi.Seed;

/**
 * Some coordinates of a posterior, and what follows from them alone: values of fitted numbers, and a prior density. Parts share neither
 * coordinates nor numbers. Immutable and thread-safe.
 */
interface PriorPart {
    /**
     * Fills in the numbers that follow from a point.
     *
     * @param point all coordinates
     * @param numbers all that are fitted
     * @return the logarithm of the prior density of this part's coordinates
     */
    double apply(double[] point, double[] numbers);

    /**
     * Adds derivatives by this part's coordinates of the logarithm of their prior density, and of something that depends on the numbers.
     *
     * @param byNumbers the derivatives of that by the numbers
     * @param slopes by all coordinates
     */
    void addSlopes(double[] point, double[] byNumbers, double[] slopes);

    /** Draws this part's coordinates from their prior. */
    void draw(Seed seed, double[] point);

    /**
     * Adds its coordinates to those of the unit that each belongs to.
     *
     * @param coordinates by the names of units; those of all under the empty name
     */
    void addCoordinates(Map<String, List<Integer>> coordinates);

    /** Names what is told of its coordinates. */
    List<String> names();

    /**
     * Returns what is told of its coordinates, in the order of the names.
     *
     * @param numbers that follow from the point
     */
    double[] told(double[] point, double[] numbers);
}
