package org.deltaw.study.validate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A mean and its standard error.
 *
 * @param mean empty if there are no finite values
 * @param standardError empty if there are fewer than two
 */
public record MeanOverFolds(OptionalDouble mean, OptionalDouble standardError) {
    /** Takes those values that are there and finite. */
    public static MeanOverFolds of(List<OptionalDouble> figures) {
        double[] values = figures.stream().filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble)
                .filter(Double::isFinite).toArray();
        OptionalDouble mean = Arrays.stream(values).average();
        if (values.length < 2) {
            return new MeanOverFolds(mean, OptionalDouble.empty());
        }
        double middle = mean.getAsDouble();
        double squares = Arrays.stream(values).map(value -> (value - middle) * (value - middle)).sum();
        return new MeanOverFolds(mean, OptionalDouble.of(Math.sqrt(squares / (values.length - 1) / values.length)));
    }
}
