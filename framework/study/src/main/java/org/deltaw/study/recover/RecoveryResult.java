package org.deltaw.study.recover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltaw.kernel.evaluation.Proportion;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.data.Design;

/**
 * What came out of a recovery.
 *
 * @param truth by what the experiments of the first model are simulated, in words
 * @param telling what fits were told
 * @param coefficients a row for each size and coefficient of the first model
 * @param confusion a row for each size and simulated model; none if there is but one
 * @param optima in how many the starts of fits of the first model have ended: a row for each size and number
 * @param estimates of all replicates of the first model
 * @param failures why experiments could not be simulated, a sentence for each of them
 * @param converged whether all trainings came to an end
 */
public record RecoveryResult(
        String truth, Design.Telling telling, List<CoefficientRecovery> coefficients, List<ModelConfusion> confusion,
        List<OptimaCount> optima, List<NumberedEstimate> estimates, List<String> failures, boolean converged) {
    /** An estimate, and the replicate that gave it. */
    public record NumberedEstimate(Design.Size size, int replicate, Estimate estimate) {}

    /**
     * How often starts have ended in so many distinct optima.
     *
     * @param fits of how many
     */
    public record OptimaCount(Design.Size size, int optima, long fits) {}

    public RecoveryResult {
        optima = List.copyOf(optima);
        coefficients = List.copyOf(coefficients);
        confusion = List.copyOf(confusion);
        estimates = List.copyOf(estimates);
        failures = List.copyOf(failures);
    }

    /**
     * Takes all results together.
     *
     * @param truth by name
     * @param replicates in the order of the experiments
     */
    static RecoveryResult of(
            RecoveryPlan plan, Map<String, Double> truth, List<RecoveryPlan.Planned> experiments, List<Replicate> replicates) {
        List<String> names = plan.models().stream().map(RecoveredModel::name).toList();
        List<CoefficientRecovery> coefficients = new ArrayList<>();
        List<ModelConfusion> confusion = new ArrayList<>();
        List<OptimaCount> optima = new ArrayList<>();
        List<NumberedEstimate> estimates = new ArrayList<>();
        for (Design.Size size : plan.sizes()) {
            for (int model = 0; model < names.size(); model++) {
                int simulated = model;
                int[] own = IntStream.range(0, replicates.size()).filter(i -> experiments.get(i).size().equals(size)
                        && experiments.get(i).simulated() == simulated).toArray();
                List<Replicate> made = IntStream.of(own).mapToObj(replicates::get).toList();
                if (model == 0) {
                    counted(made).forEach((number, fits) -> optima.add(new OptimaCount(size, number, fits)));
                    truth.forEach((name, value) -> {
                        coefficients.add(new CoefficientRecovery(size, name,
                                made.stream().flatMap(replicate -> replicate.estimates(0, name, value).stream()).toList()));
                        IntStream.range(0, own.length).forEach(i -> made.get(i).estimates(0, name, value).forEach(estimate ->
                                estimates.add(new NumberedEstimate(size, experiments.get(own[i]).number(), estimate))));
                    });
                }
                if (names.size() > 1) {
                    confusion.add(ModelConfusion.of(size, names.get(model), names, made));
                }
            }
        }
        return new RecoveryResult(plan.models().getFirst().truth(), plan.telling(), coefficients, confusion, optima, estimates,
                replicates.stream().map(Replicate::failure).filter(failure -> !failure.isEmpty()).toList(),
                replicates.stream().allMatch(replicate -> replicate.failure().isEmpty()
                        && replicate.fits().stream().allMatch(Replicate.ModelFit::converged)));
    }

    private static SortedMap<Integer, Long> counted(List<Replicate> made) {
        return made.stream().filter(replicate -> replicate.failure().isEmpty())
                .flatMap(replicate -> replicate.fits().getFirst().optima().stream()).filter(number -> number > 0)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    /** Lists the sizes. */
    public List<Design.Size> sizes() {
        return coefficients.stream().map(CoefficientRecovery::size).distinct().toList();
    }

    /** Lists the rows of one size. */
    public List<CoefficientRecovery> of(Design.Size size) {
        return coefficients.stream().filter(row -> row.size().equals(size)).toList();
    }

    /** Returns what {@code recovery.json} holds. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("truth", truth);
        json.put("known", telling.known().stream().map(Words::of).sorted().toList());
        json.put("resamplings", telling.resamplings().isAutomatic() ? "automatic" : telling.resamplings().first());
        json.put("binomialInterval", Proportion.METHOD);
        json.put("coefficients", coefficients.stream().map(CoefficientRecovery::json).toList());
        if (!confusion.isEmpty()) {
            json.put("criterion", "heldOut.logLikelihood");
            json.put("confusion", confusion.stream().map(ModelConfusion::json).toList());
        }
        json.put("optima", optima.stream().map(each -> {
            Map<String, Object> count = new LinkedHashMap<>();
            count.put("trials", each.size().trials());
            count.put("subjects", each.size().subjects());
            count.put("optima", each.optima());
            count.put("fits", each.fits());
            return count;
        }).toList());
        json.put("failures", failures);
        return json;
    }
}
