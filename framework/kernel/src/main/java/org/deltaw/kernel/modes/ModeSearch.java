package org.deltaw.kernel.modes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.kernel.particles.Mode;
import org.deltaw.kernel.sample.Covariance;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;

/**
 * Looks for the modes of a posterior: many points are drawn from the prior, and as many again are drawn towards 0 by any factor, coordinate
 * by coordinate, since modes may be narrow and near it; searches go uphill from the highest ones, and from some of the others, all
 * together. Where several end at the same place, it is one mode.
 */
public final class ModeSearch {
    private static final int SCREENED = 4000;
    private static final int HIGHEST = 96;
    private static final int OTHERS = 32;
    /** Modes may be so many nats below the highest: narrower than others they still have no mass then. */
    private static final double WORTH = 25;
    /** Ends of searches at least so far apart, in squared deviations of the higher one, are modes of their own: 3.5 deviations. */
    private static final double APART = 12;
    private static final int MODES = 12;
    /** Two ends are one mode if the straight way between them leads down by less than so many nats from the lower one. */
    private static final double BARRIER = 0.5;
    private static final int PLACES_BETWEEN = 24;
    /** Powers of ten by which coordinates are drawn towards 0. */
    private static final double POWERS = 5;

    private final LogDensity density;
    private final Seed seed;
    private final double[] widths;

    /** Prepares a search; the same seed finds the same modes. */
    public ModeSearch(LogDensity density, Seed seed) {
        this.density = density;
        this.seed = seed;
        double[][] drawn = drawn(SCREENED / 10, "widths");
        this.widths = IntStream.range(0, density.size()).mapToDouble(i -> width(
                Arrays.stream(drawn).mapToDouble(point -> point[i]).sorted().toArray())).toArray();
    }

    /** Half of what lies between the 16 % and 84 % quantiles of the prior: a standard deviation, if it is normal. */
    private static double width(double[] sorted) {
        return (sorted[sorted.length * 84 / 100] - sorted[sorted.length * 16 / 100]) / 2;
    }

    private double[][] drawn(int count, String use) {
        return IntStream.range(0, count).mapToObj(i -> density.drawFromPrior(seed.child(use).child(i))).toArray(double[][]::new);
    }

    /** Finds modes, the highest first; none if no search found a place with a density. */
    public List<Mode> modes() {
        List<Ascent> ends = ascents(starts());
        List<Ascent> tops = new ArrayList<>();
        List<Mode> modes = new ArrayList<>();
        List<Covariance> near = new ArrayList<>();
        Curvature curvature = new Curvature(density, widths);
        for (Ascent end : ends) {
            boolean known = IntStream.range(0, modes.size())
                    .anyMatch(i -> near.get(i).squaredDistance(modes.get(i).center(), end.point()) < APART);
            if (!known && modes.size() < MODES && end.height() >= ends.getFirst().height() - WORTH
                    && tops.stream().allMatch(top -> isApart(top, end))) {
                tops.add(end);
                modes.add(new Mode(end.point(), curvature.inverse(end)));
                near.add(new Covariance(modes.getLast().covariance()));
            }
        }
        return modes;
    }

    private boolean isApart(Ascent higher, Ascent lower) {
        double[][] between = new double[PLACES_BETWEEN][];
        for (int i = 0; i < PLACES_BETWEEN; i++) {
            double share = (i + 1.0) / (PLACES_BETWEEN + 1);
            double[] place = new double[density.size()];
            Arrays.setAll(place, k -> higher.point()[k] + share * (lower.point()[k] - higher.point()[k]));
            between[i] = place;
        }
        LogDensity.Values values = density.values(between);
        return IntStream.range(0, PLACES_BETWEEN).anyMatch(i -> values.posterior(i) < lower.height() - BARRIER);
    }

    private double[][] starts() {
        double[][] screened = drawn(SCREENED, "starts");
        RandomGenerator random = seed.child("towards 0").generator();
        for (int i = 1; i < SCREENED; i += 2) {
            for (int k = 0; k < screened[i].length; k++) {
                screened[i][k] *= Math.pow(10, -POWERS * random.nextDouble());
            }
        }
        LogDensity.Values values = density.values(screened);
        Comparator<Integer> order = Comparator.comparingDouble(i -> -values.posterior(i));
        int[] sorted = IntStream.range(0, SCREENED).filter(i -> values.posterior(i) > Double.NEGATIVE_INFINITY).boxed().sorted(order)
                .mapToInt(Integer::intValue).toArray();
        int highest = Math.min(HIGHEST, sorted.length);
        int rest = sorted.length - highest;
        IntStream others = IntStream.range(0, Math.min(OTHERS, rest)).map(i -> highest + (int) ((long) i * rest / OTHERS));
        return IntStream.concat(IntStream.range(0, highest), others).mapToObj(i -> screened[sorted[i]]).toArray(double[][]::new);
    }

    /** Goes uphill from all starts; returns where searches ended, the highest first. */
    private List<Ascent> ascents(double[][] starts) {
        List<Ascent> all = Stream.of(starts).map(Ascent::new).toList();
        List<Ascent> going = all;
        while (!going.isEmpty()) {
            double[][] asked = going.stream().map(Ascent::asks).toArray(double[][]::new);
            LogDensity.Gradients gradients = density.gradients(asked);
            for (int i = 0; i < asked.length; i++) {
                going.get(i).told(asked[i], gradients, i);
            }
            going = going.stream().filter(ascent -> !ascent.isDone()).toList();
        }
        return all.stream().filter(ascent -> ascent.height() > Double.NEGATIVE_INFINITY)
                .sorted(Comparator.comparingDouble(ascent -> -ascent.height())).toList();
    }
}
