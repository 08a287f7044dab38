package org.deltaw.kernel.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.inference.Estimate;
import org.deltaw.kernel.inference.Inference;
import org.deltaw.kernel.inference.ProfileLikelihood;
import org.deltaw.kernel.inference.RecordingScore;
import org.deltaw.kernel.inference.Sample;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.likelihood.Replication;
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.kernel.separation.SeparationFinder;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.SearchProblem;

/**
 * Says how far the data determine the fitted numbers of one problem, or why that is not said.
 *
 * @param vectors of the trajectories that are fitted
 * @param trajectories these
 * @param weighted what each of them counts
 * @param objective what was minimised
 */
record Estimation(Fit fit, Model model, Method method, FittedNumbers numbers, TrajectoryVectors vectors,
        List<Trajectory> trajectories, WeightedData weighted, Objective objective) {
    /**
     * Says it of numbers that minimise the objective.
     *
     * @param converged whether training came to its end
     * @param replication of the recording of which the fewest replicates carry the likelihood
     * @param stopRequested tells whether to stop searching for the ends of intervals
     */
    Uncertainty at(double[] fitted, boolean converged, Optional<Replication> replication, BooleanSupplier stopRequested) {
        TrainingSettings.Intervals wanted = fit.training().intervals();
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
        Inference inference = new Inference(new Estimate(numbers.names(), fitted, objective.boundsAndL1(),
                separation(fitted, sample, prior), sample, prior, fit.backend().settings().resolution()));
        if (model.penalties().stream().anyMatch(term -> term.weight() != 0)) {
            return inference.withheld(Uncertainty.Reason.PENALISED, "penalties draw coefficients to where the data alone would not have "
                    + "them, so neither intervals nor AIC and BIC mean what they say; fit without penalties for these");
        }
        if (fit.likelihood().weighting() == LikelihoodSettings.Weighting.TRAJECTORY && lengthsDiffer()) {
            return inference.withheld(Uncertainty.Reason.NO_LIKELIHOOD, "recordings of different lengths count alike, so that what was "
                    + "maximised is no likelihood; set weighting to observation");
        }
        Optional<String> bound = bound(replication);
        if (bound.isPresent()) {
            return inference.withheld(Uncertainty.Reason.LIKELIHOOD_BOUND, bound.get());
        }
        if (!converged) {
            return inference.withheld(Uncertainty.Reason.NOT_CONVERGED, "training used up its iterations before it came to a minimum; give "
                    + "it more training.epochs");
        }
        Uncertainty uncertainty = inference.compute();
        return wanted == TrainingSettings.Intervals.PROFILE && uncertainty instanceof Uncertainty.Stated stated
                ? profile().of(inference, stated, stopRequested) : uncertainty;
    }

    /** What is no likelihood has no nats to fall by. */
    private Separation separation(double[] fitted, Sample sample, Answer prior) {
        if (model.likelihood().isEmpty()) {
            return Separation.none(fitted.length);
        }
        double resolution = fit.backend().settings().resolution();
        return new SeparationFinder(objective, nats(), method.optimizer(), resolution, Inference.negligible(resolution))
                .find(fitted, Estimate.sum(sample.information(), prior));
    }

    /** Says why what was maximised is but a bound of the likelihood, or that is known too badly; empty if it is well known. */
    private Optional<String> bound(Optional<Replication> replication) {
        if (fit.likelihood().likelihood() == LikelihoodSettings.Combination.MEAN && weighted.recordings().areReplicated()) {
            return Optional.of("what was maximised is the mean over replicates of log-likelihoods, a lower bound of the likelihood that "
                    + "depends on the rule; set likelihood to marginal");
        }
        return replication.filter(least -> !least.isEnough()).map(least -> "the likelihood of recording '" + least.recording()
                + "' rests on too few of its " + least.replicates() + " replicates; it takes about " + least.needed());
    }

    private boolean lengthsDiffer() {
        return Arrays.stream(weighted.counts()).distinct().count() > 1;
    }

    /** Says why nothing can be stated whatever was found; empty if something can. */
    private String objection() {
        String objection = Method.objection(model, numbers.size());
        return !objection.isEmpty() || !misfits().isEmpty() ? objection : "no misfit has a weight";
    }

    private List<Model.Term> misfits() {
        return model.misfits().stream().filter(term -> term.weight() > 0).toList();
    }

    /** Several misfits together are no likelihood. */
    private Uncertainty.Basis basis() {
        return misfits().size() > 1 ? Uncertainty.Basis.SCATTER : switch (misfits().getFirst().loss()) {
            case Loss.NegativeLogLikelihood _, Loss.NegativeLogDensity _ ->
                    numbers.priors().isEmpty() ? Uncertainty.Basis.LIKELIHOOD : Uncertainty.Basis.POSTERIOR;
            case Loss.SquaredError _ -> Uncertainty.Basis.SQUARED_ERROR;
            case Loss.Misfit _, Loss.Penalty _, Loss.AbsoluteValues _ -> Uncertainty.Basis.SCATTER;
        };
    }

    /** Returns by what the objective is multiplied to be a sum over observations. */
    private double nats() {
        return weighted.observations() / weight();
    }

    /** Returns the weight of the only misfit. */
    private double weight() {
        return misfits().size() == 1 ? misfits().getFirst().weight() : 1;
    }

    /** Takes the objective apart into recordings. */
    private Sample sample(List<Evaluation> evaluations) {
        List<RecordingScore> scores = new ArrayList<>();
        double total = 0;
        for (int r = 0; r < evaluations.size(); r++) {
            int first = weighted.recordings().members().get(r).getFirst();
            double values = weighted.counts()[first];
            double[] score = new double[numbers.size()];
            double[][] information = new double[score.length][score.length];
            add(evaluations.get(r), vectors.places(first), values / weight(), score, information);
            total -= evaluations.get(r).loss() * values / weight();
            // What the recording counts in the objective, as a multiple of what its observations would in a sum.
            double counts = weighted.share(r) * weighted.observations() / values;
            scores.add(new RecordingScore(
                    weighted.recordings().names().get(r), trajectories.get(first).subject(), values, counts, score, information));
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
        double nats = nats();
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
                fit.backend().settings().resolution(), Accuracy.FULL, fit.seed().child("intervals"));
        return new ProfileLikelihood(objective, nats(), method.optimizer(), fit.training().epochs(), problem);
    }
}
