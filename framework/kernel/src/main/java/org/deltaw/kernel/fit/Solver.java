package org.deltaw.kernel.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.inference.UncertaintyWarnings;
import org.deltaw.kernel.likelihood.Replication;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.optima.Optima;
import org.deltaw.kernel.optima.OptimaFinder;
import org.deltaw.kernel.optima.StartPoints;
import org.deltaw.kernel.separation.EqualChoices;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.kernel.stability.RequiredStability;
import org.deltaw.kernel.stability.Stability;
import org.deltaw.kernel.stability.StabilityAnalysis;
import org.deltaw.kernel.stability.UnstableWeights;
import org.deltaw.spi.Warning;

/**
 * Solves a problem: searches for the numbers from all starts, and says what may be concluded from where they end. To be used while the
 * objective is open.
 *
 * @param open the model's program
 * @param stability what weights do by themselves; not asked for where nothing depends on it
 * @param pooled where the fit to all subjects together ends, given the names of the numbers that are wanted of it
 */
record Solver(Posed posed, CompiledFit open, Objective objective, Supplier<StabilityAnalysis> stability, Description description,
        Function<List<String>, Optional<double[]>> pooled) {
    /** @param from where an earlier training stood; empty to start anew */
    Training.Ended search(Optional<Checkpoint> from, FitListener listener) {
        return training(begin(() -> startPoints(posed.starts()))).run(from, listener);
    }

    /**
     * Returns where each start of a search has ended: those of one optimum at the lowest of their ends, from where they go the same way
     * on, so that they cost no more than one.
     */
    List<double[]> ends(Training.Ended ended) {
        return ended.ends().isEmpty() || posed.hasTooManyNumbers()
                ? ended.starts().checkpoint().starts().stream().map(Checkpoint.Start::parameters).toList()
                : finder().lowest(ended.ends());
    }

    /** Searches on from where the starts of another search have ended. */
    Training.Ended searchOn(List<double[]> ends, FitListener listener) {
        return training(begin(() -> ends)).run(Optional.empty(), listener);
    }

    private Training.Begin begin(Supplier<List<double[]>> points) {
        return new Training.Begin(posed.starts(), points, posed.replicates());
    }

    /** Returns where a single search from where the spec says ends; nowhere if it diverged. */
    Optional<double[]> end() {
        Training.Ended ended = training(new Training.Begin(1, () -> List.of(posed.numbers().start()), posed.replicates()))
                .run(Optional.empty(), FitListener.SILENT);
        return ended.outcome() instanceof Outcome.Diverged ? Optional.empty() : Optional.of(ended.starts().standing().parameters());
    }

    private Training training(Training.Begin begin) {
        return new Training(posed.fit(), posed.subject(), objective, posed.numbers(), posed.method(), begin, this::isAllowed, divergence());
    }

    private Divergence divergence() {
        return new Divergence(objective, posed.trajectories(), posed.model().states());
    }

    /** If the starts are not the user's choice, coefficients of 0 are tried, and where all subjects together end. */
    private List<double[]> startPoints(int count) {
        List<double[]> chosen = new ArrayList<>();
        if (count > 1 && posed.fit().training().starts().number().isEmpty()) {
            chosen.add(posed.numbers().withoutPlasticity());
            pooled.apply(posed.numbers().names()).ifPresent(chosen::add);
        }
        return new StartPoints(posed.numbers(), objective, posed.method().isSecondOrder(), chosen).of(count);
    }

    /** Says what may be concluded from where a search has ended. */
    FitResult result(Training.Ended ended, FitListener listener) {
        Outcome outcome = ended.outcome();
        Checkpoint.Start best = ended.starts().standing();
        double[] fitted = best.parameters().clone();
        Metrics metrics = description.training(fitted, posed.means(), objective.penalty(fitted));
        // The loss after the last update is computed here for the first time.
        boolean over = outcome instanceof Outcome.Finished || outcome instanceof Outcome.Converged;
        if (over && !Double.isFinite(metrics.total().loss())) {
            outcome = divergence().find(best.epochs(), OptionalInt.empty(), fitted);
        }
        Optima optima = optima(ended);
        Uncertainty uncertainty = uncertainty(outcome, fitted, metrics, optima, listener);
        List<Stability> weights = outcome instanceof Outcome.Diverged ? List.of() : stability.get().of(List.of(fitted)).getFirst();
        Optional<Metrics> heldOut = description.heldOut(fitted, posed.means());
        List<Warning> told = warnings(outcome, uncertainty, metrics, heldOut);
        told.addAll(new UnstableWeights(posed.fit().rules(), required()).warnings(weights));
        told.addAll(optima.warnings(posed.subject()));
        return new FitResult(posed.subject(), posed.method(), outcome, posed.numbers().parameters(fitted), posed.means(),
                description.formulas(best(fitted, optima, uncertainty)), metrics, heldOut,
                uncertainty, weights, told, ended.starts().with(optima), open.compiled().device());
    }

    /** Returns the fitted numbers with infinite ones where there is no finite best value, as far as that is known. */
    private static double[] best(double[] fitted, Optima optima, Uncertainty uncertainty) {
        if (!optima.listed().isEmpty()) {
            return optima.listed().getFirst().parameters().values().stream().mapToDouble(Double::doubleValue).toArray();
        }
        return uncertainty.coefficients().isEmpty() ? fitted
                : uncertainty.coefficients().stream().mapToDouble(Uncertainty.Coefficient::value).toArray();
    }

    private Uncertainty uncertainty(Outcome outcome, double[] fitted, Metrics metrics, Optima optima, FitListener listener) {
        return switch (outcome) {
            case Outcome.Finished _, Outcome.Converged _ -> estimation().at(fitted,
                    Convergence.of(outcome, posed.method(), posed.fit()), optima, metrics.replication(), listener::stopRequested);
            case Outcome.Interrupted _ -> new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "training was interrupted");
            case Outcome.Diverged _ -> new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "training diverged");
        };
    }

    /**
     * Says how far the data determine the fitted numbers.
     *
     * @param converged whether they are those of a training that came to its end
     * @param metrics of these numbers
     */
    Uncertainty uncertainty(double[] fitted, boolean converged, Metrics metrics) {
        return estimation().at(fitted, converged, Optima.NONE, metrics.replication(), () -> false);
    }

    private Estimation estimation() {
        return new Estimation(posed, objective);
    }

    private Optima optima(Training.Ended ended) {
        if (ended.ends().isEmpty() || posed.hasTooManyNumbers()) {
            return Optima.NONE;
        }
        return finder().find(ended.ends(), ended.starts().best() - 1);
    }

    private OptimaFinder finder() {
        return new OptimaFinder(objective, posed.nats(), posed.numbers().names(), posed.fit().backend().settings().resolution(),
                new Examined());
    }

    private final class Examined implements OptimaFinder.Examination {
        @Override
        public List<Optional<Boolean>> stability(List<double[]> points) {
            return stability.get().areStable(points);
        }

        @Override
        public Separation separation(double[] point, double[][] information) {
            return estimation().separation(point, information);
        }
    }

    /** Collects what a user should know of data and model, then of what came out. */
    private List<Warning> warnings(Outcome outcome, Uncertainty uncertainty, Metrics metrics, Optional<Metrics> heldOut) {
        List<Warning> all = new ArrayList<>(open.warnings(posed.subject()));
        all.addAll(EqualChoices.warnings(posed.model(), posed.subject(), posed.means(), posed.data().weighted().observations()));
        metrics.replication().flatMap(Replication::warning)
                .or(() -> heldOut.flatMap(Metrics::replication).flatMap(Replication::warning)).ifPresent(all::add);
        // Towards infinity there is no end to come to, and longer training leads to none.
        boolean endless = uncertainty.coefficients().stream().anyMatch(each -> Double.isInfinite(each.value()));
        Convergence.warning(outcome, posed.method(), posed.fit()).filter(_ -> !endless).ifPresent(all::add);
        all.addAll(UncertaintyWarnings.of(uncertainty));
        return all;
    }

    private RequiredStability required() {
        return RequiredStability.of(posed.fit().rules(), posed.model());
    }

    /** Tells whether weights are stable of which a user wants that. */
    private boolean isAllowed(double[] vector) {
        RequiredStability required = required();
        return required.isEmpty() || required.isMet(stability.get().of(List.of(vector)).getFirst());
    }
}
