package org.deltaw.study.recover;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.study.fit.Opening;

/** The true values of the coefficients of the first model of a plan. */
record TrueCoefficients(RecoveryPlan plan, ThreadWorkers workers) {
    /**
     * Finds them by full name, in the order of the fitted numbers; not a number where none is known. What is drawn from the seed, and so
     * differs between replicates, has none; of what each subject has its own it is the mean.
     *
     * @throws org.deltaw.spi.InvalidSpecException if model and data do not go together
     */
    Map<String, Double> find() {
        if (plan.models().getFirst().isFitted()) {
            return plan.models().getFirst().fitted();
        }
        Map<String, Double> one = of(1);
        Map<String, Double> other = of(2);
        one.replaceAll((name, value) -> value.equals(other.get(name)) ? value : Double.valueOf(Double.NaN));
        return one;
    }

    private Map<String, Double> of(int replicate) {
        RecoveredModel model = plan.models().getFirst();
        Dataset data = model.simulate(new Design(plan.sizes().getFirst(), Design.Telling.ALL), replicate);
        try (OpenFit opened = Opening.of(model.file(), model.fit(replicate), data, workers)) {
            Problem problem = opened.problems().getFirst();
            double[] values = problem.trueValues();
            Map<String, Double> truth = new LinkedHashMap<>();
            IntStream.range(0, values.length).forEach(i -> truth.putIfAbsent(Estimate.shared(problem.names().get(i)), values[i]));
            return truth;
        }
    }
}
