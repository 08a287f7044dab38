package org.deltaw.kernel.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.kernel.particles.Mode;
import org.deltaw.kernel.sample.Covariance;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/** Finds modes in two dimensions without derivatives, as {@code smc.py} beside the reference values does. */
public final class RandomModeSearch {
    private static final int SCREENED = 20_000;
    private static final int POLISHED = 400;
    private static final int ROUNDS = 60;
    private static final int MODES = 6;
    private static final double WORTH = 25;
    private static final double APART = 12;

    private final LogDensity density;
    private final RandomGenerator random;
    private long evaluations;

    public RandomModeSearch(LogDensity density, Seed seed) {
        this.density = density;
        this.random = seed.generator();
    }

    public long evaluations() {
        return evaluations;
    }

    private double[] logs(double[][] points) {
        evaluations += points.length;
        LogDensity.Values values = density.values(points);
        return IntStream.range(0, points.length).mapToDouble(values::posterior).toArray();
    }

    public List<Mode> modes() {
        double[][] screened = IntStream.range(0, SCREENED).mapToObj(_ -> new double[] {any(-4, 0.6), any(-5, 0.3)})
                .toArray(double[][]::new);
        double[] logs = logs(screened);
        double[][] best = IntStream.range(0, SCREENED).boxed().sorted(Comparator.comparingDouble(i -> -logs[i])).limit(POLISHED)
                .map(i -> screened[i]).toArray(double[][]::new);
        double[] heights = polish(best);
        List<Mode> modes = new ArrayList<>();
        List<Covariance> covariances = new ArrayList<>();
        double highest = Arrays.stream(heights).max().orElseThrow();
        for (int i : IntStream.range(0, POLISHED).boxed().sorted(Comparator.comparingDouble(i -> -heights[i])).toList()) {
            boolean isNew = IntStream.range(0, modes.size())
                    .allMatch(k -> covariances.get(k).squaredDistance(modes.get(k).center(), best[i]) >= APART);
            if (modes.size() < MODES && heights[i] >= highest - WORTH && isNew) {
                modes.add(new Mode(best[i], covariance(best[i])));
                covariances.add(new Covariance(modes.getLast().covariance()));
            }
        }
        return modes;
    }

    private double any(double least, double most) {
        return random.nextBoolean() ? random.nextGaussian()
                : (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble(least, most));
    }

    private double[] polish(double[][] points) {
        double[] heights = logs(points);
        double[] scales = new double[points.length];
        Arrays.fill(scales, 0.3);
        for (int round = 0; round < ROUNDS; round++) {
            double[][] tried = IntStream.range(0, points.length).mapToObj(i -> Arrays.stream(points[i])
                    .map(x -> x + scales[i] * Math.max(Math.abs(x), 1e-4) * random.nextGaussian()).toArray()).toArray(double[][]::new);
            double[] logs = logs(tried);
            for (int i = 0; i < points.length; i++) {
                boolean isHigher = logs[i] > heights[i];
                scales[i] *= isHigher ? 1.3 : 0.85;
                if (isHigher) {
                    points[i] = tried[i];
                    heights[i] = logs[i];
                }
            }
        }
        return heights;
    }

    /** The inverse of the curvature by differences, at most as wide as the prior. */
    private double[][] covariance(double[] x) {
        double a = Math.max(2e-3 * Math.abs(x[0]), 1e-6);
        double b = Math.max(2e-3 * Math.abs(x[1]), 1e-6);
        double[][] points = new double[9][];
        for (int i = 0; i < 9; i++) {
            points[i] = new double[] {x[0] + (i / 3 - 1) * a, x[1] + (i % 3 - 1) * b};
        }
        double[] v = Arrays.stream(logs(points)).map(each -> -each).toArray();
        double mixed = (v[8] - v[6] - v[2] + v[0]) / (4 * a * b);
        EigenDecompositionSymmetric curvature = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(new double[][] {
            {(v[7] - 2 * v[4] + v[1]) / (a * a), mixed}, {mixed, (v[5] - 2 * v[4] + v[3]) / (b * b)}}));
        RealMatrix inverse = new Array2DRowRealMatrix(2, 2);
        for (int k = 0; k < 2; k++) {
            inverse = inverse.add(curvature.getEigenvector(k).outerProduct(curvature.getEigenvector(k))
                    .scalarMultiply(1 / Math.max(1, curvature.getEigenvalue(k))));
        }
        return inverse.getData();
    }
}
