package org.deltaw.kernel.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.inference.Estimate;
import org.deltaw.kernel.inference.Inference;
import org.deltaw.kernel.inference.ProfileLikelihood;
import org.deltaw.kernel.inference.RecordingScore;
import org.deltaw.kernel.inference.Sample;
import org.deltaw.kernel.inference.Uncertainty;
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
 * @param vectors of the trajectories that are fitted
 * @param compared these, each with how many values of it are compared
 * @param objective what was minimised
 */
record Estimation(Fit fit, Model model, Method method, FittedNumbers numbers, TrajectoryVectors vectors, List<Compared> compared,
        Objective objective) {
    /**
     * A trajectory.
     *
     * @param values how many are compared, in all misfits
     */
    record Compared(Trajectory trajectory, double values) {}

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
        if (!converged) {
            return inference.withheld(Uncertainty.Reason.NOT_CONVERGED, "training used up its iterations before it came to a minimum; give "
                    + "it more training.epochs");
        }
        Uncertainty uncertainty = inference.compute();
        return wanted == TrainingSettings.Intervals.PROFILE && uncertainty instanceof Uncertainty.Stated stated
                ? profile().of(inference, stated, stopRequested) : uncertainty;
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

    /** Returns by what the objective is multiplied to be a sum over observations, those of a recording's repetitions counted once. */
    private double nats() {
        double observations = 0;
        for (List<Integer> repetitions : recordings().values()) {
            observations += values(repetitions);
        }
        return observations / weight();
    }

    /** Returns the weight of the only misfit. */
    private double weight() {
        return misfits().size() == 1 ? misfits().getFirst().weight() : 1;
    }

    /** Returns how many values of a recording are compared: the mean over its repetitions. */
    private double values(List<Integer> repetitions) {
        return repetitions.stream().mapToDouble(i -> compared.get(i).values()).average().orElseThrow();
    }

    private Map<String, List<Integer>> recordings() {
        Map<String, List<Integer>> recordings = new LinkedHashMap<>();
        for (int i = 0; i < compared.size(); i++) {
            recordings.computeIfAbsent(compared.get(i).trajectory().recording(), _ -> new ArrayList<>()).add(i);
        }
        return recordings;
    }

    /** Takes the objective, which is a mean over trajectories, apart into recordings. */
    private Sample sample(List<Evaluation> evaluations) {
        List<RecordingScore> scores = new ArrayList<>();
        double share = nats() / compared.size();
        double total = 0;
        for (Map.Entry<String, List<Integer>> recording : recordings().entrySet()) {
            List<Integer> repetitions = recording.getValue();
            double values = values(repetitions);
            // What a recording is multiplied by in the mean over trajectories, as a multiple of what its observations count in a sum.
            double weight = share * repetitions.size() * weight() / values;
            double[] score = new double[numbers.size()];
            double[][] information = new double[score.length][score.length];
            for (int i : repetitions) {
                add(evaluations.get(i), vectors.places(i), share / weight, score, information);
                total -= evaluations.get(i).loss() * share / weight;
            }
            scores.add(new RecordingScore(recording.getKey(), compared.get(repetitions.getFirst()).trajectory().subject(), values, weight,
                    score, information));
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
        SearchProblem problem = new SearchProblem(objective.trajectories(), objective.boundsAndL1(), objective.scale(),
                fit.backend().settings().resolution(), Accuracy.FULL, fit.seed().child("intervals"));
        return new ProfileLikelihood(objective, nats(), method.optimizer(), fit.training().epochs(), problem);
    }
}
