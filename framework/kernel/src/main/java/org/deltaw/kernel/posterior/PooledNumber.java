package org.deltaw.kernel.posterior;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;

/**
 * A fitted number of which each unit has its own value, normally distributed around that of the unit that holds it, level by level, on the
 * scale of a transformation. Coordinates are the population's mean, the logarithm of each level's standard deviation, and of each unit its
 * deviation in units of that, {@code theta = theta_above + sigma eta} with {@code eta ~ N(0, 1)}, level by level: not centred, so that
 * deviations depend little on spreads where data say little (Papaspiliopoulos, Roberts and Skold, Statistical Science 22, 2007).
 */
final class PooledNumber implements PriorPart {
    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private final Naming naming;
    private final Distribution distribution;
    private final NestedUnits units;
    private final int[] numbers;
    private final int mean;
    private final int[] deviations;
    private final int end;

    /**
     * How the number is called.
     *
     * @param population the number of the population
     * @param units of each unit that has values
     */
    record Naming(String population, List<String> units) {}

    /**
     * How it is distributed.
     *
     * @param transformation from the scale on which it is normal to its own
     * @param mean the prior of the population's mean
     * @param spread the prior of the logarithm of each standard deviation
     */
    record Distribution(Transformation transformation, TransformedPrior mean, TransformedPrior spread) {}

    /**
     * Places it.
     *
     * @param numbers where the values of units are among the fitted numbers
     * @param first the place of its first coordinate
     */
    PooledNumber(Naming naming, Distribution distribution, NestedUnits units, int[] numbers, int first) {
        this.naming = naming;
        this.distribution = distribution;
        this.units = units;
        this.numbers = numbers.clone();
        this.mean = first;
        this.deviations = new int[units.levels().size()];
        int next = first + 1 + deviations.length;
        for (int level = 0; level < deviations.length; level++) {
            deviations[level] = next;
            next += units.levels().get(level).parents().length;
        }
        this.end = next;
    }

    /** Returns the place after its last coordinate. */
    int end() {
        return end;
    }

    private int logSpread(int level) {
        return mean + 1 + level;
    }

    /** Returns the values of the units of each level, on the scale on which they are normal; the population's first. */
    private List<double[]> values(double[] point) {
        List<double[]> values = new ArrayList<>();
        values.add(new double[] {point[mean]});
        for (int level = 0; level < deviations.length; level++) {
            int[] parents = units.levels().get(level).parents();
            double spread = Math.exp(point[logSpread(level)]);
            double[] above = values.getLast();
            double[] own = new double[parents.length];
            for (int u = 0; u < own.length; u++) {
                own[u] = above[parents[u]] + spread * point[deviations[level] + u];
            }
            values.add(own);
        }
        return values;
    }

    @Override
    public double apply(double[] point, double[] all) {
        double[] narrowest = values(point).getLast();
        for (int i = 0; i < numbers.length; i++) {
            all[numbers[i]] = distribution.transformation().value(narrowest[units.leaves()[i]]);
        }
        double density = distribution.mean().logDensity(point[mean]);
        for (int level = 0; level < deviations.length; level++) {
            density += distribution.spread().logDensity(point[logSpread(level)]);
        }
        for (int i = mean + 1 + deviations.length; i < end; i++) {
            density -= point[i] * point[i] / 2 + LOG_ROOT_TWO_PI;
        }
        return density;
    }

    @Override
    public void addSlopes(double[] point, double[] byNumbers, double[] slopes) {
        List<double[]> values = values(point);
        double[] own = new double[values.getLast().length];
        for (int i = 0; i < numbers.length; i++) {
            int unit = units.leaves()[i];
            own[unit] += byNumbers[numbers[i]] * distribution.transformation().slope(values.getLast()[unit]);
        }
        for (int level = deviations.length - 1; level >= 0; level--) {
            own = addLevel(level, own, values.get(level).length, point, slopes);
        }
        slopes[mean] += own[0] + distribution.mean().slope(point[mean]);
    }

    /** Adds the derivatives by the coordinates of a level, and returns those by the values of the one above. */
    private double[] addLevel(int level, double[] own, int countAbove, double[] point, double[] slopes) {
        int[] parents = units.levels().get(level).parents();
        double spread = Math.exp(point[logSpread(level)]);
        double[] above = new double[countAbove];
        double bySpread = 0;
        for (int u = 0; u < own.length; u++) {
            double deviation = point[deviations[level] + u];
            above[parents[u]] += own[u];
            bySpread += own[u] * deviation;
            slopes[deviations[level] + u] += own[u] * spread - deviation;
        }
        slopes[logSpread(level)] += bySpread * spread + distribution.spread().slope(point[logSpread(level)]);
        return above;
    }

    @Override
    public void draw(Seed seed, double[] point) {
        point[mean] = distribution.mean().draw(seed.child(mean));
        for (int level = 0; level < deviations.length; level++) {
            point[logSpread(level)] = distribution.spread().draw(seed.child(logSpread(level)));
        }
        RandomGenerator random = seed.child(mean).child("deviations").generator();
        for (int i = mean + 1 + deviations.length; i < end; i++) {
            point[i] = random.nextGaussian();
        }
    }

    @Override
    public void addCoordinates(Map<String, List<Integer>> coordinates) {
        for (int i = mean; i <= mean + deviations.length; i++) {
            coordinates.computeIfAbsent("", _ -> new ArrayList<>()).add(i);
        }
        for (int level = 0; level < deviations.length; level++) {
            List<String> names = units.levels().get(level).names();
            for (int u = 0; u < names.size(); u++) {
                coordinates.computeIfAbsent(names.get(u), _ -> new ArrayList<>()).add(deviations[level] + u);
            }
        }
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(naming.population());
        if (isTransformed()) {
            names.add(naming.population() + ".mean");
            names.add(naming.population() + ".location");
        }
        units.levels().forEach(level -> names.add(naming.population() + ".spread." + level.kind().name().toLowerCase(Locale.ROOT)));
        for (int level = 0; level < deviations.length - 1; level++) {
            units.levels().get(level).names().forEach(unit -> names.add(naming.population() + "@" + unit));
        }
        names.addAll(naming.units());
        return names;
    }

    private boolean isTransformed() {
        return !(distribution.transformation() instanceof Transformation.Identity);
    }

    @Override
    public double[] told(double[] point, double[] all) {
        List<Double> told = new ArrayList<>();
        Transformation transformation = distribution.transformation();
        told.add(transformation.value(point[mean]));
        double variance = 0;
        for (int level = 0; level < deviations.length; level++) {
            variance += Math.exp(2 * point[logSpread(level)]);
        }
        if (isTransformed()) {
            told.add(transformation.mean(point[mean], Math.sqrt(variance)));
            told.add(point[mean]);
        }
        for (int level = 0; level < deviations.length; level++) {
            told.add(Math.exp(point[logSpread(level)]));
        }
        List<double[]> values = values(point);
        for (int level = 0; level < deviations.length - 1; level++) {
            for (double value : values.get(level + 1)) {
                told.add(transformation.value(value));
            }
        }
        for (int number : numbers) {
            told.add(all[number]);
        }
        return told.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
