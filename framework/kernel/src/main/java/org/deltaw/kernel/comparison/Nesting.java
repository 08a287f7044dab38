package org.deltaw.kernel.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.spi.Seed;
import org.deltaw.spi.optimizer.BoundsAndL1;

/**
 * How a smaller model lies within a larger one, or is the same: whatever the smaller one's fitted numbers are, the larger one computes
 * the same if it has these, and the others keep the value that they have in the smaller one, or are 0 if it does not have them, as
 * coefficients of terms are. It is not concluded from names but tried: with numbers drawn at random both must describe the data equally
 * well. So the same data, network and losses are part of it. Immutable.
 */
public final class Nesting {
    /** At how many places the two are compared. */
    private static final int TRIALS = 4;
    /** How far these lie from where fits start, in units of a number there or of 1. */
    private static final double DISTANCE = 0.1;
    /** By which fraction of a loss single precision may err. */
    private static final double TOLERANCE = 1e-5;

    private final List<String> removed;
    /** Of each number of the larger model its place in the smaller one; below 0 if it is not there. */
    private final int[] places;
    /** Of each number of the larger model its value in the smaller one, if it has no place there. */
    private final double[] values;

    private Nesting(List<String> removed, int[] places, double[] values) {
        this.removed = List.copyOf(removed);
        this.places = places;
        this.values = values;
    }

    /**
     * Finds how a model lies within another.
     *
     * @return empty if it does not
     */
    public static Optional<Nesting> of(Problem smaller, Problem larger) {
        return candidate(smaller, larger).filter(found -> found.allows(smaller.boundsAndL1(), larger.boundsAndL1()))
                .filter(found -> found.holds(smaller, larger));
    }

    /** Goes by names: of numbers that are each subject's or session's own in the larger model and everybody's in the smaller, too. */
    private static Optional<Nesting> candidate(Problem smaller, Problem larger) {
        List<String> few = smaller.names();
        List<String> many = larger.names();
        Map<String, Double> fixed = new HashMap<>();
        smaller.parameters(smaller.start()).stream().filter(parameter -> !parameter.fitted()).forEach(parameter -> put(fixed, parameter));
        int[] places = new int[many.size()];
        double[] values = new double[many.size()];
        List<String> removed = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            String everybodys = many.get(i).replaceFirst("@.*", "");
            places[i] = Math.max(few.indexOf(many.get(i)), few.indexOf(everybodys));
            values[i] = fixed.getOrDefault(many.get(i), fixed.getOrDefault(everybodys, 0.0));
            if (places[i] < 0) {
                removed.add(many.get(i));
            }
        }
        boolean all = Arrays.stream(places).filter(place -> place >= 0).distinct().count() == few.size();
        return all ? Optional.of(new Nesting(removed, places, values)) : Optional.empty();
    }

    private static void put(Map<String, Double> fixed, ParameterValue parameter) {
        List<String> names = parameter.names();
        for (int i = 0; i < names.size(); i++) {
            fixed.put(names.get(i), parameter.values()[i]);
        }
    }

    /** Tells whether what the smaller model may be, the larger may be, too. */
    private boolean allows(BoundsAndL1 few, BoundsAndL1 many) {
        for (int i = 0; i < places.length; i++) {
            double lower = places[i] < 0 ? values[i] : few.lower()[places[i]];
            double upper = places[i] < 0 ? values[i] : few.upper()[places[i]];
            if (lower < many.lower()[i] || upper > many.upper()[i]) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether both describe the data equally well, wherever they do so at all. */
    private boolean holds(Problem smaller, Problem larger) {
        List<double[]> points = new ArrayList<>();
        for (int trial = 0; trial < TRIALS; trial++) {
            points.add(drawn(smaller, new Seed(trial).generator()));
        }
        List<Gradient> few = smaller.gradients(points);
        List<Gradient> many = larger.gradients(points.stream().map(this::within).toList());
        int finite = 0;
        for (int i = 0; i < TRIALS; i++) {
            double loss = few.get(i).loss();
            if (Double.isFinite(loss)) {
                finite++;
                if (!(Math.abs(many.get(i).loss() - loss) <= TOLERANCE * Math.max(Math.abs(loss), TOLERANCE))) {
                    return false;
                }
            }
        }
        return finite > TRIALS / 2;
    }

    private static double[] drawn(Problem smaller, RandomGenerator random) {
        double[] point = smaller.start();
        for (int i = 0; i < point.length; i++) {
            point[i] += DISTANCE * Math.max(1, Math.abs(point[i])) * random.nextGaussian();
        }
        smaller.boundsAndL1().clamp(point);
        return point;
    }

    /** Returns the numbers of the larger model with which it computes what the smaller does. */
    public double[] within(double[] smaller) {
        double[] larger = values.clone();
        for (int i = 0; i < larger.length; i++) {
            larger[i] = places[i] < 0 ? values[i] : smaller[places[i]];
        }
        return larger;
    }

    /**
     * Returns the numbers of the smaller model that are nearest to those of the larger one: without what is removed, and of what it ties
     * the mean.
     */
    public double[] nearest(double[] larger) {
        int size = Arrays.stream(places).max().orElse(-1) + 1;
        double[] sums = new double[size];
        int[] counts = new int[size];
        for (int i = 0; i < larger.length; i++) {
            if (places[i] >= 0) {
                sums[places[i]] += larger[i];
                counts[places[i]]++;
            }
        }
        return IntStream.range(0, size).mapToDouble(i -> sums[i] / counts[i]).toArray();
    }

    /**
     * Names the numbers that the smaller model does not fit; none if both are the same model, or it ties numbers that are each unit's
     * own.
     */
    public List<String> removed() {
        return removed;
    }
}
