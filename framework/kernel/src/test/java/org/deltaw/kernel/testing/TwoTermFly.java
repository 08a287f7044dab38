package org.deltaw.kernel.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The posterior of two coefficients of a fly's rule, w and x*r, with standard normal priors, as {@code quadrature.py} beside the reference
 * values has it: an odour is 0.75 on its own input, the logarithm of the odds of accepting it is five times the hyperbolic tangent of its
 * weighted input, weights start at 0, and after an acceptance each changes by half of the rule.
 */
public final class TwoTermFly extends PointwiseDensity {
    private static final double INPUT = 0.75;
    private static final double RATE = 0.5;
    private static final double STEEPNESS = 5;
    private static final double LIMIT = 1e30;
    private static final int MEMORY = 10;

    private final int[] odours;
    private final boolean[] accepted;
    private final double[] rewards;

    /**
     * Reads a fly.
     *
     * @param raw whether the reward is as it was, and not above the mean of the last ten
     */
    public TwoTermFly(Path file, boolean raw) throws IOException {
        super(2);
        List<Integer> all = new ArrayList<>();
        List<Boolean> choices = new ArrayList<>();
        List<Double> above = new ArrayList<>();
        Deque<Double> past = new ArrayDeque<>(IntStream.range(0, MEMORY).mapToObj(_ -> 0.0).toList());
        for (Json block : Json.parse(Files.readString(file)).get("blocks").items()) {
            for (Json trial : block.get("trials").items()) {
                double reward = trial.get("reward").number();
                double expected = raw ? 0 : past.stream().mapToDouble(each -> each).average().orElseThrow();
                past.removeFirst();
                past.addLast(reward);
                List<Json> encounters = trial.get("encounters").items();
                for (int i = 0; i < encounters.size(); i++) {
                    all.add("AB".indexOf(encounters.get(i).text()));
                    choices.add(i == encounters.size() - 1);
                    above.add(reward - expected);
                }
            }
        }
        this.odours = all.stream().mapToInt(each -> each).toArray();
        this.rewards = above.stream().mapToDouble(each -> each).toArray();
        this.accepted = new boolean[odours.length];
        IntStream.range(0, odours.length).forEach(i -> accepted[i] = choices.get(i));
    }

    @Override
    protected double logLikelihood(double[] x) {
        double[] weights = new double[2];
        double growth = 1 + RATE * x[0];
        double log = 0;
        for (int i = 0; i < odours.length; i++) {
            double odds = STEEPNESS * Math.tanh(INPUT * weights[odours[i]]);
            log -= Math.log1p(Math.exp(accepted[i] ? -odds : odds));
            if (accepted[i]) {
                weights[0] = Math.clamp(weights[0] * growth, -LIMIT, LIMIT);
                weights[1] = Math.clamp(weights[1] * growth, -LIMIT, LIMIT);
                weights[odours[i]] += RATE * INPUT * rewards[i] * x[1];
            }
        }
        return log;
    }

    @Override
    public Values values(double[][] points) {
        Values[] each = IntStream.range(0, points.length).parallel()
                .mapToObj(i -> new Values(new double[] {logPrior(points[i])}, new double[] {logLikelihood(points[i])}))
                .toArray(Values[]::new);
        return new Values(IntStream.range(0, points.length).mapToDouble(i -> each[i].prior()[0]).toArray(),
                IntStream.range(0, points.length).mapToDouble(i -> each[i].likelihood()[0]).toArray());
    }

    @Override
    protected void addLikelihoodSlope(double[] x, double[] slope) {
        throw new UnsupportedOperationException("Particles need no derivatives.");
    }
}
