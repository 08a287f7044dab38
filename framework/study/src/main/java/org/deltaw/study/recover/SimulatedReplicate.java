package org.deltaw.study.recover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.kernel.fit.Convergence;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Dataset;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.report.OutcomeText;
import org.deltaw.study.task.ParallelRun;

/**
 * Simulates an experiment and fits all models to it.
 *
 * @param truth of the coefficients of the first model, by name, where all subjects have the same
 * @param workers which fits share
 * @param run which says when to stop
 */
record SimulatedReplicate(RecoveryPlan plan, Map<String, Double> truth, ThreadWorkers workers, ParallelRun run) {
    /**
     * Does it. An experiment under which a network stops choosing, for instance, has failed.
     *
     * @return empty if it was stopped
     */
    Optional<Replicate> of(RecoveryPlan.Planned planned) {
        Dataset data;
        try {
            data = plan.models().get(planned.simulated()).simulate(plan.design(planned), planned.number());
        } catch (InvalidSpecException failed) {
            return Optional.of(Replicate.failed(String.valueOf(failed.getMessage())));
        }
        List<Replicate.ModelFit> fits = new ArrayList<>();
        for (int model = 0; model < plan.models().size(); model++) {
            Optional<Replicate.ModelFit> fitted = fitted(model, planned, data);
            if (fitted.isEmpty()) {
                return Optional.empty();
            }
            fits.add(fitted.get());
        }
        return Optional.of(new Replicate("", fits));
    }

    private Optional<Replicate.ModelFit> fitted(int model, RecoveryPlan.Planned planned, Dataset data) {
        Fit fit = plan.models().get(model).fit(planned.number());
        try (OpenFit opened = Opening.of(plan.models().get(model).file(), fit, data, workers)) {
            List<FitResult> results = new ArrayList<>();
            List<Estimate> estimates = new ArrayList<>();
            for (Problem problem : opened.problems()) {
                FitResult result = problem.train(Optional.empty(), new Stop());
                if (result.outcome() instanceof Outcome.Interrupted) {
                    return Optional.empty();
                }
                results.add(result);
                estimates.addAll(Estimate.of(result, fit, problem.names(), truth(model, planned, problem, data)));
                problem.close();
            }
            return Optional.of(new Replicate.ModelFit(results.stream().map(result -> OutcomeText.brief(result.outcome())).toList(),
                    results.stream().allMatch(result -> Convergence.of(result, fit)),
                    heldOut(results), results.stream().map(result -> result.starts().optima().listed().size()).toList(), estimates));
        }
    }

    /** Only the first model is asked how well it finds what made the data, and only of data of its own. */
    private double[] truth(int model, RecoveryPlan.Planned planned, Problem problem, Dataset data) {
        if (model == 0 && planned.simulated() == 0 && plan.models().getFirst().isFitted()) {
            return problem.vector(plan.models().getFirst().experiment().fittedValues(data, problem.subject()));
        }
        return problem.names().stream().mapToDouble(name ->
                model == 0 && planned.simulated() == 0 ? truth.getOrDefault(Estimate.shared(name), Double.NaN) : Double.NaN).toArray();
    }

    /** Adds up what models of subjects that are fitted alone say of what was held out. */
    private static OptionalDouble heldOut(List<FitResult> results) {
        double sum = results.stream().mapToDouble(result -> result.heldOut().map(metrics ->
                metrics.total().logLikelihood().orElse(Double.NaN)).orElse(Double.NaN)).sum();
        return Double.isFinite(sum) ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    /** Ends a training when all are to stop. */
    private final class Stop implements FitListener {
        @Override
        public boolean stopRequested() {
            return run.stopRequested();
        }
    }
}
