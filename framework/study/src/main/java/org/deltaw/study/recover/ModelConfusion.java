package org.deltaw.study.recover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.deltaw.kernel.evaluation.Proportion;
import org.deltaw.spi.data.Design;

/**
 * How often each model describes best what one of them has made, in experiments of one size: a row of the confusion matrix. Best is the
 * one under which data that nothing was fitted to have the largest likelihood.
 *
 * @param simulated the name of the model that made the data
 * @param fitted the names of all models
 * @param counts how often each was best; a replicate in which none can be told has none
 * @param replicates how many there are
 */
public record ModelConfusion(Design.Size size, String simulated, List<String> fitted, List<Integer> counts, int replicates) {
    /** By what the best is told, in words. */
    public static final String CRITERION = "log-likelihood of recordings that were simulated besides and not fitted";

    public ModelConfusion {
        fitted = List.copyOf(fitted);
        counts = List.copyOf(counts);
    }

    /** Counts. */
    static ModelConfusion of(Design.Size size, String simulated, List<String> fitted, List<Replicate> replicates) {
        int[] counts = new int[fitted.size()];
        replicates.forEach(replicate -> best(replicate).ifPresent(model -> counts[model]++));
        return new ModelConfusion(size, simulated, fitted, IntStream.of(counts).boxed().toList(), replicates.size());
    }

    /** Returns the index of the model that is best; of two that are equal the first; empty if none has a likelihood. */
    static OptionalInt best(Replicate replicate) {
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < replicate.fits().size(); i++) {
            Replicate.ModelFit fit = replicate.fits().get(i);
            double reached = fit.isDiverged() ? Double.NEGATIVE_INFINITY : fit.heldOut().orElse(Double.NEGATIVE_INFINITY);
            if (reached > highest) {
                best = i;
                highest = reached;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** Returns in how many replicates a model was best. */
    public Proportion proportion(int model) {
        return new Proportion(counts.get(model), replicates);
    }

    /** Returns how many replicates told nothing. */
    public int untold() {
        return replicates - counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns what {@code recovery.json} says of it. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trials", size.trials());
        json.put("subjects", size.subjects());
        json.put("simulated", simulated);
        Map<String, Object> best = new LinkedHashMap<>();
        IntStream.range(0, fitted.size()).forEach(model -> best.put(fitted.get(model), counts.get(model)));
        json.put("best", best);
        json.put("none", untold());
        json.put("replicates", replicates);
        return json;
    }
}
