package org.deltaw.kernel.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.optimizer.Accuracy;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.SearchProblem;

/**
 * Says how far the data determine the fitted numbers of one problem, or why that is not said.
 *
 * @param trajectories that are fitted
 * @param vectors of them
 * @param data what they are to what was minimised
 * @param objective what was minimised
 */
record Estimation(Fit fit, Model model, Method method, FittedNumbers numbers, TrajectoryVectors vectors, List<Trajectory> trajectories,
        WeightedData data, Objective objective) {
    /**
     * Says it of numbers that minimise the objective.
     *
     * @param converged whether training came to its end
     * @param stopRequested tells whether to stop searching for the ends of intervals
     */
    Uncertainty at(double[] fitted, boolean converged, BooleanSupplier stopRequested) {
        TrainingSettings.Intervals wanted = fit.training().intervals();
        if (wanted == TrainingSettings.Intervals.NONE) {
            return new Uncertainty.NotStated(Uncertainty.Reason.NOT_ASKED, "training.intervals is none");
        }
        String objection = objection();
        if (!objection.isEmpty()) {
            return new Uncertainty.NotStated(Uncertainty.Reason.NOT_OF_COEFFICIENTS, objection);
        }
        List<Evaluation> evaluations = objective.evaluations(fitted, Set.of(Quantity.GRADIENT, Quantity.CURVATURE));
        if (!objective.secondOrder(evaluations, fitted).isFinite()) {
            return new Uncertainty.NotStated(Uncertainty.Reason.NOT_CONVERGED, "the curvature is not finite at the fitted values");
        }
        Inference inference = new Inference(new Estimate(numbers.names(), fitted, objective.boundsAndL1(), sample(evaluations),
                prior(fitted), fit.backend().settings().resolution()));
        if (model.penalties().stream().anyMatch(term -> term.weight() != 0)) {
            return inference.withheld(Uncertainty.Reason.PENALISED, "penalties draw coefficients to where the data alone would not have "
                    + "them, so neither intervals nor AIC and BIC mean what they say; fit without penalties for these");
        }
        if (isBound(evaluations)) {
            return inference.withheld(Uncertainty.Reason.LIKELIHOOD_BOUND, "the mean of the replicates' log-likelihoods is but a lower "
                    + "bound of that of their recording, which depends on the rule; use likelihood: marginal");
        }
        if (!converged) {
            return inference.withheld(Uncertainty.Reason.NOT_CONVERGED, "training used up its iterations before it came to a minimum; give "
                    + "it more training.epochs");
        }
        Uncertainty uncertainty = inference.compute();
        return wanted == TrainingSettings.Intervals.PROFILE && uncertainty instanceof Uncertainty.Stated stated
                ? profile().of(inference, stated, stopRequested) : uncertainty;
    }

    /** Tells whether what was maximised is below the log-likelihood, since replicates of a recording differ. */
    private boolean isBound(List<Evaluation> evaluations) {
        return fit.likelihood().likelihood() == LikelihoodSettings.Combination.MEAN && model.likelihood().isPresent()
                && data.recordings().members().stream().anyMatch(members -> members.stream()
                        .anyMatch(i -> evaluations.get(i).loss() != evaluations.get(members.getFirst()).loss()));
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
            case Loss.NegativeLogLikelihood _, Loss.NegativeLogDensity _ -> Uncertainty.Basis.LIKELIHOOD;
            case Loss.SquaredError _ -> Uncertainty.Basis.SQUARED_ERROR;
            case Loss.Misfit _, Loss.Penalty _, Loss.AbsoluteValues _ -> Uncertainty.Basis.SCATTER;
        };
    }

    /** Returns the weight of the only misfit; of several, which have no unit in common, 1. */
    private double weight() {
        return misfits().size() == 1 ? misfits().getFirst().weight() : 1;
    }

    /** Returns by what the objective is multiplied to be minus the log-likelihood, or the sum of squares. */
    private double nats() {
        return data.observations() / weight();
    }

    /** Takes the objective, which is a weighted mean over recordings, apart. */
    private Sample sample(List<Evaluation> evaluations) {
        List<Evaluation> together = objective.recordings(evaluations);
        List<RecordingScore> scores = new ArrayList<>();
        double total = 0;
        for (int r = 0; r < together.size(); r++) {
            List<Integer> replicates = data.recordings().members().get(r);
            double count = replicates.stream().mapToDouble(i -> data.counts()[i]).average().orElseThrow();
            double[] score = new double[numbers.size()];
            double[][] information = new double[score.length][score.length];
            add(together.get(r), vectors.places(replicates.getFirst()), count / weight(), score, information);
            total -= together.get(r).loss() * count / weight();
            scores.add(new RecordingScore(data.recordings().names().get(r), trajectories.get(replicates.getFirst()).subject(), count,
                    data.share(r) * data.observations() / count, score, information));
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
