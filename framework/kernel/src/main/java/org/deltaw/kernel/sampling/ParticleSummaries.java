package org.deltaw.kernel.sampling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.deltaw.kernel.convergence.ParameterSummary;
import org.deltaw.kernel.particles.Estimate;
import org.deltaw.kernel.particles.ParticleResult;
import org.deltaw.kernel.posterior.Posterior;

/**
 * What the particles of independent runs say of parameters. A run counts by its evidence. Errors are those between runs, and an effective
 * sample size is the number of independent draws that would have such an error.
 */
final class ParticleSummaries {
    private static final double LOWER_TAIL = 0.05;
    private static final double UPPER_TAIL = 0.95;

    private final ParticleResult result;
    private final double[] weights;
    private final double[][][] values;

    ParticleSummaries(Posterior posterior, ParticleResult result) {
        this.result = result;
        this.weights = result.weights();
        this.values = result.runs().stream().map(run -> Arrays.stream(run.particles().points()).map(posterior::told)
                .toArray(double[][]::new)).toArray(double[][][]::new);
    }

    SequencedMap<String, ParameterSummary> of(List<String> names) {
        SequencedMap<String, ParameterSummary> summaries = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            summaries.put(names.get(i), one(i));
        }
        return summaries;
    }

    /** A value, and what it weighs. */
    private record Weighed(double value, double weight) {}

    private ParameterSummary one(int parameter) {
        Weighed[] sorted = IntStream.range(0, values.length).boxed().flatMap(run -> Arrays.stream(values[run])
                .map(each -> new Weighed(each[parameter], weights[run] / values[run].length)))
                .sorted(Comparator.comparingDouble(Weighed::value)).toArray(Weighed[]::new);
        Estimate mean = result.expectation(means(parameter));
        double variance = Arrays.stream(sorted)
                .mapToDouble(each -> each.weight() * (each.value() - mean.value()) * (each.value() - mean.value())).sum();
        ParameterSummary.Quantiles quantiles = new ParameterSummary.Quantiles(quantile(sorted, 0.025), quantile(sorted, 0.25),
                quantile(sorted, 0.5), quantile(sorted, 0.75), quantile(sorted, 0.975));
        double tail = Math.min(size(parameter, LOWER_TAIL, quantile(sorted, LOWER_TAIL)),
                size(parameter, UPPER_TAIL, quantile(sorted, UPPER_TAIL)));
        return new ParameterSummary(mean.value(), Math.sqrt(variance), mean.error(), quantiles,
                new ParameterSummary.Mixing(variance / (mean.error() * mean.error()), tail, Double.NaN));
    }

    private double[] means(int parameter) {
        return Arrays.stream(values).mapToDouble(run -> Arrays.stream(run).mapToDouble(each -> each[parameter]).average().orElseThrow())
                .toArray();
    }

    /** Returns how many independent draws would know as well which share lies below a value. */
    private double size(int parameter, double share, double value) {
        DoublePredicate below = each -> each <= value;
        Estimate found = result.expectation(Arrays.stream(values).mapToDouble(run ->
                (double) Arrays.stream(run).mapToDouble(each -> each[parameter]).filter(below).count() / run.length).toArray());
        return share * (1 - share) / (found.error() * found.error());
    }

    private static double quantile(Weighed[] sorted, double share) {
        double below = 0;
        for (Weighed each : sorted) {
            below += each.weight();
            if (below >= share) {
                return each.value();
            }
        }
        return sorted[sorted.length - 1].value();
    }
}
