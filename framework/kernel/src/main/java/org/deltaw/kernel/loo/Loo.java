package org.deltaw.kernel.loo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deltaw.spi.Warning;

/**
 * How well single observations are foretold by all others (Vehtari, Gelman and Gabry, Statistics and Computing 27, 2017). Of choices it
 * measures interpolation, not forecast: the one that is left out stays in the history by which weights changed.
 *
 * @param points of every observation
 * @param draws of how many draws they are
 */
public record Loo(List<LeftOut> points, int draws) {
    private static final double HIGHEST_THRESHOLD = 0.7;

    /**
     * A number and its standard error.
     *
     * @param value in nats
     * @param standardError from the spread over observations, in nats
     */
    public record Figure(double value, double standardError) {}

    /** Copies the list. */
    public Loo {
        points = List.copyOf(points);
    }

    /** Returns the sum of the log probabilities of observations by all others, in nats. */
    public Figure elpd() {
        return sum(points.stream().mapToDouble(LeftOut::elpd).toArray());
    }

    /** Returns by how much a model that has seen the observations describes them better, in nats: its effective number of parameters. */
    public double effectiveParameters() {
        return points.stream().mapToDouble(LeftOut::optimism).sum();
    }

    /** Returns the largest shape of a tail at which estimates can be relied on: {@code min(1 - 1/log10 S, 0.7)} of {@code S} draws. */
    public double threshold() {
        return Math.min(1 - 1 / Math.log10(draws), HIGHEST_THRESHOLD);
    }

    /** Returns of how many observations the estimate is unreliable. */
    public int unreliable() {
        double threshold = threshold();
        return (int) points.stream().filter(point -> !(point.shape() <= threshold)).count();
    }

    /** Warns of observations of which the estimate is unreliable. */
    public Optional<Warning> warning() {
        int unreliable = unreliable();
        return unreliable == 0 ? Optional.empty() : Optional.of(Warning.of("pareto-k", String.format(Locale.ROOT,
                "What leaving out does to %,d of %,d observations cannot be told from these draws, as they change the posterior too much "
                        + "(Pareto k above %.2f): leave whole subjects or sessions out, or compare evidences.",
                unreliable, points.size(), threshold())));
    }

    /**
     * Returns by how much these observations are better foretold than by another model, with the standard error of the differences.
     *
     * @throws IllegalArgumentException if the other has not as many observations
     */
    public Figure minus(Loo other) {
        if (points.size() != other.points.size()) {
            throw new IllegalArgumentException("One model has " + points.size() + " observations, the other " + other.points.size()
                    + "; expected the same ones.");
        }
        double[] differences = new double[points.size()];
        Arrays.setAll(differences, i -> points.get(i).elpd() - other.points.get(i).elpd());
        return sum(differences);
    }

    private static Figure sum(double[] values) {
        double sum = Arrays.stream(values).sum();
        double mean = sum / values.length;
        return new Figure(sum, Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()));
    }
}
