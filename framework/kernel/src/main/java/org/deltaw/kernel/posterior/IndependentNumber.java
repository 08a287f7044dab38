package org.deltaw.kernel.posterior;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.Seed;

/**
 * A fitted number with a prior of its own, and its coordinate.
 *
 * @param name of the number
 * @param unit whose it is; empty if everybody's
 * @param coordinate its place
 * @param number its place among the fitted numbers
 * @param scale how the one leads to the other
 */
record IndependentNumber(String name, String unit, int coordinate, int number, TransformedPrior scale) implements PriorPart {
    @Override
    public double apply(double[] point, double[] numbers) {
        numbers[number] = scale.transformation().value(point[coordinate]);
        return scale.logDensity(point[coordinate]);
    }

    @Override
    public void addSlopes(double[] point, double[] byNumbers, double[] slopes) {
        double z = point[coordinate];
        slopes[coordinate] += scale.slope(z) + byNumbers[number] * scale.transformation().slope(z);
    }

    @Override
    public void draw(Seed seed, double[] point) {
        point[coordinate] = scale.draw(seed.child(coordinate));
    }

    @Override
    public void addCoordinates(Map<String, List<Integer>> coordinates) {
        coordinates.computeIfAbsent(unit, _ -> new ArrayList<>()).add(coordinate);
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public double[] told(double[] point, double[] numbers) {
        return new double[] {numbers[number]};
    }
}
