package org.deltaw.kernel.simulate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.ParameterTable;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.spi.backend.Simulation;

/**
 * The values of fitted numbers at which the fitted model is the true one. Parameters have the value of the true model's of the same
 * name; those of a rule that the true rule has not are taken to be 0, as where it lacks a term. Whether that makes the same model is
 * then tried.
 *
 * @param truth the true model
 * @param numbers that are fitted
 */
public record TrueValues(Truth truth, FittedNumbers numbers) {
    /** Far above what another order of sums makes of a run, and far below what another rule does. */
    private static final double TOLERANCE = 1e-6;

    /**
     * Finds them.
     *
     * @param fitted what the fitted model shows, given values of the numbers
     * @param real what the true model showed in the same trajectories
     * @return a value for each number; NaN where none is known, and all of them NaN if with these values the fitted model is not the true
     *     one
     */
    public double[] find(Function<double[], List<Simulation>> fitted, List<Simulation> real) {
        double[] values = candidate();
        double[] tried = values.clone();
        double[] start = numbers.start();
        Arrays.setAll(tried, i -> Double.isNaN(tried[i]) ? start[i] : tried[i]);
        if (!isSame(fitted.apply(tried), real)) {
            Arrays.fill(values, Double.NaN);
        }
        return values;
    }

    private double[] candidate() {
        Map<String, Map<String, double[]>> values = new HashMap<>();
        for (ParameterValue parameter : numbers.parameters(numbers.start())) {
            if (parameter.fitted()) {
                values.computeIfAbsent(parameter.owner(), _ -> new HashMap<>()).put(parameter.label(), values(parameter));
            }
        }
        return numbers.vector(values);
    }

    private double[] values(ParameterValue parameter) {
        return truth.model().parameters().entries().stream().filter(entry -> entry.isTruthOf(parameter))
                .map(ParameterTable.Entry::start).findFirst().orElseGet(() -> {
                    double[] absent = new double[parameter.values().length];
                    Arrays.fill(absent, parameter.isOfRule() ? 0 : Double.NaN);
                    return absent;
                });
    }

    private static boolean isSame(List<Simulation> fitted, List<Simulation> real) {
        return IntStream.range(0, real.size()).allMatch(i -> isSame(fitted.get(i), real.get(i)));
    }

    private static boolean isSame(Simulation fitted, Simulation real) {
        return IntStream.range(0, real.outputs().size()).allMatch(o -> isSame(fitted.outputs().get(o), real.outputs().get(o)));
    }

    private static boolean isSame(double[] fitted, double[] real) {
        return IntStream.range(0, real.length).allMatch(i -> Math.abs(fitted[i] - real[i]) <= TOLERANCE * (1 + Math.abs(real[i])));
    }
}
