package org.deltaw.kernel.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.InvalidSpecException;

/**
 * The means of targets over the observed steps of the data to which a model is fitted, which losses read: a constant
 * prediction is made from them, also of other data. Immutable.
 */
public final class TargetMeans {
    /** Those of a model that reads none. */
    public static final TargetMeans NONE = new TargetMeans(Map.of());

    private final Map<String, double[]> values = new LinkedHashMap<>();

    /**
     * Takes means that are known.
     *
     * @param values by the target's name, as many as it has values in a step
     */
    public TargetMeans(Map<String, double[]> values) {
        values.forEach((target, means) -> this.values.put(target, means.clone()));
    }

    /** Returns them by the target's name; the arrays must not be changed. */
    public Map<String, double[]> values() {
        return Map.copyOf(values);
    }

    /**
     * Returns those that a model reads under a symbol.
     *
     * @throws InvalidSpecException if they are not known, or are of another target
     */
    double[] of(Symbol symbol, LossView.Mean mean) {
        double[] means = values.get(mean.name());
        if (means == null || means.length != symbol.entries()) {
            throw new InvalidSpecException("The means of '" + mean.name() + "' over the data that were fitted are "
                    + (means == null ? "not known" : Arrays.toString(means)) + "; expected " + symbol.entries()
                    + " of them. Evaluate with a run that was fitted to such data.");
        }
        return means;
    }
}
