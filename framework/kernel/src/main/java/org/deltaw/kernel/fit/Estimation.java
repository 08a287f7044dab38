package org.deltaw.kernel.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.inference.Estimate;
import org.deltaw.kernel.inference.Inference;
import org.deltaw.kernel.inference.ProfileLikelihood;
import org.deltaw.kernel.inference.RecordingScore;
import org.deltaw.kernel.inference.Sample;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.likelihood.Replication;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.ProfileSearch;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.optima.Optima;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.kernel.separation.SeparationFinder;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.SearchProblem;

/**
 * Says how far the data determine the fitted numbers of one problem, or why that is not said.
 *
 * @param objective what was minimised
 */
record Estimation(Posed posed, Objective objective) {
    /**
     * Says it of numbers that minimise the objective.
     *
     * @param converged whether training came to its end
     * @param optima in which training has ended; the first is where the numbers are
     * @param replication of the recording of which the fewest replicates carry the likelihood
     * @param stopRequested tells whether to stop searching for the ends of intervals
     */
    Uncertainty at(
            double[] fitted, boolean converged, Optima optima, Optional<Replication> replication, BooleanSupplier stopRequested) {
        TrainingSettings.Intervals wanted = posed.fit().training().intervals();
        if (wanted == TrainingSettings.Intervals.NONE) {
            return new Uncertainty.NotStated(Uncertainty.Reason.NOT_ASKED, "training.intervals is none");
        }
        String objection = objection();
        if (!objection.isEmpty()) {
            return new Uncertainty.NotStated(Uncertainty.Reason.NOT_OF_COEFFICIENTS, objection);
        }
        List<Evaluation> evaluations = objective.recordings(fitted);
        if (!evaluations.stream().allMatch(each -> each.isFinite() && Arrays.stream(each.curvature()).allMatch(Double::isFinite))) {
            return new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "the curvature is not finite at the fitted values");
        }
        Sample sample = sample(evaluations);
        Answer prior = prior(fitted);
        Separation separation = optima.listed().isEmpty() ? separation(fitted, Estimate.sum(sample.information(), prior))
                : optima.listed().getFirst().separation();
        Inference inference = new Inference(new Estimate(
                posed.numbers().names(), fitted, objective.boundsAndL1(), separation, sample, prior, resolution()));
        if (posed.model().penalties().stream().anyMatch(term -> term.weight() != 0)) {
            return inference.withheld(Uncertainty.Reason.PENALISED, "penalties draw coefficients to where the data alone would not have "
                    + "them, so neither intervals nor AIC and BIC mean what they say; fit without penalties for these");
        }
        Optional<String> bound = bound(fitted, replication);
        if (bound.isPresent()) {
            return inference.withheld(Uncertainty.Reason.LIKELIHOOD_BOUND, bound.get());
        }
        if (!converged && !separation.isExhausted()) {
            return inference.withheld(Uncertainty.Reason.NOT_CONVERGED, separation.isSeparated() ? Separation.ENDLESS
                    : "training used up its iterations before it came to a minimum; give "
                    + "it more training.epochs");
        }
        Optional<String> undetermined = optima.objection();
        if (undetermined.isPresent()) {
            return inference.withheld(Uncertainty.Reason.NOT_DETERMINED, undetermined.get());
        }
        Uncertainty uncertainty = inference.compute();
        if (!(uncertainty instanceof Uncertainty.Stated stated)) {
            return uncertainty;
        }
        return wanted == TrainingSettings.Intervals.PROFILE ? profile().ofAll(inference, stated, stopRequested)
                : profile().whereNeeded(inference, stated, stopRequested);
    }

    /**
     * Finds which of the numbers have a finite best value. What is no likelihood has no nats to fall by.
     *
     * @param information of the objective, in nats
     */
    Separation separation(double[] fitted, double[][] information) {
        if (posed.model().likelihood().isEmpty()) {
            return Separation.none(fitted.length);
        }
        SeparationFinder finder = new SeparationFinder(
                objective, posed.nats().factor(), posed.method().optimizer(), resolution(), Inference.negligible(resolution()));
        return finder.find(fitted, information);
    }

    /** Says why what was maximised is but a bound of the likelihood, or that is known too badly; empty if it is well known. */
    private Optional<String> bound(double[] fitted, Optional<Replication> replication) {
        if (posed.fit().likelihood().likelihood() == LikelihoodSettings.Combination.MEAN && posed.model().likelihood().isPresent()
                && replicatesDiffer(fitted)) {
            return Optional.of("the mean of the replicates' log-likelihoods is but a lower bound of that of their recording, which depends "
                    + "on the rule; use likelihood: marginal");
        }
        return replication.filter(least -> !least.isEnough()).map(least -> "the likelihood of recording '" + least.recording()
                + "' rests on too few of its " + least.replicates() + " replicates; it takes about " + least.needed());
    }

    private boolean replicatesDiffer(double[] fitted) {
        List<Evaluation> each = objective.evaluations(fitted, Set.of());
        return posed.data().weighted().recordings().members().stream().anyMatch(members ->
                members.stream().anyMatch(i -> each.get(i).loss() != each.get(members.getFirst()).loss()));
    }

    /** Says why nothing can be stated whatever was found; empty if something can. */
    private String objection() {
        String objection = Method.objection(posed.model(), posed.numbers().size());
        return !objection.isEmpty() || !posed.model().weightedMisfits().isEmpty() ? objection : "no misfit has a weight";
    }

    /** Several misfits together are no likelihood. */
    private Uncertainty.Basis basis() {
        return switch (posed.nats().kind()) {
            case LIKELIHOOD -> posed.numbers().priors().isEmpty() ? Uncertainty.Basis.LIKELIHOOD : Uncertainty.Basis.POSTERIOR;
            case SQUARED_ERROR -> Uncertainty.Basis.SQUARED_ERROR;
            case NONE -> Uncertainty.Basis.SCATTER;
        };
    }

    /** Takes the objective apart into recordings. */
    private Sample sample(List<Evaluation> evaluations) {
        List<RecordingScore> scores = new ArrayList<>();
        double total = 0;
        for (int r = 0; r < evaluations.size(); r++) {
            int first = posed.data().weighted().recordings().members().get(r).getFirst();
            double values = posed.data().weighted().counts()[first];
            double[] score = new double[posed.numbers().size()];
            double[][] information = new double[score.length][score.length];
            add(evaluations.get(r), posed.data().vectors().places(first), posed.data().weighted().nats(r), score, information);
            total -= evaluations.get(r).loss() * posed.data().weighted().nats(r);
            // What the recording counts in the objective, as a multiple of what its observations would in a sum.
            double counts = posed.data().weighted().share(r) * posed.data().weighted().observations() / values;
            scores.add(new RecordingScore(posed.data().weighted().recordings().names().get(r), posed.trajectories().get(first).subject(),
                    values, counts, score, information));
        }
        return new Sample(basis(), basis() == Uncertainty.Basis.SCATTER ? Double.NaN : total, scores);
    }

    private static void add(Evaluation evaluation, int[] places, double share, double[] score, double[][] information) {
        for (int i = 0; i < places.length; i++) {
            score[places[i]] -= share * evaluation.gradient()[i];
            for (int j = 0; j < places.length; j++) {
                information[places[i]][places[j]] += share
                        * ((evaluation.curvature()[i * places.length + j] + evaluation.curvature()[j * places.length + i]) / 2);
            }
        }
    }

    /** Returns what is minimised besides the misfits, in nats. */
    private Answer prior(double[] fitted) {
        Answer penalties = objective.penalties(fitted);
        double nats = posed.nats().factor();
        return new Answer(nats * penalties.value(), times(nats, penalties.gradient()), times(nats, penalties.matrix()));
    }

    private static double[] times(double factor, double[] values) {
        double[] products = values.clone();
        for (int i = 0; i < products.length; i++) {
            products[i] *= factor;
        }
        return products;
    }

    private ProfileLikelihood profile() {
        SearchProblem problem = new SearchProblem(objective.parts(), objective.boundsAndL1(), objective.scale(),
                resolution(), Accuracy.FULL, posed.fit().seed().child("intervals"));
        return new ProfileLikelihood(objective, posed.nats().factor(),
                new ProfileSearch.Minimised(posed.method().optimizer(), problem), posed.fit().training().epochs());
    }

    private double resolution() {
        return posed.fit().backend().settings().resolution();
    }
}
